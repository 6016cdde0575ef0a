import Foundation
import GRDB

/// What reading the whole trail came to.
public struct AuditResult: Sendable, Equatable {
    public enum Fault: String, Sendable {
        /// A row or its change set is not what was hashed.
        case changed
        /// A row is missing.
        case gone
        /// Rows are missing at the end.
        case cut
        /// The row at an outside head's count has another hash.
        case fork
        /// An obligation, or what hangs on it, is not what its rows say.
        case state
    }

    public var count = 0
    /// 64 hexadecimal digits.
    public var head = ""
    public var fault: Fault?
    /// The first bad row; for `state` the row that the obligation differs from.
    public var row: Int?
    /// The obligation of `state`.
    public var key: String?
}

/// The trail's length and last hash, as somebody has kept them outside.
public struct TrailHead: Hashable, Sendable {
    public let count: Int
    /// 64 hexadecimal digits in lower case.
    public let hash: String

    public init(count: Int, hash: String) {
        self.count = count
        self.hash = hash
    }

    /// Reads `COUNT:HASH`; of the hash at least 16 digits.
    public init?(_ text: String) {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2, let count = Int(parts[0]), count >= 0,
            (16...64).contains(parts[1].count), parts[1].allSatisfy({ $0.isASCII && $0.isHexDigit })
        else { return nil }
        self.init(count: count, hash: parts[1].lowercased())
    }

    public var description: String { "\(count):\(hash)" }
}

extension Store {
    /// The trail's length and last hash.
    public func trailHead() async throws -> TrailHead {
        try await pool.read { db in
            let head = try Chain.head(db)
            return TrailHead(count: head.count, hash: SHA256.hex(digest: head.hash))
        }
    }

    /// Reads the trail from its first row to its last, and every obligation beside its last row.
    ///
    /// `outside` are heads kept elsewhere, in the journal or on paper: without one, a tail that was cut
    /// off together with its traces is not seen.
    public func audit(_ outside: [TrailHead]) async throws -> AuditResult {
        try await pool.read { db in
            var result = try Store.readChain(db, outside)
            guard result.fault == nil else { return result }
            let sequence = try Int.fetchOne(
                db, sql: "SELECT seq FROM sqlite_sequence WHERE name = 'trail'")
            let longest = max(sequence ?? 0, outside.map(\.count).max() ?? 0)
            if longest > result.count {
                (result.fault, result.row) = (.cut, result.count + 1)
                return result
            }
            for compare in [Store.compareUndos, Store.compareStates, Store.compareBeside]
            where result.fault == nil {
                try compare(db, &result)
            }
            return result
        }
    }

    private static func readChain(_ db: Database, _ outside: [TrailHead]) throws -> AuditResult {
        var result = AuditResult()
        var last = try Chain.start(db)
        var change = Change(id: 0, at: 0, verb: "", .daemon, undoes: nil)
        let rows = try Row.fetchCursor(
            db,
            sql: """
                SELECT id, change, obligation, plan, verb, "before", "after", reason, hash
                FROM trail ORDER BY id
                """)
        while let row = try rows.next() {
            let id: Int = row[0]
            guard id == result.count + 1 else {
                (result.fault, result.row) = (.gone, result.count + 1)
                return result
            }
            if row[1] != change.id {
                guard let next = try? Change(db, row[1]) else {
                    (result.fault, result.row) = (.changed, id)
                    return result
                }
                change = next
            }
            last = Chain.hash(
                after: last, id: id, change, obligation: row[2], plan: row[3], verb: row[4],
                before: row[5], after: row[6], reason: row[7])
            guard Array(row[8] as Data) == last else {
                (result.fault, result.row) = (.changed, id)
                return result
            }
            result.count = id
            for head in outside where head.count == id {
                guard SHA256.hex(digest: last).hasPrefix(head.hash) else {
                    (result.fault, result.row) = (.fork, id)
                    return result
                }
            }
        }
        result.head = SHA256.hex(digest: last)
        return result
    }

    /// What an obligation is must be what its last row made of it.
    static func compareStates(_ db: Database, _ result: inout AuditResult) throws {
        let columns = Snapshot.columns.map { "o.\($0)" }.joined(separator: ", ")
        let rows = try Row.fetchCursor(
            db,
            sql: """
                SELECT \(columns), o.key, t.id, t."after"
                FROM obligation o LEFT JOIN trail t ON t.id = (
                    SELECT x.id FROM trail x
                    WHERE x.obligation = o.number AND x."after" IS NOT NULL
                    ORDER BY x.change DESC, x.id DESC LIMIT 1)
                ORDER BY o.number
                """)
        let n = Snapshot.columns.count
        while let row = try rows.next() {
            let said: String? = row[n + 2]
            guard try Snapshot(row).json == said else {
                result.fault = .state
                result.row = row[n + 1]
                result.key = row[n]
                return
            }
        }
    }
}
