import ArgumentParser
import DondocAPI
import Foundation
import Testing

@testable import DondocCLI

/// Verbs against a daemon that is canned.
@Suite struct TalkTests {
    private let ambiguous = Problem(
        title: "ambiguous", status: 409, detail: "nhiều đầu việc", exit: 66, items: ["p/t/2023/a"])
    private let none = Problem(title: "no such thing", status: 404, detail: "không có", exit: 66)

    private func show(_ server: CannedServer, _ id: String, _ more: [String] = [])
        throws -> ShowCommand.Answer
    {
        let command = try #require(
            try parsed(["show", id, "--socket", server.path] + more) as? ShowCommand)
        var daemon = command.global.daemon()
        return try command.look(&daemon)
    }

    @Test("show asks for an obligation, and only then for a task", arguments: [409, 404])
    func showsTask(status: Int) throws {
        let first = status == 409 ? ambiguous : none
        let server = try CannedServer(answering: [first, Canned.task])
        let answer = try show(server, "p/t", ["--at", "30/6/2023"])
        guard case .task(let body) = answer else {
            Issue.record("no task")
            return
        }
        #expect(try decoded(TaskView.self, body) == Canned.task)
        #expect(
            server.asked == [
                "GET /v1/obligation?id=p%2Ft&at=2023-06-30", "GET /v1/task?id=p%2Ft&at=2023-06-30",
            ])
    }

    @Test("show tells the first refusal where neither is there")
    func keepsFirst() throws {
        let server = try CannedServer(answering: [ambiguous, none])
        let failure = try #require(throws: Failure.self) { _ = try show(server, "p/t/2023") }
        #expect(failure == Failure(66, ["nhiều đầu việc", "p/t/2023/a"]))
    }

    @Test(
        "What cannot be a task is not asked for as one",
        arguments: ["40", "p/t/2023/a", "p//", "p"])
    func noTask(id: String) throws {
        let server = try CannedServer(answering: [none, Canned.task])
        #expect(throws: Failure(66, ["không có"])) { _ = try show(server, id) }
        #expect(server.asked.count == 1)
    }

    @Test("A refusal for another reason is not a task's")
    func forbidden() throws {
        let no = Problem(title: "no", status: 403, detail: "không được phép", exit: 77)
        let server = try CannedServer(answering: [no, Canned.task])
        #expect(throws: Failure(77, ["không được phép"])) { _ = try show(server, "p/t") }
        #expect(server.asked.count == 1)
    }

    @Test("A verb posts its body once, and prints what came")
    func posts() throws {
        let server = try CannedServer(answering: [Canned.detail, Canned.change])
        var one = try parsed([
            "return", "40", "--reason", "Thiếu phụ lục", "--socket", server.path,
        ])
        try one.run()
        var many = try parsed([
            "confirm", "--plan", "p", "--state", "claimed", "--socket", server.path,
        ])
        try many.run()
        #expect(
            server.asked == [
                "POST /v1/obligation/return?id=40",
                "POST /v1/obligation/confirm?plan=p&state=claimed",
            ])
        #expect(server.bodies == [#"{"reason":"Thiếu phụ lục"}"#, "{}"])
    }

    @Test("undo names its change, or none") func undo() throws {
        let server = try CannedServer(answering: [Canned.change, Canned.change])
        var last = try parsed(["undo", "--dry-run", "--socket", server.path])
        try last.run()
        var named = try parsed(["undo", "41", "--reason", "nhầm", "--socket", server.path])
        try named.run()
        #expect(server.asked == ["POST /v1/undo?dry-run=1", "POST /v1/undo"])
        #expect(try decoded(UndoRequest.self, Array(server.bodies[0].utf8)) == UndoRequest())
        #expect(
            try decoded(UndoRequest.self, Array(server.bodies[1].utf8))
                == UndoRequest(change: 41, reason: "nhầm"))
    }

    @Test("Files are hashed here, one change each; one that is missing stops all of them")
    func attach() throws {
        let folder = FileManager.default.temporaryDirectory.appending(
            path: "dondoc-attach-\(UInt32.random(in: 0...UInt32.max))")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let abc = folder.appending(path: "bien-ban.txt")
        try Data("abc".utf8).write(to: abc)
        // FIPS 180, appendix B.1.
        let digest = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"

        let no = Problem(title: "no", status: 403, detail: "không được phép", exit: 77)
        let server = try CannedServer(answering: [Canned.detail, no])
        var missing = try parsed(["attach", "40", abc.path, "/none/x", "--socket", server.path])
        #expect(throws: Failure.self) { try missing.run() }
        #expect(server.asked.isEmpty)

        var two = try parsed(["attach", "40", abc.path, abc.path, "--socket", server.path])
        let failure = try #require(throws: Failure.self) { try two.run() }
        #expect(failure.status == 77 && failure.lines.last?.contains(abc.path) == true)
        var sent = ActRequest()
        (sent.file, sent.name) = (digest, "bien-ban.txt")
        for body in server.bodies {
            #expect(try decoded(ActRequest.self, Array(body.utf8)) == sent)
        }
        #expect(server.asked.count == 2)
    }

    @Test("done sends the hash of its file") func done() throws {
        let server = try CannedServer(answering: [Canned.detail])
        var done = try parsed(["done", "40", "--file", "/dev/null", "--socket", server.path])
        // No regular file: nothing is sent.
        #expect(throws: Failure.self) { try done.run() }
        #expect(server.asked.isEmpty)
        var real = try parsed(["done", "40", "--file", #filePath, "--socket", server.path])
        try real.run()
        let sent = try decoded(ActRequest.self, Array(server.bodies[0].utf8))
        #expect(sent.file == (try Files.digest(#filePath)) && sent.name == nil)
    }

    @Test("A trail that is not whole ends with 1; the kept head goes along")
    func audit() throws {
        let server = try CannedServer(answering: [Canned.wholeTrail, Canned.brokenTrail])
        let hash = String(repeating: "0123456789ABCDEF", count: 4)
        var whole = try parsed(["audit", "verify", "--socket", server.path])
        try whole.run()
        var broken = try parsed([
            "audit", "verify", "--head", "1204:\(hash)", "--socket", server.path,
        ])
        #expect(throws: Failure(1, [])) { try broken.run() }
        #expect(
            server.asked == [
                "GET /v1/audit", "GET /v1/audit?head=1204%3A\(hash.lowercased())",
            ])
    }

    @Test("list asks with its day, its basis and what is asked; totals are asked elsewhere")
    func list() throws {
        let server = try CannedServer(answering: [Canned.list, Canned.counts])
        let more = ["--by", "original", "--asked", "--at", "30/6/2023", "--socket", server.path]
        var list = try parsed(["list", "--plan", "p", "-n", "9"] + more)
        try list.run()
        var totals = try parsed(["list", "--totals", "--csv"] + more)
        try totals.run()
        #expect(
            server.asked == [
                "GET /v1/obligations?plan=p&by=original&asked=1&at=2023-06-30&limit=9&offset=0",
                "GET /v1/counts?by=original&asked=1&at=2023-06-30",
            ])
    }

    @Test("log asks for one change, next for so many") func others() throws {
        let server = try CannedServer(answering: [Canned.trail, Canned.next])
        var log = try parsed(["log", "--change", "41", "--socket", server.path])
        try log.run()
        var next = try parsed(
            rearranged(["--json", "next", "-n", "5", "--socket", server.path]))
        try next.run()
        #expect(
            server.asked == [
                "GET /v1/log?change=41&limit=100", "GET /v1/next?limit=5&offset=0",
            ])
    }

    @Test("Who waits long is told so once, and still gets the answer")
    func waiting() throws {
        let head = "HTTP/1.1 200 OK\r\nContent-Length: 7\r\n\r\n"
        let server = try CannedServer([["", head, "{\"a\":1}"]], pause: 150_000)
        var told = 0
        var request = HTTPRequest(path: "/v1/audit")
        request.whileWaiting = (20, { told += 1 })
        let answer = try exchange(request, socket: server.path, seconds: 5)
        #expect(answer.body.count == 7 && told == 1)
    }
}
