/// How a plan counts: the parts of `defaults:` that turn a phrase into days.
public struct CountingRules: Hashable, Sendable {
    /// Whether "trước ngày X" leaves X itself on time (`lenient`, what offices practise) or not.
    public enum Before: String, Hashable, Sendable, CaseIterable { case lenient, strict }
    /// Whether a named day that is a day off moves.
    public enum OffDay: String, Hashable, Sendable, CaseIterable { case keep, next, previous }

    public var before: Before
    public var offDay: OffDay
    /// Whether the longer report of a phrase absorbs the shorter that ends together with it
    /// (June: half-year; December: year), or both are owed.
    public var absorbs: Bool

    public init(before: Before = .lenient, offDay: OffDay = .keep, absorbs: Bool = true) {
        self.before = before
        self.offDay = offDay
        self.absorbs = absorbs
    }
}

/// Days that a phrase makes in one plan.
public struct DueDate: Hashable, Sendable {
    /// The day that the phrase names, or the last day of the span that it names.
    public let named: Day
    /// The last day that counts as on time.
    public let due: Day
    /// The working day that reminders count down to.
    public let actBy: Day
    /// The first day of a span; nil for a single day.
    public let starts: Day?
    /// The span of a repeat, whose label stands in the key; nil for one-off days.
    public let period: Period?
    /// The period that a repeat is about; `period` may be only the month of one of its several days.
    public internal(set) var reported: Period?
    /// True when a repeat names a time of the year and not what is reported: "15/6 hằng năm".
    public internal(set) var saysOnlyWhen = false
    /// Why a day was moved; nil when nothing was.
    public let moved: DayMoved?
    /// True when this day is a proposal: the end of a period for want of a day, a year from the
    /// plan's signing.
    public let isAssumed: Bool

    public init(
        named: Day, due: Day, actBy: Day, starts: Day? = nil, period: Period? = nil,
        moved: DayMoved? = nil, isAssumed: Bool = false
    ) {
        self.named = named
        self.due = due
        self.actBy = actBy
        self.starts = starts
        self.period = period
        self.moved = moved
        self.isAssumed = isAssumed
    }
}

/// The reason for which `act_by` or `due` is not the named day.
public enum DayMoved: Hashable, Sendable {
    /// The named day is excluded by "trước".
    case exclusive
    /// The day is a Saturday or Sunday.
    case weekend(Day)
    /// The day is an official day off of this name.
    case dayOff(Day, name: String)
}
