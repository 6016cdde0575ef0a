public import DondocCore
import GRDB

/// A reminder that is still true and of which somebody has not heard, for his address.
public struct LostReminder: Sendable {
    /// One of its notices, for what it is about.
    public let turned: TurnedNotice
    public let plan: String
    /// Rungs that it stands for.
    public let merged: [String]
    /// As what anybody was to hear of it.
    public let roles: Set<Audience>
    /// As what somebody may have heard it, or a later one about the same.
    public let told: Set<Audience>
    /// Notices that certainly no letter has brought yet.
    public let untold: [(id: Int, recipient: String)]
}

/// What becomes of such a reminder.
public struct Settled: Sendable {
    let reminder: Int64
    let withdrawn: [Int]
    let others: [NewNotice]

    /// `withdrawn` are notices to whom it does not concern any more; `others` hear.
    public init(_ lost: LostReminder, withdrawn: [Int], others: [NewNotice]) {
        reminder = lost.turned.reminder
        self.withdrawn = withdrawn
        self.others = others
    }
}

extension Store {
    /// The reason of notices to an address that belongs to somebody else by now.
    public static let addressMoved = "address-moved"

    /// SQL: reasons of notices that were withdrawn for whose address it was: that they say is true.
    static let reasonsOfAddresses =
        "('dead-address', 'address-gone', 'address-moved', 'deputy-over', 'lead-reached')"

    /// Reminders of which something was withdrawn for an address, and those with something to say to
    /// one of these `addresses`, as they are written.
    public func lostReminders(_ addresses: [String]) async throws -> [LostReminder] {
        try await pool.read { db in
            var ids = Set(
                try Int64.fetchAll(
                    db,
                    sql: """
                        SELECT DISTINCT n.reminder FROM notice n INDEXED BY notice_lost
                        WHERE n.state = 'withdrawn' AND n.reason IN \(Store.reasonsOfAddresses)
                            AND n.channel = 'mail'
                        """))
            for address in addresses {
                ids.formUnion(
                    try Int64.fetchAll(
                        db.cachedStatement(
                            sql: """
                                SELECT n.reminder FROM notice n WHERE n.id IN (\(Store.waitingOf)
                                    UNION ALL \(Store.queuedOf) UNION ALL \(Store.failedOf))
                                """), arguments: [address]))
            }
            return try ids.sorted().compactMap { try Store.lost(db, $0) }
        }
    }

    /// nil for what is true no more, and for lists, which come anew with their next day.
    private static func lost(_ db: Database, _ reminder: Int64) throws -> LostReminder? {
        let rows = try Row.fetchAll(
            db.cachedStatement(
                sql: """
                    SELECT n.id, n.recipient, r.merged, r.kind, \(TurnedNotice.columns),
                        n.state = 'waiting' OR (n.state = 'carried' AND l.unsure = 0
                            AND l.state IN ('queued', 'failed')) AS untold
                    FROM notice n JOIN reminder r ON r.id = n.reminder
                    LEFT JOIN letter l ON l.id = n.letter
                    WHERE n.reminder = ? AND n.channel = 'mail' AND NOT \(isUntrue)
                        AND (r.obligation IS NOT NULL OR (r.kind = 'assigned' AND EXISTS (
                            SELECT 1 FROM plan p WHERE p.id = r.plan AND NOT p.unloaded)))
                    ORDER BY n.id
                    """), arguments: [reminder])
        guard let first = rows.first else { return nil }
        let turned = TurnedNotice(first)
        guard turned.obligation != nil || turned.assignee != nil else { return nil }
        let told = try String.fetchAll(
            db.cachedStatement(
                sql: """
                    SELECT DISTINCT n.role FROM reminder r JOIN notice n ON n.reminder = r.id
                    JOIN letter l ON l.id = n.letter
                    WHERE (r.id = ?1 OR (r.obligation = ?2 AND r.id > ?1)) AND n.channel = 'mail'
                        AND n.letter IS NOT NULL AND (l.unsure > 0 OR (n.state = 'carried'
                            AND l.state IN ('sent', 'sending', 'unsure')))
                    """), arguments: [reminder, turned.obligation])
        return LostReminder(
            turned: turned, plan: first["plan"], merged: try JSONText.texts(first["merged"]),
            roles: Set(rows.compactMap { Audience(rawValue: $0["role"]) }),
            told: Set(told.compactMap(Audience.init)),
            untold: rows.filter { $0["untold"] }.map { ($0["id"], $0["recipient"]) })
    }

    /// Settles them in one transaction; one of which a letter has left meanwhile stays as it is.
    ///
    /// - Returns: Whether a letter is on its way at this moment.
    public func settle(_ list: [Settled], at now: Moment) async throws -> Bool {
        try await pool.write { db in
            for one in list {
                let letters = try one.withdrawn.map { try untoldLetter(db, $0) }
                guard !letters.contains(where: { $0 == nil }) else { continue }
                try Store.reached(db, now)
                for other in one.others { try Store.say(db, other, reminder: one.reminder) }
                for (notice, letter) in zip(one.withdrawn, letters) {
                    try Store.withdraw(db, notice, of: letter?.id, why: Store.addressMoved)
                }
            }
            return try Bool.fetchOne(
                db,
                sql: """
                    SELECT EXISTS (SELECT 1 FROM letter WHERE state <> 'sent'
                        AND state = 'sending' AND channel = 'mail')
                    """) ?? false
        }
    }
}

/// The letter of a notice that certainly none has brought, where it has one; nil where one may have.
private func untoldLetter(_ db: Database, _ notice: Int) throws -> (id: Int?, none: Void)? {
    try Row.fetchOne(
        db.cachedStatement(
            sql: """
                SELECT n.letter FROM notice n WHERE n.id = ? AND (n.state = 'waiting'
                    OR (n.state = 'carried' AND EXISTS (SELECT 1 FROM letter l
                        WHERE l.id = n.letter AND l.state IN ('queued', 'failed')
                            AND l.unsure = 0)))
                """), arguments: [notice]
    ).map { ($0["letter"], ()) }
}

extension Store {
    /// Says a reminder to one more, also to one who was not to hear of it for an address.
    ///
    /// - Returns: Whether he had not heard of it.
    @discardableResult
    static func say(_ db: Database, _ notice: NewNotice, reminder: Int64) throws -> Bool {
        try revive(db, notice, reminder: reminder)
        let isRevived = db.changesCount > 0
        try insert(db, notice, reminder: reminder)
        return isRevived || db.changesCount > 0
    }

    /// Takes a notice out of its letter, where it has one.
    static func withdraw(_ db: Database, _ notice: Int, of letter: Int?, why: String) throws {
        try db.cachedStatement(
            sql: "UPDATE notice SET state = 'withdrawn', reason = ? WHERE id = ?"
        ).execute(arguments: [why, notice])
        guard let letter else { return }
        try shrink(db, letter: letter, why: why, nil)
        try dropIfEmpty(db, letter: letter, why: why)
    }
}
