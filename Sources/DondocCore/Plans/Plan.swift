/// An action plan of an authority (kế hoạch) for a year or a stage, as its file says it.
///
/// Names of agencies are resolved; phrases are parsed; the text of the document stands only in
/// `Phrase.text` and in short paraphrased titles.
public struct Plan: Hashable, Sendable {
    /// `confirm:` who closes a claim.
    public enum Confirm: String, Hashable, Sendable, CaseIterable { case coordinator, none }

    /// `proof:` what a claim must carry.
    public enum Proof: String, Hashable, Sendable, CaseIterable { case document, file, note, none }

    public struct Defaults: Hashable, Sendable {
        public var counting = CountingRules()
        /// Check-in each quarter for work of the whole period; false for `checkin: none`.
        public var asksCheckin = true
        public var confirm = Confirm.coordinator
        public var proof = Proof.none
        /// The ladder of reminders; nil for that of each kind of work.
        public var remind: String?

        public init() {}
    }

    /// A responsible body of a task: one agency, each member of a group, or nobody named.
    public enum Party: Hashable, Sendable {
        case agency(AgencyRef)
        /// A group of this territory and id.
        case group(AgencyRef)
        /// The document names nobody.
        case unknown
    }

    /// A piece of work (nhiệm vụ) or a periodic duty to report (báo cáo).
    public struct Task: Hashable, Sendable {
        public enum Kind: String, Hashable, Sendable, CaseIterable { case task, report }

        public var kind: Kind
        public var id: String
        /// Where in the document, `II.3.2.a`.
        public var ref: String?
        public var title: String
        /// chủ trì; for a report, who owes it.
        public var lead: [Party]
        /// phối hợp: told, not charged.
        public var with: [Party] = []
        /// tham mưu.
        public var advises: [Party] = []
        /// ban hành.
        public var decides: [Party] = []
        /// Addressees of a report.
        public var to: [Party] = []
        /// Through whom it goes (qua, thông qua).
        public var via: [Party] = []
        public var due: Phrase
        /// The day from which a counted phrase runs, entered by a person once it is known.
        public var event: Day?
        public var product: String?
        public var proof: Proof
        /// The ladder of reminders that the task or its plan names; nil for that of its kind.
        public var remind: String?
        /// "đề nghị": never counted late.
        public var isRequest = false
        /// Our reading where the document is silent.
        public var isAssumed = false
        public var covers: ReportingScheme?
        /// Whether the longer of its reports absorbs the shorter; nil as the plan counts.
        public var absorbs: Bool?
        /// Reports that must be in before this one may be claimed.
        public var after: [String] = []
        /// The report that discharges this duty, which then makes no obligation of its own.
        public var report: String?
        public var note: String?

        public init(
            kind: Kind, id: String, ref: String? = nil, title: String, lead: [Party], due: Phrase,
            proof: Proof = .none
        ) {
            self.kind = kind
            self.id = id
            self.ref = ref
            self.title = title
            self.lead = lead
            self.due = due
            self.proof = proof
        }
    }

    /// A measurable goal (chỉ tiêu).
    public struct Target: Hashable, Sendable {
        public var id: String
        public var ref: String?
        public var title: String
        /// Verbatim from the file: `>= 80 %`, `3..5 %`, `>= 17 of 21`, `unknown`.
        public var goal: String
        public var unit: String?
        public var owner: AgencyRef?
        public var by: Period
        public var isAssumed = false
        public var note: String?

        public init(id: String, ref: String?, title: String, goal: String, by: Period) {
            self.id = id
            self.ref = ref
            self.title = title
            self.goal = goal
            self.by = by
        }
    }

    public var id: String
    public var number: String?
    public var title: String
    public var territory: String
    public var issuer: AgencyRef
    public var issued: Day?
    public var period: Period
    public var implements: [String] = []
    public var coordinator: AgencyRef
    public var defaults = Defaults()
    public var tasks: [Task] = []
    public var targets: [Target] = []
    public var note: String?
    public var isAssumed = false

    public init(
        id: String, number: String?, title: String, territory: String, issuer: AgencyRef,
        issued: Day?, period: Period, coordinator: AgencyRef
    ) {
        self.id = id
        self.number = number
        self.title = title
        self.territory = territory
        self.issuer = issuer
        self.issued = issued
        self.period = period
        self.coordinator = coordinator
    }

    /// How the plan counts the days of one task.
    public func rules(of task: Task) -> CountingRules {
        var rules = defaults.counting
        if let absorbs = task.absorbs { rules.absorbs = absorbs }
        return rules
    }

    /// Number and title as letters name the plan; a draft has no serial number.
    public var heading: String {
        guard let number, !number.hasPrefix("/") else { return title }
        return "\(number) – \(title)"
    }
}
