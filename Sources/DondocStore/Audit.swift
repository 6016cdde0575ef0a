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
        /// An obligation, what hangs on it, a plan or an applied file is not what its rows say.
        case state
    }

    public var count = 0
    /// 64 hexadecimal digits.
    public var head = ""
    public var fault: Fault?
    /// The first bad row; for `state` the row that the obligation differs from.
    public var row: Int?
    /// The key, plan or file of `state`.
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
            if result.fault == nil { try Store.compareFiles(db, memory.files, &result) }
            if result.fault == nil { try Store.comparePlans(db, memory.plans, &result) }
            if result.fault == nil { try Store.compareStates(db, memory, &result) }
            if result.fault == nil { try Store.compareRequests(db, &result) }
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
                if row.hasNull(atIndex: 5), !row.hasNull(atIndex: 6) {
                    try row.withUnsafeData(atIndex: 7) { memory.begin(number, $0) }
                }
            } else if !row.hasNull(atIndex: 3) {
                memory.plans.append(
                    PlanRow(
                        id: id, change: change.id, plan: row[3], before: row[5], after: row[6],
                        reason: row[7]))
            } else if row[4] == "reload" {
                memory.files = (id, row[7])
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

    /// What an obligation is must be what its last row made of it, under the key of its first; and every
    /// one that has rows must be there.
    ///
    /// What was remembered while the trail was read decides; where it says no, the row itself is read.
    private static func compareStates(
        _ db: Database, _ memory: LastRows, _ result: inout AuditResult
    ) throws {
        let columns = Snapshot.columns.joined(separator: ", ")
        let rows = try Row.fetchCursor(
            db,
            sql: """
                SELECT \(columns), number, iif(
                    key = plan || '/' || task || '/' || period || '/' || agency_part, key, '')
                FROM obligation ORDER BY number
                """)
        let place = Snapshot.columns.count
        var bytes: [UInt8] = []
        var there = 0
        while let row = try rows.next() {
            let number: Int = row[place]
            there += 1
            bytes.removeAll(keepingCapacity: true)
            try Snapshot.appendJSON(row, to: &bytes)
            let isNamed = try row.withUnsafeData(atIndex: place + 1) { memory.began(number, $0) }
            guard !isNamed || !memory.has(number, bytes) else { continue }
            let last = try Row.fetchOne(
                db,
                sql: """
                    SELECT o.key, t.id, t."after" FROM obligation o LEFT JOIN trail t ON t.id = (
                        SELECT x.id FROM trail x
                        WHERE x.obligation = o.number AND x."after" IS NOT NULL
                        ORDER BY x.change DESC, x.id DESC LIMIT 1)
                    WHERE o.number = ?
                    """, arguments: [number])
            guard let last, isNamed, try Snapshot(row).json == last[2] as String? else {
                result.fault = .state
                result.row = last?[1]
                result.key = last?[0]
                return
            }
        }
        guard there != memory.count else { return }
        let gone = try Row.fetchOne(
            db,
            sql: """
                SELECT id, reason FROM trail WHERE "after" IS NOT NULL AND "before" IS NULL
                    AND obligation NOT IN (SELECT number FROM obligation) ORDER BY id LIMIT 1
                """)
        (result.fault, result.row, result.key) = (.state, gone?[0], gone?[1])
    }
}

/// A row of the trail about a plan as a whole.
struct PlanRow {
    let id: Int
    let change: Int
    let plan: String
    /// Hashes of its text; nil where it was not loaded.
    let before: String?
    let after: String?
    let reason: String?
}

/// What the last row of each obligation says, as a hash of this process alone: nobody who writes rows
/// can know it beforehand, and to read every last row again would take longer than all the rest.
private struct LastRows {
    /// By number.
    private var hashes: [Int]
    private var changes: [Int]
    /// Of the key in the first row; 0 where that says none.
    private var keys: [Int]
    /// How many obligations have values.
    private(set) var count = 0
    var plans: [PlanRow] = []
    /// The last reload.
    var files: (row: Int, reason: String?)?

    init(_ db: Database) throws {
        let count = (try Int.fetchOne(db, sql: "SELECT max(number) FROM obligation") ?? 0) + 1
        hashes = Array(repeating: 0, count: count)
        changes = Array(repeating: -1, count: count)
        keys = Array(repeating: 0, count: count)
    }

    mutating func begin(_ number: Int, _ key: Data?) {
        guard let key, keys.indices.contains(number) else { return }
        keys[number] = key.withUnsafeBytes { LastRows.hash($0) }
    }

    func began(_ number: Int, _ key: Data?) -> Bool {
        guard let key, keys.indices.contains(number), keys[number] != 0 else { return true }
        return keys[number] == key.withUnsafeBytes { LastRows.hash($0) }
    }

    /// A row without values says nothing.
    mutating func note(_ number: Int, _ change: Int, _ after: Data?) {
        guard let after else { return }
        guard hashes.indices.contains(number) else {
            count = .max
            return
        }
        guard change >= changes[number] else { return }
        if changes[number] < 0 { count += 1 }
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
