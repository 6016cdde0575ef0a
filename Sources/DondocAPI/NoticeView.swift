/// What a hook reads on its standard input: one notice; `config/schema/notice.schema.json` describes it.
///
/// Every field is always there, `null` where it has nothing to say. Days are ISO 8601, instants RFC 3339.
public struct NoticeView: Codable, Hashable, Sendable {
    /// A row of a list: of work that is newly assigned, or of a coordinator's day.
    public struct Item: Codable, Hashable, Sendable {
        /// nil for work that an agency only takes part in.
        @OrNull public var key: String?
        @OrNull public var number: Int?
        public var task: String
        public var title: String
        /// As in the key.
        @OrNull public var agency: String?
        public var phrase: String
        @OrNull public var due: String?
        @OrNull public var daysLeft: Int?
        @OrNull public var state: String?

        public enum CodingKeys: String, CodingKey, CaseIterable {
            case key, number, task, title, agency, phrase, due
            case daysLeft = "days_left"
            case state
        }

        public init(
            key: String? = nil, number: Int? = nil, task: String, title: String,
            agency: String? = nil, phrase: String, due: String? = nil, daysLeft: Int? = nil,
            state: String? = nil
        ) {
            self.key = key
            self.number = number
            self.task = task
            self.title = title
            self.agency = agency
            self.phrase = phrase
            self.due = due
            self.daysLeft = daysLeft
            self.state = state
        }
    }

    /// A letter that will not be sent any more.
    public struct Dead: Codable, Hashable, Sendable {
        /// `mail` or `hook:NAME`.
        public var channel: String
        public var recipient: String
        public var subject: String
        public var messageId: String
        public var error: String
        /// Obligations that it was about.
        public var keys: [String]

        public enum CodingKeys: String, CodingKey, CaseIterable {
            case channel, recipient, subject
            case messageId = "message_id"
            case error, keys
        }

        public init(
            channel: String, recipient: String, subject: String, messageId: String, error: String,
            keys: [String]
        ) {
            self.channel = channel
            self.recipient = recipient
            self.subject = subject
            self.messageId = messageId
            self.error = error
            self.keys = keys
        }
    }

    /// 1; 2 where an earlier attempt may have arrived.
    public var attempt = 1
    /// What it was told for: assigned, upcoming, due, overdue, quiet, returned, digest, escalated, failed.
    public var event: String
    /// upcoming, due, overdue, quiet, assigned, digest, failed: what it is by now.
    public var kind: String
    /// The rung; nil for `failed`.
    @OrNull public var step: String?
    /// Rungs that it stands for, its own among them.
    public var merged: [String] = []
    /// The same at every attempt; in the environment `DONDOC_REMINDER_ID`.
    public var reminderId: String
    /// Said after its hour, or in the place of a rung that was missed.
    public var late = false
    /// When it was composed.
    public var at: String
    /// Of `subject` and `text`.
    public var language: String
    public var site: String
    public var training: Bool
    @OrNull public var plan: String? = nil
    @OrNull public var planNumber: String? = nil
    @OrNull public var planTitle: String? = nil
    @OrNull public var task: String? = nil
    @OrNull public var key: String? = nil
    @OrNull public var number: Int? = nil
    @OrNull public var title: String? = nil
    /// As in the key: who answers for the work; of a list, whose it is.
    @OrNull public var agency: String? = nil
    @OrNull public var agencyName: String? = nil
    public var lead: [String] = []
    @OrNull public var phrase: String? = nil
    @OrNull public var due: String? = nil
    @OrNull public var actBy: String? = nil
    /// Calendar days to `due`; negative when it has passed.
    @OrNull public var daysLeft: Int? = nil
    @OrNull public var state: String? = nil
    /// Why a claim was returned.
    @OrNull public var reason: String? = nil
    /// Addresses that are told of the same by mail.
    public var recipients: [String] = []
    /// As a letter about it alone is headed.
    public var subject: String
    /// What a person would read.
    public var text: String
    /// The first hundred rows of a list.
    public var items: [Item] = []
    public var itemsTotal = 0
    @OrNull public var letter: Dead? = nil

    public enum CodingKeys: String, CodingKey, CaseIterable {
        case attempt, event, kind, step, merged
        case reminderId = "reminder_id"
        case late, at, language, site, training, plan
        case planNumber = "plan_number"
        case planTitle = "plan_title"
        case task, key, number, title, agency
        case agencyName = "agency_name"
        case lead, phrase, due
        case actBy = "act_by"
        case daysLeft = "days_left"
        case state, reason, recipients, subject, text, items
        case itemsTotal = "items_total"
        case letter
    }

    public init(
        event: String, kind: String, step: String?, reminderId: String, at: String,
        language: String, site: String, training: Bool, subject: String, text: String
    ) {
        self.event = event
        self.kind = kind
        self.step = step
        self.reminderId = reminderId
        self.at = at
        self.language = language
        self.site = site
        self.training = training
        self.subject = subject
        self.text = text
    }
}
