public import DondocCore
import GRDB

/// What hangs on one obligation beside its row.
public struct Detail: Sendable {
    public struct Remark: Sendable {
        public let at: Moment
        public let user: String
        public let person: String?
        public let text: String?
    }

    public struct Attachment: Sendable {
        public let name: String
        public let sha256: String
        public let remark: Remark
    }

    public struct Waiver: Sendable {
        public let key: String
        public let remark: Remark
    }

    /// A pause as it stands, also when it is over.
    public struct Paused: Sendable {
        public let until: Moment
        public let by: String
        public let text: String?
    }

    public var file: String?
    public var docDated: Day?
    public var received: Day?
    public var asked: (to: Day, reason: String)?
    public var extensionTo: Day?
    public var extensionDoc: String?
    public var extensionDated: Day?
    public var waivers: [Waiver] = []
    public var attachments: [Attachment] = []
    public var checkins: [Remark] = []
    public var notes: [Remark] = []
    public var snoozed: Paused?
    public var acked: Paused?
}

extension Store {
    /// One obligation with everything that hangs on it, read at one moment; nil when there is none.
    public func whole(_ number: Int, asOf: AsOf? = nil) async throws
        -> (record: ObligationRecord, detail: Detail, inputs: Inputs?)?
    {
        try await pool.read { db in
            let found = try ObligationRecord.all(db, "WHERE o.number = ?", [number], asOf: asOf)
            guard let record = found.first else { return nil }
            return (
                record, try Store.detail(db, number, asOf), try Store.inputs(db, of: record, asOf)
            )
        }
    }

    /// Everything that hangs on an obligation, oldest first.
    public func detail(of number: Int, asOf: AsOf? = nil) async throws -> Detail {
        try await pool.read { db in try Store.detail(db, number, asOf) }
    }

    static func detail(_ db: Database, _ number: Int, _ asOf: AsOf?) throws -> Detail {
        var detail = Detail()
        if let snapshot = try Store.snapshot(db, number, asOf) { detail.take(snapshot) }
        detail.waivers = try Store.beside(
            db, "waiver w JOIN obligation i ON i.number = w.input", "i.key, w.reason", number,
            "w", asOf
        ).map { Detail.Waiver(key: $0["key"], remark: remark($0, $0["reason"])) }
        detail.attachments = try Store.beside(
            db, "attachment w", "w.name, w.sha256, w.note", number, "w", asOf
        ).map {
            Detail.Attachment(
                name: $0["name"], sha256: $0["sha256"], remark: remark($0, $0["note"]))
        }
        detail.checkins = try Store.beside(
            db, "checkin w", "w.note", number, "w", asOf
        ).map { remark($0, $0["note"]) }
        detail.notes = try Row.fetchAll(
            db,
            sql: """
                SELECT c.at, c.user, c.person, t.reason FROM trail t
                JOIN change c ON c.id = t.change
                WHERE t.obligation = ? AND t.verb = 'note' AND c.id <= ?
                    AND NOT \(asOf == nil ? "c.undone_by IS NOT NULL" : undone("t", asOf))
                ORDER BY t.id
                """, arguments: [number, asOf?.cutoff ?? Int.max]
        ).map { row in
            let said: String? = row["reason"]
            return remark(row, said.map { $0.hasPrefix("note=") ? String($0.dropFirst(5)) : $0 })
        }
        return detail
    }

    private static func snapshot(_ db: Database, _ number: Int, _ asOf: AsOf?) throws -> Snapshot? {
        guard let asOf else { return try Snapshot.read(db, number)?.0 }
        let text = try String.fetchOne(
            db,
            sql: """
                SELECT "after" FROM trail
                WHERE obligation = ? AND "after" IS NOT NULL AND change <= ?
                ORDER BY change DESC, id DESC LIMIT 1
                """, arguments: [number, asOf.cutoff])
        return try text.map { try Snapshot(json: $0) }
    }

    private static func beside(
        _ db: Database, _ tables: String, _ columns: String, _ number: Int, _ alias: String,
        _ asOf: AsOf?
    ) throws -> [Row] {
        try Row.fetchAll(
            db,
            sql: """
                SELECT c.at, c.user, c.person, \(columns) FROM \(tables)
                JOIN change c ON c.id = \(alias).change
                WHERE \(alias).obligation = ? AND c.id <= ? AND NOT \(undone(alias, asOf))
                ORDER BY c.id
                """, arguments: [number, asOf?.cutoff ?? Int.max])
    }
}

private func remark(_ row: Row, _ text: String?) -> Detail.Remark {
    Detail.Remark(
        at: Moment(seconds: row["at"]), user: row["user"], person: row["person"], text: text)
}

extension Detail {
    fileprivate mutating func take(_ s: Snapshot) {
        file = s.file
        docDated = day(s.docDated)
        received = day(s.received)
        asked = day(s.askedTo).map { ($0, s.askedReason ?? "") }
        extensionTo = day(s.extendedTo)
        extensionDoc = s.extensionDoc
        extensionDated = day(s.extensionDated)
        snoozed = s.snooze.map(Paused.init)
        acked = s.ack.map(Paused.init)
    }
}

extension Detail.Paused {
    fileprivate init(_ pause: Pause) {
        self.init(until: Moment(seconds: pause.until), by: pause.by, text: pause.text)
    }
}
