// Answers about work and its trail. Days are ISO 8601, instants RFC 3339.

/// What one change came to, or would come to.
public struct ChangeView: Codable, Hashable, Sendable {
    /// nil for a dry run, and where nothing was to be done.
    @OrNull public var change: Int?
    public var verb: String
    public var dryRun: Bool
    /// Obligations that the filters named and whose state does not allow the verb.
    public var skipped: Int
    /// As they are now; in a dry run as they would be.
    public var obligations: [ObligationView]

    public enum CodingKeys: String, CodingKey, CaseIterable {
        case change, verb
        case dryRun = "dry_run"
        case skipped, obligations
    }

    public init(
        change: Int?, verb: String, dryRun: Bool, skipped: Int, obligations: [ObligationView]
    ) {
        self.change = change
        self.verb = verb
        self.dryRun = dryRun
        self.skipped = skipped
        self.obligations = obligations
    }
}

/// How many obligations stand where: the four buckets sum to `dated`, and `dated`, `undated` and
/// `withdrawn` to `total`.
public struct CountsView: Codable, Hashable, Sendable {
    /// The day that is asked about.
    public var at: String
    /// `due` (the day in force) or `original` (the first day).
    public var by: String
    public var total: Int
    public var dated: Int
    public var doneOnTime: Int
    public var doneLate: Int
    public var openInTime: Int
    public var openOverdue: Int
    public var undated: Int
    public var withdrawn: Int

    public enum CodingKeys: String, CodingKey, CaseIterable {
        case at, by, total, dated
        case doneOnTime = "done_on_time"
        case doneLate = "done_late"
        case openInTime = "open_in_time"
        case openOverdue = "open_overdue"
        case undated, withdrawn
    }

    public init(
        at: String, by: String, total: Int, dated: Int, doneOnTime: Int, doneLate: Int,
        openInTime: Int, openOverdue: Int, undated: Int, withdrawn: Int
    ) {
        self.at = at
        self.by = by
        self.total = total
        self.dated = dated
        self.doneOnTime = doneOnTime
        self.doneLate = doneLate
        self.openInTime = openInTime
        self.openOverdue = openOverdue
        self.undated = undated
        self.withdrawn = withdrawn
    }
}

/// A task or report over all its agencies: who has reported and who is missing.
public struct TaskView: Codable, Hashable, Sendable {
    public var plan: String
    public var task: String
    public var title: String
    public var phrase: String
    /// nil where several periods are asked about at once.
    @OrNull public var period: String?
    /// Without those withdrawn.
    public var total: Int
    /// Claimed or done.
    public var reported: Int
    public var done: Int
    /// Late, among those who have not reported.
    public var late: Int
    public var withdrawn: Int
    /// Who has not reported, by due day; at most 1,000.
    public var missing: [ObligationView]

    public enum CodingKeys: String, CodingKey, CaseIterable {
        case plan, task, title, phrase, period, total, reported, done, late, withdrawn, missing
    }

    public init(
        plan: String, task: String, title: String, phrase: String, period: String?, total: Int,
        reported: Int, done: Int, late: Int, withdrawn: Int, missing: [ObligationView]
    ) {
        self.plan = plan
        self.task = task
        self.title = title
        self.phrase = phrase
        self.period = period
        self.total = total
        self.reported = reported
        self.done = done
        self.late = late
        self.withdrawn = withdrawn
        self.missing = missing
    }
}

/// The trail, read from its first row to its last.
public struct AuditView: Codable, Hashable, Sendable {
    public var ok: Bool
    /// Rows that were read.
    public var count: Int
    /// SHA-256 of the last row over all before it, 64 hexadecimal digits.
    public var head: String
    /// The first row that is not what it was; nil when all are.
    @OrNull public var row: Int?
    /// `changed`, `gone`, `cut` (rows are missing at the end), `fork` (an outside head says otherwise),
    /// `state` (an obligation is not what its last row says).
    @OrNull public var fault: String?
    /// What is wrong, in words.
    @OrNull public var detail: String?

    public enum CodingKeys: String, CodingKey, CaseIterable {
        case ok, count, head, row, fault, detail
    }

    public init(
        ok: Bool, count: Int, head: String, row: Int?, fault: String?, detail: String?
    ) {
        self.ok = ok
        self.count = count
        self.head = head
        self.row = row
        self.fault = fault
        self.detail = detail
    }
}
