import DondocCore
import Foundation
import GRDB
import Glibc
import Testing

@testable import DondocStore

/// Before a migration the database is copied; reliability.md, 3, row 37.
@Suite struct CopyTests {
    private let folder: URL
    private var path: String { folder.appendingPathComponent("dondoc.db").path }
    private static let migrations = [
        ("001", Migration001.sql), ("002", Migration002.sql), ("003", Migration003.sql),
    ]
    private static let uuid = "0123456789abcdef0123456789abcdef"

    init() throws {
        folder = FileManager.default.temporaryDirectory.appendingPathComponent(
            "dondoc-\(UUID().uuidString)")
        try FileManager.default.createDirectory(
            at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    }

    /// The schema of a new database.
    private func newest() async throws -> Int {
        let scratch = try Scratch()
        defer { scratch.remove() }
        return try await scratch.store.health().schema
    }

    private func remove() { try? FileManager.default.removeItem(at: folder) }

    /// A database as the version made it whose newest migration was `schema`, with some data.
    private func make(_ schema: Int) throws {
        let pool = try DatabasePool(path: path)
        var migrator = DatabaseMigrator()
        for (name, sql) in Self.migrations.prefix(schema) {
            migrator.registerMigration(name) { try $0.execute(sql: sql) }
        }
        try migrator.migrate(pool)
        try pool.write { db in
            try db.execute(
                sql: "INSERT INTO installation VALUES (1, ?, 'training', 7, 8)",
                arguments: [Self.uuid])
            for i in 1...200 {
                try db.execute(
                    sql: "INSERT INTO change (at, verb, user) VALUES (?, 'load', 'root')",
                    arguments: [i])
            }
            if schema > 1 { try db.execute(sql: "INSERT INTO alive VALUES ('2023-06-05', 9)") }
        }
        try pool.close()
        try Data().write(to: folder.appendingPathComponent("dondoc.db.made"))
    }

    private func open() throws -> Store {
        try Store(path: path, kind: .training, newMoment: Moment(seconds: 0))
    }

    private func names() throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: folder.path)
            .filter { $0.hasPrefix("dondoc.db.schema") }.sorted()
    }

    /// Migrations and data of a file, read by nobody's code but SQLite's.
    private func contents(_ name: String) throws -> [String] {
        var configuration = Configuration()
        configuration.readonly = true
        let queue = try DatabaseQueue(
            path: folder.appendingPathComponent(name).path, configuration: configuration)
        defer { try? queue.close() }
        return try queue.read { db in
            let check = try String.fetchAll(db, sql: "PRAGMA integrity_check")
            let applied = try String.fetchAll(
                db, sql: "SELECT identifier FROM grdb_migrations ORDER BY 1")
            let uuid = try String.fetchAll(db, sql: "SELECT uuid FROM installation")
            let changes = try Int.fetchOne(
                db, sql: "SELECT count(*) FROM change WHERE at = id AND verb = 'load'")
            return check + applied + uuid + ["\(changes ?? 0)"]
        }
    }

    @Test(
        "A database of an earlier version is copied whole, then brought up to date",
        arguments: [1, 2])
    func upgrade(schema: Int) async throws {
        defer { remove() }
        try make(schema)
        let store = try open()
        #expect(store.installation == Self.uuid)
        #expect(try await store.health().schema == newest())
        #expect(try await store.wasAlive(on: try #require(Day(iso: "2023-06-05"))) == (schema > 1))
        try store.close()
        let copy = "dondoc.db.schema-00\(schema)"
        #expect(try names() == [copy])
        let applied = ["001", "002"].prefix(schema)
        #expect(try contents(copy) == ["ok"] + applied + [Self.uuid, "200"])
        let facts = try FileManager.default.attributesOfItem(atPath: "\(folder.path)/\(copy)")
        #expect(facts[.posixPermissions] as? Int == 0o600)
        #expect(Store.copies(of: path).map(\.schema) == [schema])
        // Up to date there is nothing to copy, and the copy stays as it was.
        let again = try open()
        #expect(
            again.lastCopied()
                == (facts[.modificationDate] as? Date).map {
                    Int($0.timeIntervalSince1970.rounded(.down))
                })
        try again.close()
        #expect(try names() == [copy])
    }

    @Test("A copy taken back is what the earlier version had")
    func takenBack() throws {
        defer { remove() }
        try make(2)
        let before = try contents("dondoc.db")
        try open().close()
        try FileManager.default.removeItem(atPath: path)
        try FileManager.default.copyItem(atPath: path + ".schema-002", toPath: path)
        #expect(try contents("dondoc.db") == before)
        let store = try open()
        #expect(store.installation == Self.uuid)
        try store.close()
    }

    @Test("A new database has no copy")
    func new() throws {
        defer { remove() }
        try open().close()
        #expect(try names() == [])
    }

    @Test("The last two copies are kept, and nothing else is touched")
    func kept() throws {
        defer { remove() }
        try make(2)
        for name in ["schema-000", "schema-001", "schema-x", "schema-002.part", "schemata"] {
            try Data("x".utf8).write(to: folder.appendingPathComponent("dondoc.db.\(name)"))
        }
        try open().close()
        #expect(
            try names() == [
                "dondoc.db.schema-001", "dondoc.db.schema-002", "dondoc.db.schema-x",
                "dondoc.db.schemata",
            ])
        #expect(try contents("dondoc.db.schema-002").first == "ok")
    }

    @Test("Without its copy nothing is migrated", arguments: ["folder", "link"])
    func refused(obstacle: String) throws {
        defer { remove() }
        try make(1)
        let copy = path + ".schema-001"
        // Even root cannot write there.
        if obstacle == "folder" {
            try FileManager.default.createDirectory(
                atPath: copy + "/x", withIntermediateDirectories: true)
        } else {
            try FileManager.default.createDirectory(
                atPath: copy + ".part/x", withIntermediateDirectories: true)
        }
        do {
            try open().close()
            Issue.record("migrated without a copy")
        } catch StoreFault.noCopy(let path, let why) {
            #expect(path == copy && !why.isEmpty)
        }
        #expect(try contents("dondoc.db") == ["ok", "001", Self.uuid, "200"])
        for left in [copy, copy + ".part"] { try? FileManager.default.removeItem(atPath: left) }
        try open().close()
        #expect(try contents("dondoc.db").prefix(4) == ["ok", "001", "002", "003"])
    }

    @Test("A link where the copy is to be written is taken away, never followed")
    func link() throws {
        defer { remove() }
        try make(1)
        let elsewhere = folder.appendingPathComponent("elsewhere")
        try Data().write(to: elsewhere)
        symlink(elsewhere.path, path + ".schema-001.part")
        try open().close()
        #expect(try contents("dondoc.db.schema-001") == ["ok", "001", Self.uuid, "200"])
        #expect(try Data(contentsOf: elsewhere).isEmpty)
    }

    @Test("Killed between copy and migration, the next start copies again and goes on")
    func afterCopy() throws {
        defer { remove() }
        try make(1)
        let pool = try DatabasePool(path: path)
        try Store.copy(pool, 1)
        // Between then and the next start somebody wrote.
        try pool.write { try $0.execute(sql: "UPDATE installation SET moment = 99") }
        try pool.close()
        let store = try open()
        #expect(try store.lastMoment().seconds == 99)
        try store.close()
        #expect(try names() == ["dondoc.db.schema-001"])
        #expect(try contents("dondoc.db.schema-001") == ["ok", "001", Self.uuid, "200"])
    }

    @Test("Killed in the middle of a migration, the next start finds the schema of before")
    func withinMigration() async throws {
        defer { remove() }
        try make(1)
        let crashed = folder.appendingPathComponent("crashed")
        try FileManager.default.createDirectory(
            at: crashed, withIntermediateDirectories: true,
            attributes: [.posixPermissions: 0o700])
        var configuration = Configuration()
        configuration.prepareDatabase { try $0.execute(sql: "PRAGMA cache_size = 1") }
        let pool = try DatabasePool(path: path, configuration: configuration)
        var migrator = DatabaseMigrator()
        migrator.registerMigration("001") { _ in }
        let (source, target) = (path, crashed.appendingPathComponent("dondoc.db").path)
        migrator.registerMigration("002") { db in
            try db.execute(sql: Migration002.sql)
            for i in 0..<5_000 {
                try db.execute(
                    sql: "INSERT INTO change (at, verb, user) VALUES (?, 'x', 'x')", arguments: [i])
            }
            // What a kill leaves: pages of the transaction are in the log, its end is not.
            for end in ["", "-wal"] {
                try FileManager.default.copyItem(atPath: source + end, toPath: target + end)
            }
            throw CancellationError()
        }
        #expect(throws: CancellationError.self) { try migrator.migrate(pool) }
        try pool.close()
        let log = try FileManager.default.attributesOfItem(atPath: target + "-wal")
        #expect(log[.size] as? Int ?? 0 > 4_096)
        try Data().write(to: crashed.appendingPathComponent("dondoc.db.made"))
        let store = try Store(path: target, kind: .training, newMoment: Moment(seconds: 0))
        #expect(store.installation == Self.uuid)
        #expect(try await store.health().schema == newest())
        try store.close()
        #expect(
            try contents("crashed/dondoc.db.schema-001") == ["ok", "001", Self.uuid, "200"])
        #expect(try contents("crashed/dondoc.db").suffix(2) == [Self.uuid, "200"])
    }

    @Test("Killed between two migrations, the copy of the version that was left stays the last")
    func betweenMigrations() async throws {
        defer { remove() }
        try make(1)
        var migrator = DatabaseMigrator()
        for (name, sql) in Self.migrations.prefix(2) {
            migrator.registerMigration(name) { try $0.execute(sql: sql) }
        }
        migrator.registerMigration("003") { _ in throw CancellationError() }
        for _ in 0..<2 {
            let pool = try DatabasePool(path: path)
            #expect(throws: CancellationError.self) { try Store.upgrade(pool, by: migrator) }
            try pool.close()
            #expect(try contents("dondoc.db") == ["ok", "001", "002", Self.uuid, "200"])
            #expect(try names() == ["dondoc.db.schema-001"])
        }
        let store = try open()
        #expect(try await store.health().schema == newest())
        let left = try await store.pool.read { try Int.fetchOne($0, sql: "PRAGMA user_version") }
        #expect(left == 0)
        try store.close()
        #expect(try names() == ["dondoc.db.schema-001"])
        #expect(try contents("dondoc.db.schema-001") == ["ok", "001", Self.uuid, "200"])
    }

    @Test("An upgrade that was over but for its last word is no excuse to go without the next copy")
    func lastWord() async throws {
        defer { remove() }
        try make(1)
        try open().close()
        let pool = try DatabasePool(path: path)
        try await pool.write { try $0.execute(sql: "PRAGMA user_version = 1") }
        try pool.close()
        try open().close()
        let newest = try await newest()
        var next = DatabaseMigrator()
        for name in 1...newest + 1 {
            next.registerMigration(String(format: "%03d", name)) { _ in }
        }
        let again = try DatabasePool(path: path)
        try Store.upgrade(again, by: next)
        try again.close()
        #expect(try names() == ["dondoc.db.schema-001", "dondoc.db.schema-00\(newest)"])
    }
}
