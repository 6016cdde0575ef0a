import DondocAPI
import DondocSystemd
import Foundation

/// Whether the daemon's files are in the right hands, before any of them is opened.
///
/// What lets others write, or a stranger read the database, is refused: 78, or 73 where the socket
/// cannot be made. What may be meant, a group that shares the work, is only remarked.
enum Custody {
    static let files = ["dondoc.db", "dondoc.db-wal", "dondoc.db-shm", "dondoc.db.made", "lock"]

    /// The state folder and what it holds; makes the folder where there is none.
    ///
    /// - Returns: What should be known.
    /// - Throws: `Stop`.
    static func state(_ folder: String) throws -> [String] {
        try judged(folder) {
            if try Trust.facts(folder) == nil {
                try FileManager.default.createDirectory(
                    atPath: folder, withIntermediateDirectories: true,
                    attributes: [.posixPermissions: 0o700])
            }
            try Trust.ownFolder(folder)
            for name in files { try Trust.ownFile("\(folder)/\(name)", hidden: 0o007) }
            let shared = try files.map { "\(folder)/\($0)" }.filter {
                try Trust.isShared($0, 0o040)
            }
            return shared.map(Words.groupReads)
        }
    }

    /// The folder in which a socket of our own is to be.
    ///
    /// - Throws: `Stop`.
    static func socket(_ path: String) throws {
        let folder = (path as NSString).deletingLastPathComponent
        _ = try judged(folder.isEmpty ? "." : folder) {
            try Trust.sharedFolder(folder.isEmpty ? "." : folder)
            return []
        }
    }

    /// What a group or a stranger could do to the configuration; what everybody could is refused where
    /// the files are read.
    static func config(_ folder: String) -> [String] {
        let parts = ["", "/dondoc.yaml", "/agencies", "/calendar"].map { folder + $0 }
        let shared = parts.filter { (try? Trust.isShared($0, 0o020)) == true }
        let foreign = parts.compactMap { part in
            Trust.foreigner(part).map { Words.foreignConfig(part, $0) }
        }
        return shared.map(Words.groupWrites) + foreign.prefix(1)
    }

    private static func judged(_ path: String, _ look: () throws -> [String]) throws -> [String] {
        do {
            return try look()
        } catch let why as Distrust {
            throw Stop(status: ExitStatus.configuration, reason: Words.distrust(why))
        } catch {
            throw Stop(
                status: ExitStatus.cannotWrite, reason: Words.cannotWrite(path, "\(error)"))
        }
    }
}
