/// The daemon's health.
///
/// Ages and civil things follow the office's clock, which may be one of training; what says so
/// follows the machine's. `StatusParts.swift` has the parts.
public struct StatusView: Codable, Hashable, Sendable {
    public var version: String
    public var pid: Int
    /// By the machine's clock.
    public var startedAt: String
    /// The path on which the daemon listens.
    public var socket: String
    public var site: String
    public var clock: Clock
    public var heartbeat: Heartbeat
    /// Path and size of the database in bytes.
    public var store: String
    public var storeBytes: Int
    /// The number of the newest migration.
    public var schema: Int
    /// nil before the first examination.
    @OrNull public var integrity: Integrity?
    /// nil when none is known of.
    @OrNull public var lastBackupAt: String?
    public var plans: Int
    public var obligations: Int
    /// Counts by bucket.
    public var buckets: [String: Int]
    public var letters: Letters
    public var queue: Queue
    /// nil while letters may leave.
    @OrNull public var hold: HoldView?
    /// Journal entries that wait for journald.
    public var journalWaiting: Int
    /// When something must be decided next; nil when nothing is planned.
    @OrNull public var nextWake: String?
    /// What the daemon rests for.
    public var wake: Wake
    /// Files in the configuration that differ from what is applied.
    public var differs: [String]
    /// Agencies with open work that nobody can write to, by name; empty where no mail is sent at all.
    public var unreachable: [String]
    /// What is wrong and how to mend it: empty when all is well (`status` exits 0), else it exits 2.
    public var degraded: [String]
    /// The same, taken apart, in the same order.
    public var troubles: [Trouble]
    /// What will be wrong if nobody looks to it; `status` exits 0 all the same.
    public var warnings: [String]

    public enum CodingKeys: String, CodingKey, CaseIterable {
        case version, pid
        case startedAt = "started_at"
        case socket, site, clock, heartbeat, store
        case storeBytes = "store_bytes"
        case schema, integrity
        case lastBackupAt = "last_backup_at"
        case plans, obligations, buckets, letters, queue, hold
        case journalWaiting = "journal_waiting"
        case nextWake = "next_wake"
        case wake, differs, unreachable, degraded, troubles, warnings
    }

    public init(
        version: String, pid: Int, startedAt: String, socket: String, site: String, clock: Clock,
        heartbeat: Heartbeat, store: String, storeBytes: Int, schema: Int, integrity: Integrity?,
        lastBackupAt: String?, plans: Int, obligations: Int, buckets: [String: Int],
        letters: Letters, queue: Queue, journalWaiting: Int, nextWake: String?, wake: Wake,
        differs: [String], unreachable: [String], degraded: [String], troubles: [Trouble],
        warnings: [String] = [], hold: HoldView? = nil
    ) {
        self.version = version
        self.pid = pid
        self.startedAt = startedAt
        self.socket = socket
        self.site = site
        self.clock = clock
        self.heartbeat = heartbeat
        self.store = store
        self.storeBytes = storeBytes
        self.schema = schema
        self.integrity = integrity
        self.lastBackupAt = lastBackupAt
        self.plans = plans
        self.obligations = obligations
        self.buckets = buckets
        self.letters = letters
        self.queue = queue
        self.hold = hold
        self.journalWaiting = journalWaiting
        self.nextWake = nextWake
        self.wake = wake
        self.differs = differs
        self.unreachable = unreachable
        self.degraded = degraded
        self.troubles = troubles
        self.warnings = warnings
    }
}

/// Who the daemon takes the caller for.
public struct WhoamiView: Codable, Hashable, Sendable {
    public var uid: Int
    @OrNull public var user: String?
    @OrNull public var person: String?
    @OrNull public var agency: String?
    @OrNull public var role: String?
    /// Names of those in whose place the caller may act today; nil when there are none.
    @OrNull public var deputyFor: [String]?

    public enum CodingKeys: String, CodingKey, CaseIterable {
        case uid, user, person, agency, role
        case deputyFor = "deputy_for"
    }

    public init(
        uid: Int, user: String?, person: String?, agency: String?, role: String?,
        deputyFor: [String]? = nil
    ) {
        self.deputyFor = deputyFor
        self.uid = uid
        self.user = user
        self.person = person
        self.agency = agency
        self.role = role
    }
}
