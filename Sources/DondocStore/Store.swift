public import DondocCore
import Foundation
import GRDB
import Synchronization

/// The database file: one writing connection, which also checkpoints; readers that cannot write.
///
/// WAL with synchronous=FULL: a commit that was answered survives a power cut (`reliability.md` 1).
public struct Store: Sendable {
    /// Whether the office lives by the wall clock or by the training clock.
    public enum Kind: String, Sendable { case real, training }

    let pool: DatabasePool
    public let path: String
    /// 32 hexadecimal digits, made once.
    public let installation: String
    public let kind: Kind
    private let closed = Once()

    /// Opens the database, or makes it with `newMoment` as its first moment.
    ///
    /// A file beside it remembers that it was made: when the database is gone then, it is damage and
    /// not a new beginning.
    /// - Parameters:
    ///   - path: The database file.
    ///   - kind: What the state is stamped as; another kind is refused.
    ///   - newMoment: The first moment of a new state.
    ///   - isThrownAway: Nothing of it is to survive: it is not synced to the disk.
    /// - Throws: `StoreFault`; GRDB's `DatabaseError` when the file cannot be read or written.
    public init(path: String, kind: Kind, newMoment: Moment, isThrownAway: Bool = false) throws {
        var configuration = Configuration()
        configuration.foreignKeysEnabled = true
        configuration.busyMode = .timeout(5)
        configuration.maximumReaderCount = 4
        configuration.label = "dondoc"
        configuration.prepareDatabase { db in
            try db.execute(sql: "PRAGMA trusted_schema = 0")
            try db.execute(sql: "PRAGMA cell_size_check = 1")
            try db.execute(sql: "PRAGMA mmap_size = 0")
        }
        self.path = path
        let marker = path + ".made"
        let isMade = FileManager.default.fileExists(atPath: marker)
        if isMade, !FileManager.default.fileExists(atPath: path) {
            throw StoreFault.damaged(Store.missing)
        }
        if !isThrownAway { try Store.examine(path) }
        do {
            pool = try DatabasePool(path: path, configuration: configuration)
        } catch let error as DatabaseError where Store.isDamage(error) {
            throw StoreFault.damaged(error.message ?? "")
        }
        // GRDB sets NORMAL once WAL is on, after prepareDatabase has run.
        let mode = isThrownAway ? "OFF" : "FULL"
        try pool.writeWithoutTransaction { try $0.execute(sql: "PRAGMA synchronous = \(mode)") }
        if !isThrownAway { try Store.check(pool) }
        try Store.migrate(pool)
        let row = try pool.write { db in
            if isMade, try Row.fetchOne(db, sql: "SELECT 1 FROM installation") == nil {
                throw StoreFault.damaged(Store.missing)
            }
            try db.execute(
                sql: """
                    INSERT INTO installation (one, uuid, kind, created_at, moment)
                    SELECT 1, lower(hex(randomblob(16))), ?, ?, ?
                    WHERE NOT EXISTS (SELECT 1 FROM installation)
                    """,
                arguments: [kind.rawValue, newMoment.seconds, newMoment.seconds])
            return try Row.fetchOne(db, sql: "SELECT uuid, kind FROM installation")
        }
        guard let row, let found = Kind(rawValue: row["kind"]) else {
            throw StoreFault.damaged("installation")
        }
        guard found == kind else { throw StoreFault.wrongKind(found) }
        if !isMade { try Data().write(to: URL(fileURLWithPath: marker)) }
        installation = row["uuid"]
        self.kind = kind
    }

    private static let missing = "no data where there were some"

    /// Looks at an existing file without being able to write: damage is told, never touched.
    static func examine(_ path: String) throws {
        guard FileManager.default.fileExists(atPath: path) else { return }
        var configuration = Configuration()
        configuration.readonly = true
        do {
            let queue = try DatabaseQueue(path: path, configuration: configuration)
            let answer = try queue.read { db in
                try String.fetchOne(db, sql: "PRAGMA quick_check(1)")
            }
            guard answer == "ok" else { throw StoreFault.damaged(answer ?? "quick_check") }
            try queue.close()
        } catch let error as DatabaseError where isDamage(error) {
            throw StoreFault.damaged(error.message ?? "")
        }
    }

    /// The settings on which durability rests.
    private static func check(_ pool: DatabasePool) throws {
        try pool.writeWithoutTransaction { db in
            let mode = try String.fetchOne(db, sql: "PRAGMA journal_mode")
            let synchronous = try Int.fetchOne(db, sql: "PRAGMA synchronous")
            let foreign = try Int.fetchOne(db, sql: "PRAGMA foreign_keys")
            guard mode == "wal", synchronous == 2, foreign == 1 else {
                throw StoreFault.unsafe(
                    "journal_mode=\(mode ?? "?") synchronous=\(synchronous ?? -1)")
            }
        }
    }

    private static func isDamage(_ error: DatabaseError) -> Bool {
        [.SQLITE_CORRUPT, .SQLITE_NOTADB].contains(error.resultCode)
    }

    private static func migrate(_ pool: DatabasePool) throws {
        var migrator = DatabaseMigrator()
        migrator.registerMigration("001") { try $0.execute(sql: Migration001.sql) }
        migrator.registerMigration("002") { try $0.execute(sql: Migration002.sql) }
        migrator.registerMigration("003") { try $0.execute(sql: Migration003.sql) }
        migrator.registerMigration("004") { try Migration004.run($0) }
        migrator.registerMigration("005") { try $0.execute(sql: Migration005.sql) }
        migrator.registerMigration("006") { try $0.execute(sql: Migration006.sql) }
        migrator.registerMigration("007") { try $0.execute(sql: Migration007.sql) }
        if try pool.read({ db in try migrator.hasBeenSuperseded(db) }) {
            throw StoreFault.newerSchema
        }
        try Store.upgrade(pool, by: migrator)
    }

    /// The last moment that was recorded: where the training clock goes on.
    public func lastMoment() throws -> Moment {
        try pool.read { db in
            Moment(seconds: try Int.fetchOne(db, sql: "SELECT moment FROM installation") ?? 0)
        }
    }

    /// Records that the office's clock has reached a moment; it never goes back.
    public func reached(_ moment: Moment) throws {
        try pool.write { db in try Store.reached(db, moment) }
    }

    static func reached(_ db: Database, _ moment: Moment) throws {
        try db.execute(
            sql: "UPDATE installation SET moment = max(moment, ?)", arguments: [moment.seconds])
    }

    /// What a database error says, without the statement that met it.
    public static func describe(_ error: any Error) -> String {
        guard let error = error as? DatabaseError else { return "\(error)" }
        return error.message ?? "SQLite \(error.extendedResultCode.rawValue)"
    }

    /// The transaction was rolled back for want of room; it may be tried again.
    public static func isOutOfSpace(_ error: any Error) -> Bool {
        (error as? DatabaseError)?.resultCode == .SQLITE_FULL
    }

    /// The statement was given up because whoever wanted it has gone.
    public static func isInterrupted(_ error: any Error) -> Bool {
        [.SQLITE_INTERRUPT, .SQLITE_ABORT].contains((error as? DatabaseError)?.resultCode)
    }

    /// Another process holds the database.
    public static func isBusy(_ error: any Error) -> Bool {
        [.SQLITE_BUSY, .SQLITE_LOCKED].contains((error as? DatabaseError)?.resultCode)
    }

    /// SQLite failed, whatever it was about.
    public static func isDatabaseError(_ error: any Error) -> Bool { error is DatabaseError }

    /// The database itself failed: what was committed is unknown until it is read again.
    public static func isFault(_ error: any Error) -> Bool {
        [.SQLITE_IOERR, .SQLITE_CORRUPT, .SQLITE_NOTADB, .SQLITE_READONLY, .SQLITE_CANTOPEN]
            .contains((error as? DatabaseError)?.resultCode)
    }

    /// Brings everything into the one file, then closes every connection; once.
    public func close() throws {
        guard closed.isFirst() else { return }
        try pool.writeWithoutTransaction { db in
            // An interrupt that met no statement waits for the next one; a checkpoint, which is none,
            // would fail by it (sqlite3_interrupt).
            _ = try Int.fetchOne(db, sql: "SELECT 1")
            _ = try db.checkpoint(.truncate)
        }
        try pool.close()
    }
}

/// Why a state cannot be used.
public enum StoreFault: Error, Sendable, Equatable {
    /// quick_check failed; nothing was changed.
    case damaged(String)
    case newerSchema
    /// A training state with the real clock, or the other way round.
    case wrongKind(Store.Kind)
    case unsafe(String)
    /// The copy that must stand before a migration could not be made: where, and why not.
    case noCopy(String, String)
}

/// Answers true to the first who asks.
private final class Once: Sendable {
    private let isAsked = Mutex(false)

    func isFirst() -> Bool {
        isAsked.withLock { asked in
            defer { asked = true }
            return !asked
        }
    }
}
