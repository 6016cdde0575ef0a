import Foundation
import GRDB
import Glibc

/// A copy of a database that was made before its schema changed.
public struct StoreCopy: Hashable, Sendable {
    public let path: String
    /// The number of the newest migration in it.
    public let schema: Int
}

extension Store {
    /// How many copies are kept.
    private static let keptCopies = 2

    /// Copies of the database at `path` that stand beside it, the newest schema first.
    public static func copies(of path: String) -> [StoreCopy] {
        let (folder, name) = parts(path)
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        let stem = "\(name).schema-"
        return names.filter { $0.hasPrefix(stem) }.compactMap { file in
            Int(file.dropFirst(stem.count)).map {
                StoreCopy(path: "\(folder)/\(file)", schema: $0)
            }
        }.sorted { $0.schema > $1.schema }
    }

    /// When the last copy was made, in seconds since the Unix epoch by the wall clock; nil when there is
    /// none.
    public func lastCopied() -> Int? {
        Store.copies(of: path).compactMap { copy in
            var about = stat()
            return lstat(copy.path, &about) == 0 ? about.st_mtim.tv_sec : nil
        }.max()
    }

    /// Brings a database up to date, each migration in a transaction of its own, once a copy of what it
    /// was stands beside it.
    ///
    /// Where a crash cut that short, the next start goes on with the copy that was made first: what it
    /// finds half done is no version that anybody had. `PRAGMA user_version` remembers meanwhile which
    /// schema was left; otherwise it is 0.
    /// - Throws: `StoreFault.noCopy`, and then nothing is changed.
    static func upgrade(_ pool: DatabasePool, by migrator: DatabaseMigrator) throws {
        let applied = try pool.read { try migrator.appliedIdentifiers($0) }
        if !applied.isSuperset(of: migrator.migrations),
            let schema = applied.compactMap({ Int($0) }).max()
        {
            let left = try pool.read { try Int.fetchOne($0, sql: "PRAGMA user_version") ?? 0 }
            let isUnderWay = left > 0 && left < schema
            if !isUnderWay || !copies(of: pool.path).contains(where: { $0.schema == left }) {
                try copy(pool, schema)
                try remember(pool, schema)
            }
        }
        try migrator.migrate(pool)
        try remember(pool, 0)
    }

    private static func remember(_ pool: DatabasePool, _ schema: Int) throws {
        guard try pool.read({ try Int.fetchOne($0, sql: "PRAGMA user_version") }) != schema else {
            return
        }
        try pool.write { try $0.execute(sql: "PRAGMA user_version = \(schema)") }
    }

    /// Copies a database to a file beside it, `dondoc.db.schema-001`.
    ///
    /// The copy is whole and on the disk under its name before this returns, or it is not there: a
    /// crash leaves at most a `.part`.
    /// - Throws: `StoreFault.noCopy`.
    static func copy(_ pool: DatabasePool, _ schema: Int) throws {
        let digits = String(schema)
        let number = String(repeating: "0", count: max(0, 3 - digits.count)) + digits
        let copy = "\(pool.path).schema-\(number)"
        let part = copy + ".part"
        do {
            for left in [part, part + "-journal"] { unlink(left) }
            // SQLite fills an empty file and leaves its mode alone.
            let file = open(part, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
            guard file >= 0 else { throw CopyFault(errno) }
            defer { Glibc.close(file) }
            try pool.writeWithoutTransaction {
                try $0.execute(sql: "VACUUM INTO ?", arguments: [part])
            }
            try examine(part)
            guard fsync(file) == 0, rename(part, copy) == 0 else { throw CopyFault(errno) }
            try sync(folder: parts(copy).folder)
        } catch {
            for left in [part, part + "-journal"] { unlink(left) }
            throw StoreFault.noCopy(copy, describe(error))
        }
        for old in copies(of: pool.path).dropFirst(keptCopies) { unlink(old.path) }
    }

    private static func sync(folder: String) throws {
        let file = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard file >= 0 else { throw CopyFault(errno) }
        defer { Glibc.close(file) }
        guard fsync(file) == 0 else { throw CopyFault(errno) }
    }

    private static func parts(_ path: String) -> (folder: String, name: String) {
        let (folder, name) = (
            (path as NSString).deletingLastPathComponent, (path as NSString).lastPathComponent
        )
        return (folder.isEmpty ? "." : folder, name)
    }
}

/// What the system said.
private struct CopyFault: Error, CustomStringConvertible {
    let description: String

    init(_ code: Int32) { description = String(cString: strerror(code)) }
}
