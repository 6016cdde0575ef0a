/// The body of a verb that changes obligations; `fields(of:)` says which of them a verb takes.
public struct ActRequest: Codable, Hashable, Sendable {
    /// Number of the document that proves the work, or that grants an extension.
    public var doc: String?
    /// Its day, ISO 8601.
    public var dated: String?
    /// SHA-256 of a file in hexadecimal, made by the client: the file itself stays where it is.
    public var file: String?
    /// The file's name, for people.
    public var name: String?
    public var note: String?
    public var reason: String?
    /// The agency on whose behalf a coordinator acts.
    public var onBehalf: String?
    /// `confirm`: the day on which the work came in on paper, ISO 8601; wants a reason.
    public var received: String?
    /// `extend`: the new due day, ISO 8601.
    public var to: String?
    /// `extend`: grant what was not asked for in time.
    public var force: Bool?
    /// `extend`: say no to what was asked.
    public var refuse: Bool?
    /// `waive`: agencies, numbers or keys of the missing inputs.
    public var inputs: [String]?
    /// `snooze`, `ack`: a day, whose hour of reminders is meant, or a moment as `Moment(written:)` reads it.
    public var until: String?
    /// `ack`: working days after today in place of `until`.
    public var workingDays: Int?
    /// `snooze`, `ack`: ends what stands.
    public var end: Bool?

    public enum CodingKeys: String, CodingKey, CaseIterable {
        case doc, dated, file, name, note, reason
        case onBehalf = "for"
        case received, to, force, refuse, inputs, until
        case workingDays = "working_days"
        case end
    }

    public init() {}

    /// Fields that a verb takes; another one is refused.
    public static func fields(of verb: String) -> [CodingKeys] {
        switch verb {
        case "start", "checkin", "note": [.note, .onBehalf]
        case "done": [.doc, .dated, .file, .note, .onBehalf]
        case "attach": [.file, .name, .note, .onBehalf]
        case "confirm": [.note, .received, .reason]
        case "extend": [.to, .doc, .dated, .reason, .force, .refuse]
        case "waive": [.inputs, .reason]
        case "return", "withdraw", "reopen": [.reason]
        case "snooze": [.until, .reason, .end]
        case "ack": [.until, .workingDays, .note, .end]
        case "now": [.note]
        default: []
        }
    }
}

/// The body of `undo`: the change to take back.
public struct UndoRequest: Codable, Hashable, Sendable {
    /// nil: the caller's own last change.
    public var change: Int?
    public var reason: String?

    public enum CodingKeys: String, CodingKey, CaseIterable { case change, reason }

    public init(change: Int? = nil, reason: String? = nil) {
        self.change = change
        self.reason = reason
    }
}

/// The body of `plan load`: the client sends the files' text; `all` takes the daemon's own folder.
public struct LoadRequest: Codable, Hashable, Sendable {
    public struct File: Codable, Hashable, Sendable {
        public var name: String
        public var text: String

        public enum CodingKeys: String, CodingKey, CaseIterable { case name, text }

        public init(name: String, text: String) {
            self.name = name
            self.text = text
        }
    }

    public var files: [File]
    public var all: Bool

    public enum CodingKeys: String, CodingKey, CaseIterable { case files, all }

    public init(files: [File], all: Bool) {
        self.files = files
        self.all = all
    }
}

/// RFC 9457: why a request was refused, with the exit status the CLI uses.
public struct Problem: Codable, Hashable, Sendable, Error {
    public var type: String
    public var title: String
    public var status: Int
    public var detail: String
    /// Exit status of `dondoc`.
    public var exit: Int
    /// One line each: diagnostics of a file, keys of missing inputs, candidates of a prefix.
    public var items: [String]

    public init(
        type: String = "about:blank", title: String, status: Int, detail: String, exit: Int,
        items: [String] = []
    ) {
        self.type = type
        self.title = title
        self.status = status
        self.detail = detail
        self.exit = exit
        self.items = items
    }
}

/// Exit statuses of `dondoc` and `dondocd`, after sysexits(3).
public enum ExitStatus {
    public static let ok = 0
    /// The answer is no: refused, illegal move, named reason.
    public static let no = 1
    public static let degraded = 2
    public static let usage = 64
    /// A bad file or phrase; of the daemon: the database is damaged.
    public static let data = 65
    public static let noSuchThing = 66
    public static let notRunning = 69
    public static let cannotWrite = 73
    public static let inputOutput = 74
    /// Try again; of the daemon: another one runs.
    public static let tryAgain = 75
    public static let notPermitted = 77
    public static let configuration = 78
}

/// Paths of the API; ids go into `?id=`, since keys hold slashes.
public enum Path {
    public static let status = "/v1/status"
    public static let whoami = "/v1/whoami"
    /// GET; filters as query: plan, agency, lead, state, bucket, by (due, original), due-before,
    /// due-after, mine=1, asked=1, missing=ID (the inputs that a report waits for, or those of a task who
    /// have not reported), at, limit, offset.
    public static let obligations = "/v1/obligations"
    /// GET; the same filters: how many stand where, `CountsView`.
    public static let counts = "/v1/counts"
    /// GET; the same filters.
    public static let next = "/v1/next"
    /// GET with `?id=` and `at`.
    public static let obligation = "/v1/obligation"
    public static let why = "/v1/obligation/why"
    /// GET with `?id=PLAN/TASK` or `PLAN/TASK/PERIOD` and `at`: a `TaskView`.
    public static let task = "/v1/task"
    /// GET; `?id=` optional, `change`, `limit`.
    public static let log = "/v1/log"
    /// GET; `head` as `COUNT:HASH` optional: an `AuditView`.
    public static let audit = "/v1/audit"
    /// POST an `UndoRequest`; `dry-run=1`.
    public static let undo = "/v1/undo"
    /// GET the list; POST a `LoadRequest`.
    public static let plans = "/v1/plans"
    /// GET with `?id=`.
    public static let plan = "/v1/plan"
    /// GET: a list of `PolicyView`.
    public static let policies = "/v1/policies"
    /// GET with `?id=NAME`.
    public static let policy = "/v1/policy"
    /// GET with `?id=` of an obligation and `policy=NAME`: a `PolicyDaysView`.
    public static let policyDays = "/v1/policy/explain"
    /// GET; the filters of a listing, `until`, limit, offset: a list of `ReminderView`.
    public static let reminders = "/v1/reminders"
    /// POST a `SimulateRequest`: a list of `SimulatedView`.
    public static let simulate = "/v1/simulate"
    public static let reload = "/v1/reload"
    /// POST a `MailTestRequest`; answered with a `MailTestView` however the letter ended.
    public static let mailTest = "/v1/mail/test"
    /// GET with `letter-state`, `to`, limit, offset: a list of `QueueView`.
    public static let queue = "/v1/queue"
    /// GET with `?id=`: a `QueueLetterView`.
    public static let queueLetter = "/v1/queue/letter"
    /// POST with `?id=` of one or several letters, or `all=1`; `dry-run=1`: a `QueueChangeView`.
    public static let queueRetry = "/v1/queue/retry"
    /// POST a `ReasonRequest`, the letters likewise.
    public static let queueDrop = "/v1/queue/drop"
    /// POST a `HoldRequest`; `dry-run=1`: a `HoldChangeView`.
    public static let hold = "/v1/hold"
    /// POST a `ResumeRequest`; `dry-run=1`: a `HoldChangeView`.
    public static let resume = "/v1/resume"
    /// GET: a list of `DeadAddressView`.
    public static let mailAddresses = "/v1/mail/addresses"
    /// POST a `DeadAddressRequest`; `dry-run=1`: an `AddressChangeView`.
    public static let mailDead = "/v1/mail/dead"
    /// POST an `AliveAddressRequest`; `dry-run=1`: an `AddressChangeView`.
    public static let mailAlive = "/v1/mail/alive"
    /// GET: the description of all this, OpenAPI 3.1.
    public static let openAPI = "/v1/openapi.json"

    /// POST an `ActRequest` with `?id=` for one obligation, answered with its `DetailView`; with several
    /// ids, commas between, or the filters of a listing, or `dry-run=1`, answered with a `ChangeView`.
    public static func act(_ verb: String) -> String { "/v1/obligation/\(verb)" }

    /// Response header of every answer on the training clock: its moment, RFC 3339.
    public static let trainingHeader = "Dondoc-Training"
}
