public import DondocCore
import Foundation
import GRDB
import Glibc

/// What a start finds of the time before it.
public struct Awakening: Sendable {
    /// The latest moment that is recorded.
    public let last: Moment
    /// The database is not the one that was here last: an older one was put back, or it is a copy.
    public let isCopy: Bool
    /// A plan was loaded, or a letter was sent.
    public let hasHistory: Bool
}

/// Signs of life, and how a copy is told from the database that it was made of.
///
/// The database counts its signs, and a file beside it has the last count: where the file is ahead, the
/// database was put back. What a copy elsewhere says of its file and machine is not so there.
extension Store {
    /// Records a start; `judge` says whether letters are held, in the same transaction.
    ///
    /// `home` says which file on which machine the database is: of a copy it says something else. It is
    /// kept as a hash.
    public func awake(
        at now: Moment, home: String,
        judge: (Awakening) -> (hold: NewHold, journal: JournalEntry)?
    ) throws {
        let home = String(SHA256.hex("dondoc\u{1f}\(home)").prefix(32))
        let known = Store.count(beside: path)
        let count = try pool.write { db in
            let found = try Store.awakening(db, home: home, known: known)
            if found.hasHistory, let (hold, journal) = judge(found) {
                _ = try Store.hold(db, automatically: hold, at: now, journal: journal)
            }
            return try Store.sign(db, at: now.seconds, home: home, beside: known)
        }
        Store.remember(count, beside: path)
    }

    /// Whether a plan was loaded or a letter was sent.
    public func hasHistory() throws -> Bool { try pool.read { try Store.hasHistory($0) } }

    private static func hasHistory(_ db: Database) throws -> Bool {
        try Bool.fetchOne(
            db,
            sql: """
                SELECT EXISTS (SELECT 1 FROM plan)
                    OR EXISTS (SELECT 1 FROM letter WHERE sent_at IS NOT NULL)
                """) ?? false
    }

    /// Records that the daemon lives, by the wall clock.
    ///
    public func live(at wallClock: Int) throws {
        let known = Store.count(beside: path)
        let count = try pool.write { db in
            try Store.sign(db, at: wallClock, home: nil, beside: known)
        }
        Store.remember(count, beside: path)
    }

    private static func awakening(_ db: Database, home: String, known: Int?) throws -> Awakening {
        let moment = try Int.fetchOne(db, sql: "SELECT moment FROM installation") ?? 0
        let life = try Row.fetchOne(db, sql: "SELECT at, count, home FROM life")
        var isCopy = false
        if let life {
            let count: Int = life["count"]
            // With one sign of life, a crash may have come before the file was written.
            isCopy =
                (known ?? 0) > count || (known == nil && count > 1)
                || (life["home"] as String?).map { $0 != home } ?? false
        }
        return Awakening(
            last: Moment(seconds: max(moment, life?["at"] ?? moment)), isCopy: isCopy,
            hasHistory: try hasHistory(db))
    }

    /// The count stays at one until a file has it: without the file a higher one would be a copy's.
    ///
    /// - Returns: How many signs there were.
    private static func sign(_ db: Database, at wallClock: Int, home: String?, beside known: Int?)
        throws -> Int
    {
        try Int.fetchOne(
            db,
            sql: """
                INSERT INTO life VALUES (1, ?1, coalesce(?3, 0) + 1, ?2)
                ON CONFLICT (one) DO UPDATE SET at = max(at, ?1), home = coalesce(?2, home),
                    count = iif(?3 IS NULL AND count = 1, 1, max(count, coalesce(?3, 0)) + 1)
                RETURNING count
                """, arguments: [wallClock, home, known]) ?? 1
    }

    // MARK: The file beside

    /// The count that the file beside a database has; nil where it has none.
    private static func count(beside path: String) -> Int? {
        (try? String(contentsOfFile: path + ".made", encoding: .utf8)).flatMap { text in
            text.split(separator: "\n").first.flatMap { Int($0) }
        }
    }

    /// Puts a new file in the place of the old one: whole and on the disk, or not at all.
    ///
    /// Where it cannot be, the old one stays: a count that is behind says nothing.
    private static func remember(_ count: Int, beside path: String) {
        let (marker, part) = (path + ".made", path + ".made.part")
        let file = open(part, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard file >= 0 else { return }
        let bytes = Array("\(count)\n".utf8)
        let isWritten = Glibc.write(file, bytes, bytes.count) == bytes.count && fsync(file) == 0
        Glibc.close(file)
        guard isWritten, rename(part, marker) == 0 else {
            unlink(part)
            return
        }
        guard let folder = folder(of: path) else { return }
        fsync(folder)
        Glibc.close(folder)
    }

    private static func folder(of path: String) -> Int32? {
        let name = (path as NSString).deletingLastPathComponent
        let file = open(name.isEmpty ? "." : name, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        return file >= 0 ? file : nil
    }
}
