public import DondocCore

/// A plan's list of the day for its coordinator: what is late, what is due, what waits for an eye.
public struct DigestNotice: Hashable, Sendable {
    public struct Row: Hashable, Sendable {
        public var number: Int
        public var title: String
        public var agency: String
        public var due: Day?
        public var daysLate: Int?
        /// The day of a claim that waits to be confirmed, and the document it names.
        public var claimedOn: Day?
        public var doc: String?
        /// Nobody is reminded of it before this day.
        public var snoozedUntil: Day?

        public init(
            number: Int, title: String, agency: String, due: Day? = nil, daysLate: Int? = nil,
            claimedOn: Day? = nil, doc: String? = nil, snoozedUntil: Day? = nil
        ) {
            self.number = number
            self.title = title
            self.agency = agency
            self.due = due
            self.daysLate = daysLate
            self.claimedOn = claimedOn
            self.doc = doc
            self.snoozedUntil = snoozedUntil
        }

        func tidied(_ limit: Int) -> Row {
            var row = self
            row.title = clipped(oneLine(title), limit)
            row.agency = clipped(oneLine(agency), limit)
            row.doc = doc.map { clipped(oneLine($0), limit) }
            return row
        }
    }

    public var planHeading: String
    public var planId: String
    public var today: Day
    public var isLate = false
    /// The coordinator's name.
    public var coordinator: String
    public var late: [Row]
    public var due: [Row]
    public var waiting: [Row]
    /// Late work that had all its letters and is no longer listed row by row.
    public var exhausted = 0
    /// Agencies of open work on the list to whose mailboxes nothing can be sent.
    public var unreachable: [String] = []

    public init(
        planHeading: String, planId: String, today: Day, isLate: Bool = false, coordinator: String,
        late: [Row] = [], due: [Row] = [], waiting: [Row] = []
    ) {
        self.planHeading = planHeading
        self.planId = planId
        self.today = today
        self.isLate = isLate
        self.coordinator = coordinator
        self.late = late
        self.due = due
        self.waiting = waiting
    }
}

/// The three lists of a digest.
enum DigestSection: String, CaseIterable {
    case late, due, waiting

    func rows(_ notice: DigestNotice) -> [DigestNotice.Row] {
        switch self {
        case .late: notice.late
        case .due: notice.due
        case .waiting: notice.waiting
        }
    }
}
