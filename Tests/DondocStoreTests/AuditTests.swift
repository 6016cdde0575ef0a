import DondocCore
import Foundation
import GRDB
import Testing

@testable import DondocStore

/// The trail is read whole, and every obligation beside its last row.
@Suite struct AuditTests {
    private static let id = StoreTests.nongCong

    /// A claim whose words need escaping, returned, and a note.
    private func worked() async throws -> Scratch {
        let s = try Scratch()
        try await s.load(try Scratch.plan())
        try await s.act(.done, Self.id, .claim(to: .claimed)) {
            $0.doc = "1/BC \"mật\" \\ \u{1}\n"
            $0.dated = Scratch.start.day
        }
        try await s.act(.return, Self.id, .return) { $0.reason = "thiếu" }
        try await s.act(.done, Self.id, .claim(to: .claimed)) { $0.doc = "a\u{7F}\u{2028}/b" }
        try await s.act(.note, Self.id, .note) { $0.note = "n" }
        return s
    }

    private func run(_ s: Scratch, _ sql: String) async throws {
        try await s.store.pool.write { db in try db.execute(sql: sql) }
    }

    @Test("What was worked on passes, whatever its words; each hash is that of the rows")
    func passes() async throws {
        let s = try await worked()
        defer { s.remove() }
        let head = try await s.store.trailHead()
        let result = try await s.store.audit([head])
        #expect(result.fault == nil && result.count == head.count && result.head == head.hash)
        let texts = try await s.store.pool.read { db in
            let rows = try Row.fetchCursor(
                db, sql: "SELECT \(Snapshot.columns.joined(separator: ", ")) FROM obligation")
            var texts: [[String]] = []
            while let row = try rows.next() {
                var bytes: [UInt8] = []
                try Snapshot.appendJSON(row, to: &bytes)
                texts.append([String(decoding: bytes, as: UTF8.self), try Snapshot(row).json])
            }
            return texts
        }
        #expect(texts.count == 3 && texts.allSatisfy { $0[0] == $0[1] }, "\(texts)")
    }

    @Test(
        "An obligation that is not what its last row says is found, whatever differs",
        arguments: [
            "doc = 'x'", "doc = NULL", "returned = 0", "returned = 2", "due = '2023-06-16'",
            "is_assumed = 1", "left_plan = 1", "claimed_at = claimed_at + 1",
            "agency = 'thanh-hoa/so-y-te'", "covers_to = NULL", "file = hex(randomblob(32))",
            "state = 'done', done_at = 0",
        ])
    func state(change: String) async throws {
        let s = try await worked()
        defer { s.remove() }
        try await run(s, "UPDATE obligation SET \(change) WHERE key = '\(Self.id)'")
        let last = try await s.store.pool.read { db in
            try Int.fetchOne(
                db,
                sql: """
                    SELECT max(t.id) FROM trail t JOIN obligation o ON o.number = t.obligation
                    WHERE o.key = ? AND t."after" IS NOT NULL
                    """, arguments: [Self.id])
        }
        let result = try await s.store.audit([])
        #expect(result.fault == .state && result.key == Self.id && result.row == last)
    }

    @Test("An obligation without a row of its own is found")
    func unrecorded() async throws {
        let s = try await worked()
        defer { s.remove() }
        try await run(
            s,
            """
            INSERT INTO obligation (key, plan, task, period, starts, ends, agency_part,
                asks_checkin, silent, is_assumed, state, since, decided_to, change)
            SELECT 'new', plan, task, '2024', starts, ends, 'new', 0, 0, 0, 'planned', 0, 0, change
            FROM obligation LIMIT 1
            """)
        let result = try await s.store.audit([])
        #expect(result.fault == .state && result.key == "new" && result.row == nil)
    }

    @Test(
        "A row that was changed, taken out or cut off is named",
        arguments: [
            ("UPDATE trail SET reason = 'other' WHERE id = 3", AuditResult.Fault.changed, 3),
            ("UPDATE trail SET reason = '' WHERE id = 2", .changed, 2),
            ("UPDATE trail SET obligation = NULL WHERE id = 1", .changed, 1),
            ("UPDATE trail SET hash = zeroblob(32) WHERE id = 4", .changed, 4),
            ("UPDATE change SET user = 'x' WHERE id = 2", .changed, 5),
            ("DELETE FROM trail WHERE id = 2", .gone, 2),
            ("DELETE FROM trail WHERE id > 6", .cut, 7),
        ])
    func tampered(sql: String, fault: AuditResult.Fault, row: Int) async throws {
        let s = try await worked()
        defer { s.remove() }
        try await run(s, "DROP TRIGGER trail_stays; DROP TRIGGER trail_is_kept")
        try await run(s, sql)
        let result = try await s.store.audit([])
        #expect(result.fault == fault && result.row == row)
    }

    @Test("A head kept outside shows another past, and a tail that was cut off without a trace")
    func outside() async throws {
        let s = try await worked()
        defer { s.remove() }
        let head = try await s.store.trailHead()
        let other = TrailHead(count: 2, hash: String(repeating: "0", count: 64))
        let fork = try await s.store.audit([head, other])
        #expect(fork.fault == .fork && fork.row == 2)
        let longer = TrailHead(count: head.count + 1, hash: head.hash)
        let cut = try await s.store.audit([longer])
        #expect(cut.fault == .cut && cut.row == head.count + 1)
    }
}
