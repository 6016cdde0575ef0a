/// A plan in `plan list` and at the head of `plan show`.
public struct PlanView: Codable, Hashable, Sendable {
    public var plan: String
    @OrNull public var number: String?
    public var title: String
    public var territory: String
    public var issuer: String
    public var coordinator: String
    @OrNull public var issued: String?
    public var starts: String
    public var ends: String
    public var loadedAt: String
    /// Its period had ended when it was loaded: nobody is reminded.
    public var silent: Bool
    public var tasks: Int
    public var reports: Int
    public var targets: Int
    public var obligations: Int

    public enum CodingKeys: String, CodingKey, CaseIterable {
        case plan, number, title, territory, issuer, coordinator, issued, starts, ends
        case loadedAt = "loaded_at"
        case silent, tasks, reports, targets, obligations
    }

    public init(
        plan: String, number: String?, title: String, territory: String, issuer: String,
        coordinator: String, issued: String?, starts: String, ends: String, loadedAt: String,
        silent: Bool, tasks: Int, reports: Int, targets: Int, obligations: Int
    ) {
        self.plan = plan
        self.number = number
        self.title = title
        self.territory = territory
        self.issuer = issuer
        self.coordinator = coordinator
        self.issued = issued
        self.starts = starts
        self.ends = ends
        self.loadedAt = loadedAt
        self.silent = silent
        self.tasks = tasks
        self.reports = reports
        self.targets = targets
        self.obligations = obligations
    }
}

/// A plan with its tasks, reports and targets.
public struct PlanShowView: Codable, Hashable, Sendable {
    public struct Item: Codable, Hashable, Sendable {
        public var id: String
        /// task or report.
        public var kind: String
        @OrNull public var ref: String?
        public var title: String
        public var phrase: String
        /// ids; `@group`; `unknown`.
        public var lead: [String]
        public var due: [String]
        public var obligations: Int
        public var assumed: Bool
        public var request: Bool
        /// The report that discharges this duty.
        @OrNull public var report: String?
        @OrNull public var note: String?

        public init(
            id: String, kind: String, ref: String?, title: String, phrase: String, lead: [String],
            due: [String], obligations: Int, assumed: Bool, request: Bool, report: String?,
            note: String?
        ) {
            self.id = id
            self.kind = kind
            self.ref = ref
            self.title = title
            self.phrase = phrase
            self.lead = lead
            self.due = due
            self.obligations = obligations
            self.assumed = assumed
            self.request = request
            self.report = report
            self.note = note
        }
    }

    public struct Target: Codable, Hashable, Sendable {
        public var id: String
        @OrNull public var ref: String?
        public var title: String
        public var goal: String
        @OrNull public var unit: String?
        @OrNull public var owner: String?
        public var by: String

        public init(
            id: String, ref: String?, title: String, goal: String, unit: String?, owner: String?,
            by: String
        ) {
            self.id = id
            self.ref = ref
            self.title = title
            self.goal = goal
            self.unit = unit
            self.owner = owner
            self.by = by
        }
    }

    public var plan: PlanView
    @OrNull public var note: String?
    public var items: [Item]
    public var targets: [Target]

    public init(plan: PlanView, note: String?, items: [Item], targets: [Target]) {
        self.plan = plan
        self.note = note
        self.items = items
        self.targets = targets
    }
}

/// What a load came to.
public struct LoadView: Codable, Hashable, Sendable {
    public struct Row: Codable, Hashable, Sendable {
        public var plan: String
        public var added: Int
        public var changed: Int
        public var withdrawn: Int
        public var unchanged: Int
        /// The period had ended: nobody will be reminded.
        public var silent: Bool
        public var warnings: [String]

        public init(
            plan: String, added: Int, changed: Int, withdrawn: Int, unchanged: Int, silent: Bool,
            warnings: [String]
        ) {
            self.plan = plan
            self.added = added
            self.changed = changed
            self.withdrawn = withdrawn
            self.unchanged = unchanged
            self.silent = silent
            self.warnings = warnings
        }
    }

    /// nil when nothing changed.
    @OrNull public var change: Int?
    public var plans: [Row]

    public init(change: Int?, plans: [Row]) {
        self.change = change
        self.plans = plans
    }
}
