/// An obligation as every listing and answer shows it; the field names are a contract.
///
/// Days are ISO 8601, instants RFC 3339; what is not known is `null`, never left out.
public struct ObligationView: Codable, Hashable, Sendable {
    public var number: Int
    public var key: String
    public var plan: String
    public var task: String
    public var kind: String
    public var title: String
    @OrNull public var ref: String?
    public var period: String
    /// As in the key: `so-y-te`, `central.bo-y-te`, or `unknown` where the document names nobody.
    public var agency: String
    /// The agency's short name, for people.
    public var agencyName: String
    public var lead: [String]
    public var with: [String]
    public var phrase: String
    @OrNull public var due: String?
    @OrNull public var actBy: String?
    @OrNull public var originalDue: String?
    public var state: String
    /// nil for what was withdrawn.
    @OrNull public var bucket: String?
    public var quiet: Bool
    /// Calendar days to `due`; negative when it has passed.
    @OrNull public var daysLeft: Int?
    public var extended: Bool
    /// Times it was sent back.
    public var returned: Int
    public var remindersSent: Int
    @OrNull public var claimedAt: String?
    @OrNull public var doneAt: String?
    @OrNull public var doc: String?
    /// The change that last touched it, for `If-Match`.
    public var change: Int

    public enum CodingKeys: String, CodingKey, CaseIterable {
        case number, key, plan, task, kind, title, ref, period, agency
        case agencyName = "agency_name"
        case lead, with, phrase, due
        case actBy = "act_by"
        case originalDue = "original_due"
        case state, bucket, quiet
        case daysLeft = "days_left"
        case extended, returned
        case remindersSent = "reminders_sent"
        case claimedAt = "claimed_at"
        case doneAt = "done_at"
        case doc, change
    }

    public init(
        number: Int, key: String, plan: String, task: String, kind: String, title: String,
        ref: String?, period: String, agency: String, agencyName: String, lead: [String],
        with: [String], phrase: String, due: String?, actBy: String?, originalDue: String?,
        state: String, bucket: String?, quiet: Bool, daysLeft: Int?, extended: Bool, returned: Int,
        remindersSent: Int, claimedAt: String?, doneAt: String?, doc: String?, change: Int
    ) {
        self.number = number
        self.key = key
        self.plan = plan
        self.task = task
        self.kind = kind
        self.title = title
        self.ref = ref
        self.period = period
        self.agency = agency
        self.agencyName = agencyName
        self.lead = lead
        self.with = with
        self.phrase = phrase
        self.due = due
        self.actBy = actBy
        self.originalDue = originalDue
        self.state = state
        self.bucket = bucket
        self.quiet = quiet
        self.daysLeft = daysLeft
        self.extended = extended
        self.returned = returned
        self.remindersSent = remindersSent
        self.claimedAt = claimedAt
        self.doneAt = doneAt
        self.doc = doc
        self.change = change
    }
}
