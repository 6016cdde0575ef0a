// Answers beside the obligation itself. Days are ISO 8601, instants RFC 3339.

/// One line of `next`, like `systemctl list-timers`.
public struct NextView: Codable, Hashable, Sendable {
    /// When something may be said next.
    public var next: String
    /// Seconds from now to `next`.
    public var left: Int
    /// The last reminder that was decided.
    public var last: String?
    /// The rung that `next` is, `-7wd`.
    public var step: String
    public var number: Int
    public var key: String
    public var title: String
    public var agency: String
    public var agencyName: String

    public enum CodingKeys: String, CodingKey, CaseIterable {
        case next, left, last, step, number, key, title, agency
        case agencyName = "agency_name"
    }

    public init(
        next: String, left: Int, last: String?, step: String, number: Int, key: String,
        title: String, agency: String, agencyName: String
    ) {
        self.next = next
        self.left = left
        self.last = last
        self.step = step
        self.number = number
        self.key = key
        self.title = title
        self.agency = agency
        self.agencyName = agencyName
    }

    public func encode(to encoder: any Encoder) throws {
        var c = encoder.container(keyedBy: CodingKeys.self)
        try c.encode(next, forKey: .next)
        try c.encode(left, forKey: .left)
        try c.encode(last, forKey: .last)
        try c.encode(step, forKey: .step)
        try c.encode(number, forKey: .number)
        try c.encode(key, forKey: .key)
        try c.encode(title, forKey: .title)
        try c.encode(agency, forKey: .agency)
        try c.encode(agencyName, forKey: .agencyName)
    }
}

/// What was or was not said about an obligation, rung by rung, with reasons.
public struct WhyView: Codable, Hashable, Sendable {
    public struct Rung: Codable, Hashable, Sendable {
        public var step: String
        public var at: String
        /// `sent` (said at this rung), `merged` (into a later one), `before-load`, `answered`,
        /// `not-needed` (claimed or done by then), `planned` (will be said), `passed`.
        public var outcome: String
        /// The rung that spoke for a merged one.
        public var by: String?
        /// Marked late.
        public var late: Bool
        public var letters: [LetterView]

        public init(
            step: String, at: String, outcome: String, by: String?, late: Bool,
            letters: [LetterView]
        ) {
            self.step = step
            self.at = at
            self.outcome = outcome
            self.by = by
            self.late = late
            self.letters = letters
        }
    }

    public var obligation: ObligationView
    /// Why nothing more will be said; nil when something will.
    public var silence: String?
    public var rungs: [Rung]
    /// Inputs that are missing, for a report that waits for others: keys.
    public var waitsFor: [String]

    public enum CodingKeys: String, CodingKey, CaseIterable {
        case obligation, silence, rungs
        case waitsFor = "waits_for"
    }

    public init(obligation: ObligationView, silence: String?, rungs: [Rung], waitsFor: [String]) {
        self.obligation = obligation
        self.silence = silence
        self.rungs = rungs
        self.waitsFor = waitsFor
    }
}

/// A letter and how far it has come.
public struct LetterView: Codable, Hashable, Sendable {
    public var recipient: String
    /// queued, sending, sent, failed, unsure, withdrawn.
    public var state: String
    public var attempts: Int
    public var subject: String
    public var messageId: String
    public var sentAt: String?
    public var error: String?

    public enum CodingKeys: String, CodingKey, CaseIterable {
        case recipient, state, attempts, subject
        case messageId = "message_id"
        case sentAt = "sent_at"
        case error
    }

    public init(
        recipient: String, state: String, attempts: Int, subject: String, messageId: String,
        sentAt: String?, error: String?
    ) {
        self.recipient = recipient
        self.state = state
        self.attempts = attempts
        self.subject = subject
        self.messageId = messageId
        self.sentAt = sentAt
        self.error = error
    }
}

/// One row of the trail.
public struct LogView: Codable, Hashable, Sendable {
    public var at: String
    public var change: Int
    /// load, moved, withdraw, start, done, confirm, checkin, note, refused, reload.
    public var verb: String
    /// Login name, or `dondocd` for the daemon's own doing.
    public var user: String
    public var person: String?
    /// The agency on whose behalf somebody else acted.
    public var onBehalf: String?
    public var number: Int?
    public var key: String?
    public var before: String?
    public var after: String?
    public var reason: String?

    public enum CodingKeys: String, CodingKey, CaseIterable {
        case at, change, verb, user, person
        case onBehalf = "on_behalf"
        case number, key, before, after, reason
    }

    public init(
        at: String, change: Int, verb: String, user: String, person: String?, onBehalf: String?,
        number: Int?, key: String?, before: String?, after: String?, reason: String?
    ) {
        self.at = at
        self.change = change
        self.verb = verb
        self.user = user
        self.person = person
        self.onBehalf = onBehalf
        self.number = number
        self.key = key
        self.before = before
        self.after = after
        self.reason = reason
    }
}

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
        public var lastSentAt: String?

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
    public var nextWake: String?
    /// Files in the configuration that differ from what is applied.
    public var differs: [String]
    /// What is wrong and how to mend it: empty when all is well (`status` exits 0), else it exits 2.
    public var degraded: [String]

    public enum CodingKeys: String, CodingKey, CaseIterable {
        case version, pid, site, clock, store
        case storeBytes = "store_bytes"
        case plans, obligations, buckets, letters
        case journalWaiting = "journal_waiting"
        case nextWake = "next_wake"
        case differs, degraded
    }

    public init(
        version: String, pid: Int, site: String, clock: Clock, store: String, storeBytes: Int,
        plans: Int, obligations: Int, buckets: [String: Int], letters: Letters,
        journalWaiting: Int, nextWake: String?, differs: [String], degraded: [String]
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
    }
}

/// Who the daemon takes the caller for.
public struct WhoamiView: Codable, Hashable, Sendable {
    public var uid: Int
    public var user: String?
    public var person: String?
    public var agency: String?
    public var role: String?

    public init(uid: Int, user: String?, person: String?, agency: String?, role: String?) {
        self.uid = uid
        self.user = user
        self.person = person
        self.agency = agency
        self.role = role
    }
}

/// A plan in `plan list` and at the head of `plan show`.
public struct PlanView: Codable, Hashable, Sendable {
    public var plan: String
    public var number: String?
    public var title: String
    public var territory: String
    public var issuer: String
    public var coordinator: String
    public var issued: String?
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
        public var ref: String?
        public var title: String
        public var phrase: String
        /// ids; `@group`; `unknown`.
        public var lead: [String]
        public var due: [String]
        public var obligations: Int
        public var assumed: Bool
        public var request: Bool
        /// The report that discharges this duty.
        public var report: String?
        public var note: String?

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
        public var ref: String?
        public var title: String
        public var goal: String
        public var unit: String?
        public var owner: String?
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
    public var note: String?
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
    public var change: Int?
    public var plans: [Row]

    public init(change: Int?, plans: [Row]) {
        self.change = change
        self.plans = plans
    }
}

/// What a reload applied.
public struct ReloadView: Codable, Hashable, Sendable {
    public var agencies: Int
    public var groups: Int
    public var people: Int
    public var calendarYears: [Int]
    /// Files whose content is new.
    public var applied: [String]

    public enum CodingKeys: String, CodingKey, CaseIterable {
        case agencies, groups, people
        case calendarYears = "calendar_years"
        case applied
    }

    public init(
        agencies: Int, groups: Int, people: Int, calendarYears: [Int], applied: [String]
    ) {
        self.agencies = agencies
        self.groups = groups
        self.people = people
        self.calendarYears = calendarYears
        self.applied = applied
    }
}
