import DondocCore
import DondocStore

/// What the journal says of letters that people touch, of holds and of addresses.
extension Notices {
    /// Of letters that are named one by one.
    private static let named = 100

    static func queue(
        _ deed: QueueDeed, _ letters: [QueuedLetter], by user: String, at now: Moment
    ) -> JournalEntry {
        let reason: String? = if case .drop(let why) = deed { why } else { nil }
        let named = letters.prefix(Notices.named)
        let recipients = Set(named.map(\.recipient)).sorted()
        return JournalEntry(
            [("MESSAGE", Words.queue(deed, letters.count, recipients, user))]
                + recipients.map { ("DONDOC_RECIPIENT", $0) }
                + Set(named.flatMap(\.about)).sorted().prefix(Notices.named).map {
                    ("DONDOC_KEY", $0)
                } + [
                    ("DONDOC_STATE", deed.event.rawValue), ("DONDOC_ACTOR", user),
                    ("DONDOC_REASON", reason),
                ] + common(.queue, at: now))
    }

    static func held(_ hold: NewHold, by actor: Actor, at now: Moment) -> JournalEntry {
        let why = hold.reason ?? Words.because(hold.cause)
        return JournalEntry(
            [
                ("MESSAGE", Words.held(until: hold.until, why)), ("DONDOC_STATE", "held"),
                ("DONDOC_CAUSE", hold.cause.rawValue), ("DONDOC_REASON", why),
                ("DONDOC_UNTIL", hold.until?.description), ("DONDOC_ACTOR", actor.user),
            ] + common(.hold, at: now))
    }

    /// It is over: by somebody, or because its time was.
    static func released(_ hold: Hold, by actor: Actor = .daemon, at now: Moment) -> JournalEntry {
        let why = hold.reason ?? Words.because(hold.cause)
        return JournalEntry(
            [
                ("MESSAGE", Words.released(hold, actor.uid == nil ? nil : actor.user)),
                ("DONDOC_STATE", "released"), ("DONDOC_CAUSE", hold.cause.rawValue),
                ("DONDOC_REASON", why), ("DONDOC_SINCE", hold.since.description),
                ("DONDOC_ACTOR", actor.user),
            ]
                + common(.hold, at: now).map { name, value in
                    (name, name == "PRIORITY" ? String(EntryKind.mended.priority) : value)
                })
    }

    enum AddressDeed: Sendable {
        /// Up to a day, and who hears in its place.
        case dead(Day, [String])
        /// Nobody has it any more; who hears in its place.
        case gone([String])
        case alive
    }

    static func address(
        _ address: String, _ deed: AddressDeed, reason: String?, by user: String, at now: Moment
    ) -> JournalEntry {
        let (message, state): (String, String) =
            switch deed {
            case .dead(let until, let others): (Words.dead(address, until, others, user), "dead")
            case .gone(let others): (Words.gone(address, others, user), "gone")
            case .alive: (Words.alive(address, user), "alive")
            }
        return JournalEntry(
            [
                ("MESSAGE", message), ("DONDOC_RECIPIENT", address), ("DONDOC_STATE", state),
                ("DONDOC_ACTOR", user), ("DONDOC_REASON", reason),
            ] + common(.address, at: now))
    }
}
