import DondocCore
import Foundation
import Glibc
import Testing
import TestSupport

@testable import DondocMail

private let notice = #"{"kind":"overdue","title":"Báo cáo 6 tháng"}"#
private let id = "0b1c.2@example.test"

/// Runs a program of the repository's `config/hooks`, or another one.
private func run(
    _ path: String, _ arguments: [String] = [], seconds: Int = 20, accepted: () -> Void = {}
) -> Delivery {
    signal(SIGPIPE, SIG_IGN)
    return Hook(name: "thu", path: path, arguments: arguments, open: plainly)
        .deliver(Array(notice.utf8), id: id, seconds: seconds, accepted: accepted)
}

private func run(_ fake: Fake, seconds: Int = 20) -> Delivery {
    // The folder goes with the object.
    withExtendedLifetime(fake) { run(fake.path, seconds: seconds) }
}

private func shipped(_ name: String) -> String {
    URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appendingPathComponent("config/hooks/\(name)").path
}

@Suite struct HookTests {
    @Test("It has its arguments untouched by any shell, four variables, and the notice as it is")
    func call() throws {
        let fake = try Fake(
            """
            for word; do echo "[$word]"; done >$here.arguments
            env >$here.environment
            cat >$here.notice
            """)
        var calls = 0
        let words = ["$HOME", "a b", "*", "; rm -rf x", ""]
        #expect(run(fake.path, words, accepted: { calls += 1 }) == Delivery(.accepted))
        #expect(calls == 1)
        #expect(fake.text("sendmail.arguments") == words.map { "[\($0)]\n" }.joined())
        #expect(fake.text("sendmail.notice") == notice)
        let names = try #require(fake.text("sendmail.environment")).split(separator: "\n")
            .filter { line in
                !["PWD=", "OLDPWD=", "_=", "SHLVL="].contains { line.hasPrefix($0) }
            }
        #expect(
            Set(names) == [
                "PATH=/usr/sbin:/usr/bin:/sbin:/bin", "LANG=C.UTF-8", "TZ=Asia/Ho_Chi_Minh",
                "DONDOC_REMINDER_ID=\(id)",
            ])
    }

    @Test(
        "0 is done, 75 is later, every other status is never",
        arguments: [
            (0, Kind.accepted), (1, .refused), (64, .refused), (74, .refused),
            (75, .notAccepted), (76, .refused), (127, .refused), (255, .refused),
        ])
    func statuses(status: Int, expected: Kind) throws {
        let outcome = run(try Fake("cat >/dev/null; exit \(status)")).outcome
        #expect(kind(outcome) == expected)
        #expect(status == 0 || reason(outcome) == "hook thu kết thúc với mã \(status)")
    }

    @Test("What became of a notice whose hook was stopped, nobody knows")
    func stopped() throws {
        let hangs = run(try Fake("echo stuck >&2; sleep 1000"), seconds: 1).outcome
        #expect(
            told(hangs, in: .en)
                == "unsure: hook thu was not done after 1 second and was stopped: stuck")
        let killed = run(try Fake("kill -9 $$")).outcome
        #expect(told(killed) == "unsure: hook thu bị dừng bởi tín hiệu 9")
    }

    @Test("A hook need not read what it is told, however long")
    func unread() throws {
        #expect(run(try Fake("exec <&-; exit 0")).outcome == .accepted)
    }

    @Test("A program that is not there, or is none, is tried again")
    func absent() throws {
        let fake = try Fake("exit 0")
        chmod(fake.path, 0o644)
        #expect(kind(run(fake.path).outcome) == .notAccepted)
        #expect(reason(run(fake.path + "x").outcome).hasPrefix("không chạy được hook thu: "))
    }

    @Test("The shipped file drop leaves one whole file for each notice, twice told or not")
    func fileDrop() throws {
        let fake = try Fake("")
        for _ in 1...2 {
            #expect(run(shipped("file-drop"), [fake.folder.path]).outcome == .accepted)
        }
        let dropped = try FileManager.default.contentsOfDirectory(atPath: fake.folder.path)
            .filter { $0.contains("example.test") }
        #expect(dropped == ["\(id).json"])
        #expect(fake.text("\(id).json") == notice)
        let missing = run(shipped("file-drop"), [fake.file("none")]).outcome
        #expect(kind(missing) == .notAccepted)
        #expect(kind(run(shipped("file-drop")).outcome) == .refused)
    }

    @Test("The shipped webhook posts the notice with its identity, and tells later from never")
    func webhook() throws {
        let peer = try WebPeer()
        defer { peer.end() }
        try "s3cret\n".write(
            toFile: peer.fake.file("token"), atomically: true, encoding: .utf8)
        let statuses: [(Int, Kind)] = [
            (200, .accepted), (204, .accepted), (400, .refused), (404, .refused),
            (408, .notAccepted), (429, .notAccepted), (500, .notAccepted), (503, .notAccepted),
        ]
        for (status, expected) in statuses {
            let outcome = run(shipped("webhook"), [peer.url("/\(status)")]).outcome
            #expect(kind(outcome) == expected, "\(status): \(told(outcome))")
        }
        let token = peer.fake.file("token")
        #expect(run(shipped("webhook"), [peer.url("/200"), token]).outcome == .accepted)
        let seen = try peer.seen()
        #expect(seen.map(\.body) == Array(repeating: notice, count: statuses.count + 1))
        #expect(Set(seen.map { $0.headers["idempotency-key"] }) == [id])
        #expect(seen.first?.headers["content-type"] == "application/json; charset=utf-8")
        #expect(seen.map { $0.headers["authorization"] }.compactMap(\.self) == ["Bearer s3cret"])
        // Nobody listens at port 1; a file is no web address.
        #expect(kind(run(shipped("webhook"), ["http://127.0.0.1:1/"]).outcome) == .notAccepted)
        #expect(kind(run(shipped("webhook"), []).outcome) == .refused)
    }
}

/// `web_peer.py` in a process of its own.
private final class WebPeer {
    struct Post: Decodable {
        let headers: [String: String]
        let body: String
    }

    let fake: Fake
    private let port: String
    private let program: Program
    private let input = Pipe()
    // Kept open: the peer may still be writing the end of its line.
    private let output = Pipe()

    init() throws {
        fake = try Fake("")
        let script = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .appendingPathComponent("web_peer.py")
        program = try Program(
            "/usr/bin/python3", [script.path, fake.file("posts")], input: input, output: output)
        let line = output.fileHandleForReading.availableData
        port = String(decoding: line, as: UTF8.self).trimmingCharacters(in: .newlines)
    }

    func url(_ path: String) -> String { "http://127.0.0.1:\(port)\(path)" }

    func seen() throws -> [Post] {
        try (fake.text("posts") ?? "").split(separator: "\n").map {
            try JSONDecoder().decode(Post.self, from: Data($0.utf8))
        }
    }

    func end() {
        try? input.fileHandleForWriting.close()
        program.wait()
    }
}
