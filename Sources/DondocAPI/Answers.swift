// Answers beside the obligation itself. Days are ISO 8601, instants RFC 3339.

/// One line of `next`, like `systemctl list-timers`.
public struct NextView: Codable, Hashable, Sendable {
    /// When something may be said next.
    public var next: String
    /// Seconds from now to `next`.
    public var left: Int
    /// The last reminder that was decided.
    @OrNull public var last: String?
    /// The rung that `next` is, `-7wd`.
    public var step: String
    public var number: Int
    public var key: String
    public var title: String
    public var agency: String
    public var agencyName: String
    /// The document's own words.
    public var phrase: String
    @OrNull public var due: String?

    public enum CodingKeys: String, CodingKey, CaseIterable {
        case next, left, last, step, number, key, title, agency
        case agencyName = "agency_name"
        case phrase, due
    }

    public init(
        next: String, left: Int, last: String?, step: String, number: Int, key: String,
        title: String, agency: String, agencyName: String, phrase: String, due: String?
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
        self.phrase = phrase
        self.due = due
    }
}

/// One row of the trail.
public struct LogView: Codable, Hashable, Sendable {
    public var at: String
    public var change: Int
    /// A verb of `ObligationVerb`, or load, moved, reload, undo, refused, mail-test.
    public var verb: String
    /// Login name, or `dondocd` for the daemon's own doing.
    public var user: String
    @OrNull public var person: String?
    /// The agency on whose behalf somebody else acted.
    @OrNull public var onBehalf: String?
    /// The person in whose place a deputy acted.
    @OrNull public var deputyFor: String?
    /// The change that this one takes back.
    @OrNull public var undoes: Int?
    @OrNull public var number: Int?
    @OrNull public var key: String?
    @OrNull public var before: String?
    @OrNull public var after: String?
    @OrNull public var reason: String?

    public enum CodingKeys: String, CodingKey, CaseIterable {
        case at, change, verb, user, person
        case onBehalf = "on_behalf"
        case deputyFor = "deputy_for"
        case undoes, number, key, before, after, reason
    }

    public init(
        at: String, change: Int, verb: String, user: String, person: String?, onBehalf: String?,
        deputyFor: String?, undoes: Int?, number: Int?, key: String?, before: String?,
        after: String?, reason: String?
    ) {
        self.at = at
        self.change = change
        self.verb = verb
        self.user = user
        self.person = person
        self.onBehalf = onBehalf
        self.deputyFor = deputyFor
        self.undoes = undoes
        self.number = number
        self.key = key
        self.before = before
        self.after = after
        self.reason = reason
    }
}
