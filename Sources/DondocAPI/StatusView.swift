/// The daemon's health.
public struct StatusView: Codable, Hashable, Sendable {
    public struct Clock: Codable, Hashable, Sendable {
        public var now: String
        public var zone: String
        public var training: Bool
        /// The training clock has reached its end and stands still.
        public var ended: Bool

        public init(now: String, zone: String, training: Bool, ended: Bool) {
            self.now = now
            self.zone = zone
            self.training = training
            self.ended = ended
        }
    }

    public struct Letters: Codable, Hashable, Sendable {
        public var queued: Int
        public var sending: Int
        public var sent: Int
        public var unsure: Int
        public var failed: Int
        @OrNull public var lastSentAt: String?

        public enum CodingKeys: String, CodingKey, CaseIterable {
            case queued, sending, sent, unsure, failed
            case lastSentAt = "last_sent_at"
        }

        public init(
            queued: Int, sending: Int, sent: Int, unsure: Int, failed: Int, lastSentAt: String?
        ) {
            self.queued = queued
            self.sending = sending
            self.sent = sent
            self.unsure = unsure
            self.failed = failed
            self.lastSentAt = lastSentAt
        }
    }

    public var version: String
    public var pid: Int
    public var site: String
    public var clock: Clock
    /// Path and size of the database in bytes.
    public var store: String
    public var storeBytes: Int
    public var plans: Int
    public var obligations: Int
    /// Counts by bucket.
    public var buckets: [String: Int]
    public var letters: Letters
    /// Journal entries that wait for journald.
    public var journalWaiting: Int
    /// nil when nothing is planned.
    @OrNull public var nextWake: String?
    /// Files in the configuration that differ from what is applied.
    public var differs: [String]
    /// What is wrong and how to mend it: empty when all is well (`status` exits 0), else it exits 2.
    public var degraded: [String]
    /// What will be wrong if nobody looks to it; `status` exits 0 all the same.
    public var warnings: [String]

    public enum CodingKeys: String, CodingKey, CaseIterable {
        case version, pid, site, clock, store
        case storeBytes = "store_bytes"
        case plans, obligations, buckets, letters
        case journalWaiting = "journal_waiting"
        case nextWake = "next_wake"
        case differs, degraded, warnings
    }

    public init(
        version: String, pid: Int, site: String, clock: Clock, store: String, storeBytes: Int,
        plans: Int, obligations: Int, buckets: [String: Int], letters: Letters,
        journalWaiting: Int, nextWake: String?, differs: [String], degraded: [String],
        warnings: [String] = []
    ) {
        self.version = version
        self.pid = pid
        self.site = site
        self.clock = clock
        self.store = store
        self.storeBytes = storeBytes
        self.plans = plans
        self.obligations = obligations
        self.buckets = buckets
        self.letters = letters
        self.journalWaiting = journalWaiting
        self.nextWake = nextWake
        self.differs = differs
        self.degraded = degraded
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

    public init(uid: Int, user: String?, person: String?, agency: String?, role: String?) {
        self.uid = uid
        self.user = user
        self.person = person
        self.agency = agency
        self.role = role
    }
}
