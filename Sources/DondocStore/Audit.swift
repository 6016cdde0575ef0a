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
            var memory = try LastRows(db)
            var result = try Store.readChain(db, outside, &memory)
            guard result.fault == nil else { return result }
            let sequence = try Int.fetchOne(
                db, sql: "SELECT seq FROM sqlite_sequence WHERE name = 'trail'")
            let longest = max(sequence ?? 0, outside.map(\.count).max() ?? 0)
            if longest > result.count {
                (result.fault, result.row) = (.cut, result.count + 1)
                return result
            }
            try Store.compareUndos(db, &result)
            if result.fault == nil { try Store.compareStates(db, memory, &result) }
            if result.fault == nil { try Store.compareBeside(db, &result) }
            return result
        }
    }

    private static func readChain(
        _ db: Database, _ outside: [TrailHead], _ memory: inout LastRows
    ) throws -> AuditResult {
        var result = AuditResult()
        let sha = SHA256.Repeated()
        var last = try Chain.start(db)
        var bytes: [UInt8] = []
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
            bytes.removeAll(keepingCapacity: true)
            bytes += last
            Chain.append(id, to: &bytes)
            bytes += change.canonical
            Chain.append(row[2] as Int?, to: &bytes)
            for column in 3...7 {
                try row.withUnsafeData(atIndex: column) { Chain.append($0, to: &bytes) }
            }
            sha.digest(bytes, into: &last)
            guard try row.withUnsafeData(atIndex: 8, { $0?.elementsEqual(last) ?? false }) else {
                (result.fault, result.row) = (.changed, id)
                return result
            }
            result.count = id
            if let number = row[2] as Int? {
                try row.withUnsafeData(atIndex: 6) { memory.note(number, change.id, $0) }
            }
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
    ///
    /// What was remembered while the trail was read decides; where it says no, the row itself is read.
    private static func compareStates(
        _ db: Database, _ memory: LastRows, _ result: inout AuditResult
    ) throws {
        let columns = Snapshot.columns.joined(separator: ", ")
        let rows = try Row.fetchCursor(
            db, sql: "SELECT \(columns), number FROM obligation ORDER BY number")
        var bytes: [UInt8] = []
        while let row = try rows.next() {
            let number: Int = row[Snapshot.columns.count]
            bytes.removeAll(keepingCapacity: true)
            try Snapshot.appendJSON(row, to: &bytes)
            guard !memory.has(number, bytes) else { continue }
            let last = try Row.fetchOne(
                db,
                sql: """
                    SELECT o.key, t.id, t."after" FROM obligation o LEFT JOIN trail t ON t.id = (
                        SELECT x.id FROM trail x
                        WHERE x.obligation = o.number AND x."after" IS NOT NULL
                        ORDER BY x.change DESC, x.id DESC LIMIT 1)
                    WHERE o.number = ?
                    """, arguments: [number])
            guard let last, try Snapshot(row).json == last[2] as String? else {
                result.fault = .state
                result.row = last?[1]
                result.key = last?[0]
                return
            }
        }
    }
}

/// What the last row of each obligation says, as a hash of this process alone: nobody who writes rows
/// can know it beforehand, and to read every last row again would take longer than all the rest.
private struct LastRows {
    /// By number.
    private var hashes: [Int]
    private var changes: [Int]

    init(_ db: Database) throws {
        let count = (try Int.fetchOne(db, sql: "SELECT max(number) FROM obligation") ?? 0) + 1
        hashes = Array(repeating: 0, count: count)
        changes = Array(repeating: -1, count: count)
    }

    /// A row without values says nothing.
    mutating func note(_ number: Int, _ change: Int, _ after: Data?) {
        guard let after, hashes.indices.contains(number), change >= changes[number] else { return }
        hashes[number] = after.withUnsafeBytes { LastRows.hash($0) }
        changes[number] = change
    }

    func has(_ number: Int, _ after: [UInt8]) -> Bool {
        hashes.indices.contains(number) && changes[number] >= 0
            && hashes[number] == after.withUnsafeBytes { LastRows.hash($0) }
    }

    private static func hash(_ bytes: UnsafeRawBufferPointer) -> Int {
        var hasher = Hasher()
        hasher.combine(bytes: bytes)
        return hasher.finalize()
    }
}
