import DondocAPI
import DondocStore
import DondocSystemd
import Foundation

/// Whether the daemon's files are in the right hands, before any of them is opened.
///
/// What lets others write, or a stranger read the database, is refused: 78, or 73 where the socket
/// cannot be made. What may be meant, a group that shares the work, `status` warns of.
enum Custody {
    static let files = ["dondoc.db", "dondoc.db-wal", "dondoc.db-shm", "dondoc.db.made", "lock"]

    /// The state folder and what it holds; makes the folder where there is none.
    ///
    /// - Throws: `Stop`.
    static func state(_ folder: String) throws {
        try judged(folder) {
            if try Trust.facts(folder) == nil {
                try FileManager.default.createDirectory(
                    atPath: folder, withIntermediateDirectories: true,
                    attributes: [.posixPermissions: 0o700])
            }
            try examine(folder)
        }
    }

    private static func examine(_ folder: String) throws {
        try Trust.ownFolder(folder)
        for path in held(folder) { try Trust.ownFile(path, hidden: 0o007) }
    }

    /// The daemon's own files of a state folder, and the copies that were made before migrations.
    private static func held(_ folder: String) -> [String] {
        files.map { "\(folder)/\($0)" } + Store.copies(of: "\(folder)/dondoc.db").map(\.path)
    }

    /// The folder in which a socket of our own is to be.
    ///
    /// - Throws: `Stop`.
    static func socket(_ path: String) throws {
        let folder = (path as NSString).deletingLastPathComponent
        try judged(folder.isEmpty ? "." : folder) {
            try Trust.sharedFolder(folder.isEmpty ? "." : folder)
        }
    }

    // MARK: While it runs

    /// What the state's owner and modes have become since the start: the next one would refuse them,
    /// or a group reads along.
    static func troubles(state folder: String) -> [Trouble] {
        do {
            try examine(folder)
        } catch let why as Distrust {
            return [
                Trouble(
                    cause: .custody, what: Words.willNotStart(Words.distrusted(why)),
                    mend: Words.mend(why))
            ]
        } catch {
            return [
                Trouble(
                    cause: .custody, what: Words.willNotStart("\(error)"), mend: Words.Mend.custody)
            ]
        }
        return held(folder).filter { (try? Trust.isShared($0, 0o040)) == true }.map { path in
            shared(path, Words.groupReads(path), Words.Mend.groupReads(path))
        }
    }

    /// What a group or a stranger could do to the configuration; what everybody could is refused where
    /// the files are read.
    ///
    /// `files` are the names of those in its folders. Of several in a folder, and of several of
    /// one stranger's, one warning tells.
    static func troubles(config folder: String, files: [String]) -> [Trouble] {
        let folders = ["agencies", "calendar", "plans"]
        let tops =
            [folder, "\(folder)/\(ConfigFolder.settingsName)"]
            + files.filter { !$0.contains("/") }.map { "\(folder)/\($0)" }
        let parts = folders.map { name in
            ["\(folder)/\(name)"]
                + files.filter { $0.hasPrefix(name + "/") }.map { "\(folder)/\($0)" }
        }
        let written = (tops.map { [$0] } + parts).compactMap { part -> Trouble? in
            let open = part.filter { Trust.isWritten($0, 0o020) }
            guard let path = open.first, let top = part.first else { return nil }
            let mend = open.count > 1 ? Words.Mend.groupWrites(all: top) : nil
            return shared(path, Words.groupWrites(path), mend ?? Words.Mend.groupWrites(path))
        }
        var owners: Set<String> = []
        let foreign = (tops + parts.joined()).compactMap { path -> Trouble? in
            guard let owner = Trust.foreigner(path), owners.insert(owner).inserted else {
                return nil
            }
            return shared(path, Words.foreignConfig(path, owner), Words.Mend.foreignConfig(path))
        }
        return written + foreign
    }

    private static func shared(_ path: String, _ what: String, _ mend: String) -> Trouble {
        Trouble(cause: .shared, subject: path, what: what, mend: mend)
    }

    private static func judged(_ path: String, _ look: () throws -> Void) throws {
        do {
            try look()
        } catch let why as Distrust {
            throw Stop(status: ExitStatus.configuration, reason: Words.distrust(why))
        } catch {
            throw Stop(
                status: ExitStatus.cannotWrite, reason: Words.cannotWrite(path, "\(error)"))
        }
    }
}
