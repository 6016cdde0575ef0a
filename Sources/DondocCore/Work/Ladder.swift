/// What a notice says to its reader; also its kind in the journal.
public enum NoticeKind: String, Hashable, Sendable, CaseIterable {
    case upcoming, due, overdue, quiet, digest
    /// To a partner ("phối hợp"): told of the work, not charged with it.
    case assigned
}

/// One rung: a moment at which something may be said about an obligation.
public struct Step: Hashable, Sendable {
    public enum Side: Hashable, Sendable {
        /// Before the due day, or on it.
        case ahead
        case overdue
        /// The quarter's check-in is asked for.
        case checkin(Period)
        /// The check-in asked for did not come.
        case quiet(Period)
    }

    /// `-30wd`, `0`, `due`, `+7wd`, `checkin-2023-Q1`, `quiet-2023-Q1`; stable for ever.
    public let id: String
    public let side: Side
    public let day: Day

    public init(id: String, side: Side, day: Day) {
        self.id = id
        self.side = side
        self.day = day
    }
}

/// The rungs at which people are reminded, counted in working days.
///
/// Before `act_by` (which is itself a rung), on the due day where that is another working day, and
/// after the due day; work without a day of its own is asked for a check-in each quarter.
public struct Ladder: Hashable, Sendable {
    /// Working days before `act_by`, farthest first.
    public var before = [30, 7, 3, 1, 0]
    /// Working days after `due`, nearest first; the last distance repeats.
    public var after = [1, 3, 7]
    /// Letters after the due day; then the list of the coordinator falls silent too.
    public var overdueLimit = 12
    /// Working days before a quarter's last working day at which its check-in is asked for.
    public var checkinBefore = 7
    /// Working days after a quarter's end at which a missing check-in is called quiet.
    public var quietAfter = 7

    public init() {}

    public static let standard = Ladder()

    /// Rungs towards one date, earliest first.
    ///
    /// A request ("đề nghị") is never late, so it has no rung after the day.
    public func steps(due: Day, actBy: Day, isRequest: Bool, _ calendar: WorkCalendar) -> [Step] {
        var steps = before.map { n in
            Step(
                id: n == 0 ? "0" : "-\(n)wd", side: .ahead, day: calendar.working(n, before: actBy))
        }
        if due != actBy, calendar.isWorking(due) {
            steps.append(Step(id: "due", side: .ahead, day: due))
        }
        if !isRequest { steps += overdueSteps(due: due, calendar) }
        return steps
    }

    private func overdueSteps(due: Day, _ calendar: WorkCalendar) -> [Step] {
        let stride = after.last ?? 1
        var (steps, day, distance): ([Step], Day, Int) = ([], due, 0)
        for i in 0..<overdueLimit {
            let next = i < after.count ? after[i] : distance + stride
            day = calendar.working(next - distance, after: day)
            distance = next
            steps.append(Step(id: "+\(distance)wd", side: .overdue, day: day))
        }
        return steps
    }

    /// Rungs of the quarterly check-ins, earliest first.
    ///
    /// A quarter that ends with the due day has none: the due day itself asks. A request ("đề nghị")
    /// is asked, and never called quiet.
    public func checkins(
        in period: Period, due: Day?, isRequest: Bool = false, _ calendar: WorkCalendar
    ) -> [Step] {
        period.quarters.filter { $0.ends != due }.flatMap { quarter in
            let last = calendar.working(onOrBefore: quarter.ends)
            let asked = Step(
                id: "checkin-\(quarter.label)", side: .checkin(quarter),
                day: calendar.working(checkinBefore, before: last))
            let quiet = Step(
                id: "quiet-\(quarter.label)", side: .quiet(quarter),
                day: calendar.working(quietAfter, after: quarter.ends))
            return isRequest ? [asked] : [asked, quiet]
        }
    }

    /// The day of the last letter after `due`.
    public func pressedUntil(due: Day, _ calendar: WorkCalendar) -> Day {
        overdueSteps(due: due, calendar).last?.day ?? due
    }
}
