/// What a reload applied, or with `dry_run` would apply.
public struct ReloadView: Codable, Hashable, Sendable {
    /// What a calendar says of a day off, or of a Saturday worked.
    public struct DayOff: Codable, Hashable, Sendable {
        /// holiday, compensation, swapped-off, swapped-work.
        public var kind: String
        public var name: String

        public init(kind: String, name: String) {
            self.kind = kind
            self.name = name
        }
    }

    /// A day of which the calendar says something else; nil for an ordinary day.
    public struct DayChange: Codable, Hashable, Sendable {
        public var day: String
        @OrNull public var before: DayOff?
        @OrNull public var after: DayOff?

        public init(day: String, before: DayOff?, after: DayOff?) {
            self.day = day
            self.before = before
            self.after = after
        }
    }

    /// An obligation that comes, goes, or gets other days.
    public struct Move: Codable, Hashable, Sendable {
        /// added, moved, changed, withdrawn.
        public var kind: String
        @OrNull public var number: Int?
        public var key: String
        public var phrase: String
        @OrNull public var dueBefore: String?
        @OrNull public var dueAfter: String?
        @OrNull public var actByBefore: String?
        @OrNull public var actByAfter: String?

        public enum CodingKeys: String, CodingKey, CaseIterable {
            case kind, number, key, phrase
            case dueBefore = "due_before"
            case dueAfter = "due_after"
            case actByBefore = "act_by_before"
            case actByAfter = "act_by_after"
        }

        public init(
            kind: String, number: Int?, key: String, phrase: String, dueBefore: String?,
            dueAfter: String?, actByBefore: String?, actByAfter: String?
        ) {
            self.kind = kind
            self.number = number
            self.key = key
            self.phrase = phrase
            self.dueBefore = dueBefore
            self.dueAfter = dueAfter
            self.actByBefore = actByBefore
            self.actByAfter = actByAfter
        }
    }

    /// True when nothing was changed: this is what a reload would do.
    public var dryRun: Bool
    public var agencies: Int
    public var groups: Int
    public var people: Int
    public var calendarYears: [Int]
    /// Files whose content is new or gone.
    public var applied: [String]
    /// Days of which the calendar now says something else, oldest first.
    public var days: [DayChange]
    /// Obligations that it moves, in the order of plans and their files.
    public var moves: [Move]
    /// Obligations that keep their days and of which people hear next at another moment.
    public var reminders: Int
    /// What a person should know about the files, each `FILE:LINE:COLUMN: warning: …`.
    @OrNull public var warnings: [String]?

    public enum CodingKeys: String, CodingKey, CaseIterable {
        case dryRun = "dry_run"
        case agencies, groups, people
        case calendarYears = "calendar_years"
        case applied, days, moves, reminders, warnings
    }

    public init(
        dryRun: Bool, agencies: Int, groups: Int, people: Int, calendarYears: [Int],
        applied: [String], days: [DayChange], moves: [Move], reminders: Int = 0,
        warnings: [String]? = nil
    ) {
        self.warnings = warnings
        self.dryRun = dryRun
        self.agencies = agencies
        self.groups = groups
        self.people = people
        self.calendarYears = calendarYears
        self.applied = applied
        self.days = days
        self.moves = moves
        self.reminders = reminders
    }
}
