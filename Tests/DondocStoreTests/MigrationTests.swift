import DondocCore
import Foundation
import GRDB
import Testing

@testable import DondocStore

/// A database of before the chain, brought up to date.
@Suite struct MigrationTests {
    private static let uuid = "0123456789abcdef0123456789abcdef"
    /// Monday 5 June 2023, 09:00 at the office.
    private static let loaded = moment("2023-06-05 09:00")
    private static let last = moment("2023-06-12 10:00")

    /// A plan with two obligations, one claimed and one that has left; written by SQL alone.
    private func make(_ path: String) throws {
        let pool = try DatabasePool(path: path)
        var migrator = DatabaseMigrator()
        for (name, sql) in [
            ("001", Migration001.sql), ("002", Migration002.sql), ("003", Migration003.sql),
        ] {
            migrator.registerMigration(name) { try $0.execute(sql: sql) }
        }
        try migrator.migrate(pool)
        let (at, now) = (Self.loaded.seconds, Self.last.seconds)
        let hash = SHA256.hex("plan: p")
        try pool.write { db in
            try db.execute(
                sql: """
                    INSERT INTO installation VALUES (1, '\(Self.uuid)', 'training', \(at), \(now));
                    INSERT INTO change VALUES (1, \(at), 'load', 0, 'root', NULL, NULL),
                        (2, \(at + 60), 'done', 1000, 'so', 'Văn thư', NULL),
                        (3, \(now), 'checkin', 1000, 'so', 'Văn thư', 'so'),
                        (4, \(now), 'load', 0, 'root', NULL, NULL);
                    INSERT INTO plan VALUES ('p', NULL, 'Kế hoạch', 't', 't/desk', 't/desk', NULL,
                        '2023-01-01', '2023-12-31', NULL, 'coordinator', \(at), 0, 'p.yaml', '\(hash)',
                        'plan: p', '\(hash)', 1, NULL);
                    INSERT INTO task VALUES ('p', 'viec', 0, 'task', NULL, 'Việc', 'trước ngày 15/6/2023',
                        '["so"]', '[]', '[]', '[]', '[]', NULL, 'none', 0, 0, NULL, NULL);
                    """)
            for (number, state, claimed) in [(1, "claimed", true), (2, "withdrawn", false)] {
                try db.execute(
                    sql: """
                        INSERT INTO obligation (number, key, plan, task, period, starts, ends, agency,
                            agency_part, due, act_by, original_due, asks_checkin, silent, is_assumed,
                            state, since, decided_to, claimed_at, claimed_day, doc, change)
                        VALUES (?1, 'p/viec/2023/' || ?2, 'p', 'viec', '2023', '2023-01-01',
                            '2023-12-31', 't/' || ?2, ?2, '2023-06-15', '2023-06-14', '2023-06-15',
                            0, 0, 0, ?3, ?4, ?4, ?5, ?6, ?7, 1)
                        """,
                    arguments: [
                        number, number == 1 ? "so" : "khac", state, at, claimed ? at + 60 : nil,
                        claimed ? "2023-06-05" : nil, claimed ? "1/BC" : nil,
                    ])
            }
            try db.execute(
                sql: """
                    INSERT INTO checkin VALUES (1, 1, '2023-06-12', 'vẫn làm', 3);
                    INSERT INTO trail (change, obligation, plan, verb, "before", "after", reason)
                    VALUES (1, NULL, 'p', 'load', NULL, '+2', NULL),
                        (2, 1, 'p', 'done', 'planned', 'claimed', 'doc=1/BC'),
                        (3, 1, 'p', 'checkin', NULL, NULL, 'vẫn làm'),
                        (4, 2, 'p', 'withdraw', 'planned', 'withdrawn', NULL);
                    """)
        }
        try pool.close()
    }

    @Test("Old rows are chained as they stand, then every obligation has a row to start from")
    func chained() async throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent(
            "dondoc-\(UUID().uuidString)")
        try FileManager.default.createDirectory(
            at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        defer { try? FileManager.default.removeItem(at: folder) }
        let path = folder.appendingPathComponent("dondoc.db").path
        try make(path)
        let store = try Store(path: path, kind: .training, newMoment: Self.loaded)
        defer { try? store.close() }
        let audit = try await store.audit([])
        #expect(audit.fault == nil && audit.count == 6)
        let rows = try store.pool.read { db in
            try Row.fetchAll(db, sql: "SELECT * FROM trail ORDER BY id")
        }
        #expect(rows.map { $0["change"] as Int } == [1, 2, 3, 4, 5, 5])
        #expect(rows.map { $0["verb"] as String }.suffix(2) == ["baseline", "baseline"])
        #expect(
            rows.map { $0["reason"] as String? } == [
                "+2", "planned → claimed → doc=1/BC", "vẫn làm", "planned → withdrawn",
                "p/viec/2023/so", "p/viec/2023/khac",
            ])
        #expect(rows.prefix(4).allSatisfy { $0["after"] == nil })
        // The trail is append-only again.
        await #expect(throws: DatabaseError.self) {
            try await store.pool.write { try $0.execute(sql: "DELETE FROM trail") }
        }
        let (claimed, gone) = (try await store.obligation("1"), try await store.obligation("2"))
        #expect(claimed.standing.state == .claimed && claimed.doc == "1/BC")
        #expect(claimed.standing.lastCheckin?.description == "2023-06-12")
        #expect(gone.standing.state == .withdrawn)
        #expect(try await store.unloadedText("p") == "plan: p")
        // Of the day of the last record and after it the trail can tell, of none before.
        let now = moment("2023-06-20 09:00")
        for (day, isTold) in [("2023-06-11", false), ("2023-06-05", false), ("2023-06-12", true)] {
            let day = try #require(Day(iso: day))
            do {
                let asOf = try await store.asOf(day, now: now)
                #expect(isTold)
                let one = try await store.obligation("1", asOf: asOf)
                #expect(one.standing.state == .claimed && one.task.title == "Việc")
            } catch let early as BeforeTrail {
                #expect(!isTold && early.from.description == "2023-06-12", "\(day)")
            }
        }
    }
}

extension Store {
    /// The text from which a plan comes back.
    fileprivate func unloadedText(_ plan: String) async throws -> String? {
        try await pool.read { db in
            try String.fetchOne(
                db,
                sql: """
                    SELECT x.text FROM plan p JOIN plan_text x ON x.sha256 = p.sha256 WHERE p.id = ?
                    """, arguments: [plan])
        }
    }
}
