public import DondocCore
import GRDB

/// An address that nobody has any more, and what it has not heard.
public struct GoneAddress: Sendable {
    public let address: String
    public let unheard: [TurnedNotice]
    /// These, to whoever hears of them now; a list comes anew with its next day.
    public var turned: [(Int64, NewNotice)] = []
}

extension Store {
    /// The reason of notices to an address that nobody has any more.
    static let addressGone = "address-gone"

    /// A notice `n` to the address `?1` that certainly no letter has brought: one that is being sent, or
    /// may have arrived, stays as it is.
    private static let isUntold = """
        n.channel = 'mail' AND lower(n.recipient) = lower(?1) AND (n.state = 'waiting'
            OR (n.state = 'carried' AND n.letter IN (SELECT l.id FROM letter l
                WHERE l.state <> 'sent' AND l.state IN ('queued', 'failed') AND l.unsure = 0)))
        """

    /// Addresses that still have something to hear by mail and that nobody has, in order; `known` are
    /// everybody's, in lower case.
    public func goneAddresses(known: Set<String>) async throws -> [GoneAddress] {
        try await pool.read { db in
            let waited = try String.fetchAll(
                db,
                sql: """
                    SELECT lower(n.recipient) FROM notice n
                    WHERE n.channel = 'mail' AND n.state = 'waiting'
                    UNION SELECT lower(l.recipient) FROM letter l
                    WHERE l.channel = 'mail' AND l.state <> 'sent'
                        AND l.state IN ('queued', 'failed') AND l.unsure = 0
                    ORDER BY 1
                    """)
            return try waited.filter { !known.contains($0.lowercased()) }.compactMap { address in
                let unheard = try Store.unheard(db, by: address, Store.isUntold)
                return unheard.isEmpty ? nil : GoneAddress(address: address, unheard: unheard)
            }
        }
    }

    /// - Throws: `Outpaced` when an address has more or less to hear than was seen.
    static func check(_ db: Database, _ gone: [GoneAddress]) throws {
        for one in gone where try unheard(db, by: one.address, isUntold) != one.unheard {
            throw Outpaced()
        }
    }

    /// Withdraws what addresses that nobody has were to hear, and says it to whoever hears now.
    ///
    /// - Throws: `Outpaced` when an address has more or less to hear than was seen.
    public func turn(
        _ gone: [GoneAddress], by actor: Actor, at now: Moment,
        journal: @escaping @Sendable (GoneAddress, [String]) -> JournalEntry
    ) async throws {
        try await pool.write { db in
            try Store.reached(db, now)
            try Store.check(db, gone)
            try Store.turn(db, gone, by: actor, at: now, journal: journal)
        }
    }

    static func turn(
        _ db: Database, _ gone: [GoneAddress], by actor: Actor, at now: Moment,
        journal: (GoneAddress, [String]) -> JournalEntry
    ) throws {
        guard !gone.isEmpty else { return }
        let change = try change(db, at: now, verb: "mail-gone", by: actor)
        for one in gone {
            let others = try turn(db, one.turned)
            try bury(db, one.address, isUntold, why: addressGone, change)
            try trail(
                db, change: change, verb: "mail-gone",
                after: others.isEmpty ? nil : others.joined(separator: " "), reason: one.address)
            try Store.journal(db, journal(one, others))
        }
    }
}
