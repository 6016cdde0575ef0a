// What `simulate` asks and answers. Days are ISO 8601, instants RFC 3339.

/// The body of `simulate`: which days are played, on what, with whose answers.
public struct SimulateRequest: Codable, Hashable, Sendable {
    /// The first day that is told of; nil: today.
    public var from: String?
    /// The last one; nil: the end of the year of `from`.
    public var to: String?
    /// Plans that are loaded at `from`, and of which alone is told.
    public var files: [LoadRequest.File]?
    /// Who answers what, and when: `day,key,verb,text`.
    public var answers: LoadRequest.File?
    /// Only of this agency's work.
    public var agency: String?
    /// Only letters to this address.
    public var toAddress: String?

    public enum CodingKeys: String, CodingKey, CaseIterable {
        case from, to, files, answers, agency
        case toAddress = "to_address"
    }

    public init() {}
}

/// One thing that a letter of a simulated year says.
public struct SimulatedView: Codable, Hashable, Sendable {
    /// When the letter leaves.
    public var at: String
    /// upcoming, due, overdue, quiet, digest, assigned, returned.
    public var kind: String
    public var step: String
    /// Of the obligation; the plan's id for a coordinator's list and for what is newly assigned.
    public var key: String
    public var agency: String
    @OrNull public var due: String?
    /// The letter's one; none for a hook.
    public var recipients: [String]
    /// `mail` or `hook:NAME`.
    public var channel: String
    /// Rungs that it stands for, its own among them.
    public var merged: [String]
    /// The number of the letter in this run, from 1.
    public var letter: Int
    public var subject: String
    /// Things of the letter that are told alike, such as what an agency leads and what it takes part in.
    public var count: Int

    public enum CodingKeys: String, CodingKey, CaseIterable {
        case at, kind, step, key, agency, due, recipients, channel, merged, letter, subject, count
    }

    public init(
        at: String, kind: String, step: String, key: String, agency: String, due: String?,
        recipients: [String], channel: String, merged: [String], letter: Int, subject: String,
        count: Int = 1
    ) {
        self.at = at
        self.kind = kind
        self.step = step
        self.key = key
        self.agency = agency
        self.due = due
        self.recipients = recipients
        self.channel = channel
        self.merged = merged
        self.letter = letter
        self.subject = subject
        self.count = count
    }
}
