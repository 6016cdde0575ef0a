extension StatusView {
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

    /// The loop that decides what is due; it says at least once a minute that it lives.
    public struct Heartbeat: Codable, Hashable, Sendable {
        /// By the machine's clock; nil before the first.
        @OrNull public var lastBeatAt: String?
        /// Seconds since then, however the clock was set meanwhile.
        @OrNull public var age: Int?

        public enum CodingKeys: String, CodingKey, CaseIterable {
            case lastBeatAt = "last_beat_at"
            case age
        }

        public init(lastBeatAt: String?, age: Int?) {
            self.lastBeatAt = lastBeatAt
            self.age = age
        }
    }

    /// SQLite's quick_check of the whole database, at the start and once a day.
    public struct Integrity: Codable, Hashable, Sendable {
        public var ok: Bool
        /// By the machine's clock.
        public var checkedAt: String
        @OrNull public var fault: String?

        public enum CodingKeys: String, CodingKey, CaseIterable {
            case ok
            case checkedAt = "checked_at"
            case fault
        }

        public init(ok: Bool, checkedAt: String, fault: String?) {
            self.ok = ok
            self.checkedAt = checkedAt
            self.fault = fault
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

    /// Letters that are not yet with the relay.
    public struct Queue: Codable, Hashable, Sendable {
        /// Queued, being sent, or unsure.
        public var waiting: Int
        /// When the oldest of them was decided, by the office's clock, and its age in seconds.
        @OrNull public var oldestAt: String?
        @OrNull public var oldestAge: Int?
        /// What is decided, stands in no letter yet, and waits for its hour.
        public var notices: Int

        public enum CodingKeys: String, CodingKey, CaseIterable {
            case waiting, notices
            case oldestAt = "oldest_at"
            case oldestAge = "oldest_age"
        }

        public init(waiting: Int, oldestAt: String?, oldestAge: Int?, notices: Int = 0) {
            self.waiting = waiting
            self.notices = notices
            self.oldestAt = oldestAt
            self.oldestAge = oldestAge
        }
    }

    public struct Wake: Codable, Hashable, Sendable {
        /// A rung of an obligation, a coordinator's list, what is released to letters, the end of a hold,
        /// the daily line of life.
        public enum Kind: String, Codable, Hashable, Sendable {
            case reminder, list, letter, hold, alive
        }

        public var at: String
        public var kind: Kind
        /// How many of that kind wait for that moment.
        public var count: Int
        /// Of the first obligation.
        @OrNull public var number: Int?
        /// The key of the first obligation, or the id of the first plan.
        @OrNull public var key: String?

        public init(at: String, kind: Kind, count: Int, number: Int? = nil, key: String? = nil) {
            self.at = at
            self.kind = kind
            self.count = count
            self.number = number
            self.key = key
        }
    }

    public struct Trouble: Codable, Hashable, Sendable {
        /// One word for a program, such as `mail-off` or `letters-failed`.
        public var cause: String
        public var what: String
        /// By the office's clock.
        public var since: String
        public var mend: String

        public init(cause: String, what: String, since: String, mend: String) {
            self.cause = cause
            self.what = what
            self.since = since
            self.mend = mend
        }
    }
}
