import DondocAPI
import DondocCore
import DondocMail
import DondocPlanFile
import DondocStore
import Foundation
import Glibc
import Testing
import TestSupport

@testable import DondocDaemon

/// The programs that are shipped, given what the daemon composes.
@Suite struct ShippedHookTests {
    private static let root = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../..").standardizedFileURL

    private func told(by courier: (Bench) throws -> HookCourier, _ hook: HookSettings) async throws
        -> Bench
    {
        let b = try Bench(at: "2023-06-05 08:00")
        b.sendMail()
        b.hear([hook])
        try await b.load(Bench.plan("p", due: "trước ngày 16/6/2023"))
        try await b.tell(at: "2023-06-05 08:00")
        let courier = try courier(b)
        let task = Task { try await courier.run() }
        while try b.heard().contains(where: { $0.state != "sent" }) { await Task.yield() }
        task.cancel()
        try await task.value
        return b
    }

    private func courier(_ b: Bench) throws -> HookCourier {
        signal(SIGPIPE, SIG_IGN)
        return try HookCourier(
            store: b.store, clock: b.clock, office: b.office,
            journal: try JournalWorker(store: b.store, sink: .stderr),
            program: Programs.untrusting)
    }

    @Test("The file drop leaves one file under the reminder's name, however often it is run")
    func fileDrop() async throws {
        let folder = try Programs()
        let drop = Self.root.appending(path: "config/hooks/file-drop").path
        let b = try await told(
            by: courier, .init("van-ban", [.assigned], run: [drop, folder.folder]))
        defer { b.remove() }
        let notice = try b.heard()[0]
        let name = "plan_p_lead_t_so_1_assigned-2023-06-05.json"
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.folder) == [name])
        let settings = try #require(b.office.current.settings.hooks.first)
        let again = Programs.untrusting(settings)?.deliver(
            notice.bytes, id: notice.view.reminderId, accepted: {})
        #expect(again == Delivery(.accepted))
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.folder) == [name])
        #expect(folder.text(name)?.utf8.elementsEqual(notice.bytes) == true)
        // Two long names that differ at their ends are two files of names that a disk takes.
        for end in ["a", "b"] {
            let id = String(repeating: "khoa-rat-dai/", count: 40) + end
            #expect(
                Programs.untrusting(settings)?.deliver(notice.bytes, id: id, accepted: {})
                    == Delivery(.accepted))
        }
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.folder).count == 3)
    }

    @Test("The webhook posts what was composed, byte for byte, with the reminder's name")
    func webhook() async throws {
        let folder = try Programs()
        let (input, output) = (Pipe(), Pipe())
        let peer = try Program(
            "/usr/bin/python3",
            [
                Self.root.appending(path: "Tests/DondocMailTests/web_peer.py").path,
                folder.folder + "/posts",
            ], input: input, output: output)
        let port = String(decoding: output.fileHandleForReading.availableData, as: UTF8.self)
            .trimmingCharacters(in: .newlines)
        let hook = Self.root.appending(path: "config/hooks/webhook").path
        let b = try await told(
            by: courier, .init("chat", [.assigned], run: [hook, "http://127.0.0.1:\(port)/204"]))
        defer { b.remove() }
        // Its standard input may be open in a child of another test: closing it here would not end it.
        kill(peer.id, SIGKILL)
        peer.wait()
        try input.fileHandleForWriting.close()
        // Not sooner: the peer may still be writing the end of its line.
        try output.fileHandleForReading.close()
        struct Post: Decodable {
            let headers: [String: String]
            let body: String
        }
        let posts = try #require(folder.text("posts")).split(separator: "\n").map {
            try JSONDecoder().decode(Post.self, from: Data($0.utf8))
        }
        let notice = try b.heard()[0]
        #expect(posts.map { Array($0.body.utf8) } == [notice.bytes])
        #expect(posts.first?.headers["idempotency-key"] == notice.view.reminderId)
    }
}
