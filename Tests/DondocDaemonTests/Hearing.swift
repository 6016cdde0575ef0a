import DondocAPI
import DondocCore
import DondocMail
import DondocPlanFile
import DondocStore
import Foundation
import GRDB
import Glibc
import TestSupport

@testable import DondocDaemon

extension Bench {
    /// From now on these hooks hear of notices.
    func hear(_ hooks: [HookSettings]) {
        var office = office.current
        office.settings.hooks = hooks
        self.office.replace(office)
    }

    /// A letter of a hook as it stands in the record.
    struct Heard {
        let id: Int
        let hook: String
        let slot: String
        let state: String
        let bytes: [UInt8]
        let view: NoticeView
    }

    /// Every letter of hooks, oldest first.
    func heard(_ hook: String? = nil) throws -> [Heard] {
        let queue = try DatabaseQueue(path: store.path)
        return try queue.read { db in
            try Row.fetchAll(
                db,
                sql: """
                    SELECT * FROM letter JOIN letter_text ON letter = id
                    WHERE channel GLOB 'hook:*' ORDER BY id
                    """)
        }.map { row in
            let bytes: Data = row["message"]
            return Heard(
                id: row["id"], hook: row["recipient"], slot: row["slot"], state: row["state"],
                bytes: Array(bytes), view: try JSONDecoder().decode(NoticeView.self, from: bytes))
        }.filter { hook == nil || $0.hook == hook }
    }

    /// Notices of hooks: whose, of which step, in which state, for which reason.
    func notices() throws -> [String] {
        let queue = try DatabaseQueue(path: store.path)
        return try queue.read { db in
            try String.fetchAll(
                db,
                sql: """
                    SELECT n.channel || ' ' || r.step || ' ' || n.state
                        || coalesce(' ' || n.reason, '')
                    FROM notice n JOIN reminder r ON r.id = n.reminder
                    WHERE n.channel <> 'mail' ORDER BY n.id
                    """)
        }
    }

    /// Gives hooks all that they are to be told at a moment.
    func take(at text: String) async throws {
        guard let now = Moment(written: text) else { throw StoreFault.damaged(text) }
        while let letter = try await store.pickHookLetter(
            wallClock: 1 << 40, at: now, busy: [], isOpen: true)
        {
            _ = try store.letter(
                letter, ended: .accepted, wallClock: 0, at: now, journal: { _ in nil })
        }
    }

    /// Lets the time pass for which letters wait.
    func skipWaits() throws {
        let queue = try DatabaseQueue(path: store.path)
        try queue.write { db in
            try db.execute(
                sql: "UPDATE letter SET next_try_at = 0 WHERE next_try_at IS NOT NULL")
        }
    }
}

extension HookSettings {
    init(
        _ name: String, _ on: Set<Event> = [], run: [String] = ["/usr/bin/true"],
        isFallback: Bool = false
    ) {
        self.init(name: name, run: run, on: on, isFallback: isFallback, isForTraining: true)
    }
}

/// Programs of hooks, lines of sh(1), in a folder of their own; `$here` is that folder.
final class Programs: Sendable {
    let folder: String

    init() throws {
        folder =
            FileManager.default.temporaryDirectory.resolvingSymlinksInPath()
            .appendingPathComponent("dondoc-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: true)
        chmod(folder, 0o755)
    }

    deinit { try? FileManager.default.removeItem(atPath: folder) }

    /// Puts it there, by another process: a descriptor of ours could be open for writing in the child of
    /// some other test (ETXTBSY).
    @discardableResult
    func install(_ name: String, _ body: String) throws -> String {
        let source = "\(folder)/\(name).source"
        try "#!/bin/sh\nhere='\(folder)'\n\(body)\n".write(
            toFile: source, atomically: true, encoding: .utf8)
        try Program("/usr/bin/install", ["-m", "0755", source, "\(folder)/\(name)"]).wait()
        return "\(folder)/\(name)"
    }

    func text(_ name: String) -> String? {
        try? String(contentsOfFile: "\(folder)/\(name)", encoding: .utf8)
    }

    /// Opens whatever stands there; whom to trust is asked in tests of its own.
    static let untrusting: @Sendable (HookSettings) -> Hook? = { settings in
        Hook(
            name: settings.name, path: settings.run[0],
            arguments: Array(settings.run.dropFirst())
        ) { path in
            let descriptor = open(path, O_RDONLY | O_CLOEXEC)
            return descriptor < 0 ? .failure(Obstacle("?", fix: "?")) : .success(descriptor)
        }
    }
}
