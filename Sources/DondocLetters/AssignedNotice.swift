public import DondocCore

/// What an agency is told of a plan that is new to it: the work that it takes part in ("phối hợp") and
/// who leads it; or the work that it leads itself.
public struct AssignedNotice: Hashable, Sendable {
    /// "tham mưu", "ban hành".
    public enum Part: Hashable, Sendable, CaseIterable { case advises, decides }

    public struct Row: Hashable, Sendable {
        public var ref: String?
        public var title: String
        /// Names of those who lead, in one line.
        public var lead: String
        public var phrase: String
        /// `.lead` for what the reader itself owes, `.partner` for what it takes part in.
        public var role: ReminderNotice.Role
        /// What a partner does that is more than helping ("phối hợp").
        public var part: Part?
        /// The obligation's short number and due day, where the row is one obligation.
        public var number: Int?
        public var due: Day?

        public init(
            ref: String?, title: String, lead: String, phrase: String,
            role: ReminderNotice.Role = .partner, number: Int? = nil, due: Day? = nil
        ) {
            self.ref = ref
            self.title = title
            self.lead = lead
            self.phrase = phrase
            self.role = role
            self.number = number
            self.due = due
        }

        func tidied(_ limit: Int) -> Row {
            func tidy(_ text: String) -> String { clipped(oneLine(text), limit) }
            var row = self
            row.ref = ref.map(tidy)
            row.title = tidy(title)
            row.lead = tidy(lead)
            row.phrase = tidy(phrase)
            return row
        }
    }

    public var planHeading: String
    public var planId: String
    public var today: Day
    public var agency: String
    public var coordinator: String
    public var rows: [Row]

    public init(
        planHeading: String, planId: String, today: Day, agency: String, coordinator: String,
        rows: [Row]
    ) {
        self.planHeading = planHeading
        self.planId = planId
        self.today = today
        self.agency = agency
        self.coordinator = coordinator
        self.rows = rows
    }
}
