/// A pause of an obligation's reminders that lasts: a snooze, or work taken in hand.
public struct PauseView: Codable, Hashable, Sendable {
    /// RFC 3339.
    public var until: String
    /// Why it was snoozed, or what was said when it was taken in hand.
    @OrNull public var reason: String?
    /// Who did it: the name of a person, or a login name.
    public var by: String

    public enum CodingKeys: String, CodingKey, CaseIterable { case until, reason, by }

    public init(until: String, reason: String?, by: String) {
        self.until = until
        self.reason = reason
        self.by = by
    }
}
