/// When letters may leave: the hours of working days, and among them the hour of the day's letter.
public struct OfficeHours: Hashable, Sendable {
    /// Minutes after midnight: the day's letter.
    public let remindAt: Int
    /// Minutes after midnight; the office is open from `opens` until before `closes`.
    public let opens: Int
    public let closes: Int
    public let calendar: WorkCalendar

    public init(remindAt: Int = 480, opens: Int = 450, closes: Int = 1_020, calendar: WorkCalendar)
    {
        self.remindAt = remindAt
        self.opens = opens
        self.closes = closes
        self.calendar = calendar
    }

    public func isOpen(_ now: Moment) -> Bool {
        (opens..<closes).contains(now.minuteOfDay) && calendar.isWorking(now.day)
    }

    /// True from the hour of the day's letter until the office closes.
    public func isDaily(_ now: Moment) -> Bool { isOpen(now) && now.minuteOfDay >= remindAt }

    /// The hour of the next day's letter, strictly after `now`.
    public func nextDaily(after now: Moment) -> Moment {
        let today = Moment(now.day, minuteOfDay: remindAt)
        let day = now < today ? now.day : now.day + 1
        return Moment(calendar.working(onOrAfter: day), minuteOfDay: remindAt)
    }

    /// When what is decided at a moment may be said: with the day's letter, late in the same open hours,
    /// or, where it is said at once, as soon as the office is open.
    public func release(at now: Moment, atOnce: Bool = false) -> Moment {
        guard atOnce else { return isDaily(now) ? now : nextDaily(after: now) }
        guard !isOpen(now) else { return now }
        let day = now.minuteOfDay < opens ? now.day : now.day + 1
        return Moment(calendar.working(onOrAfter: day), minuteOfDay: opens)
    }
}
