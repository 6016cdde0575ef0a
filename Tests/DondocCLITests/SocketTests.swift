import DondocAPI
import Foundation
import Glibc
import Testing

@testable import DondocCLI

@Suite struct SocketTests {
    private let head = "HTTP/1.1 200 OK\r\nContent-Length: 7\r\n\r\n"

    private func ask(_ server: CannedServer, seconds: Int = 5) throws(TransportError) -> HTTPAnswer
    {
        try exchange(HTTPRequest(path: "/v1/status"), socket: server.path, seconds: seconds)
    }

    @Test("An answer in pieces is put together") func pieces() throws {
        let server = try CannedServer([
            ["HTTP/1.1 200 OK\r\nConte", "nt-Length: 7\r\n\r\n{\"a\"", ":1}"]
        ])
        let answer = try ask(server)
        #expect(answer.status == 200 && String(decoding: answer.body, as: UTF8.self) == "{\"a\":1}")
    }

    @Test("A chunked answer is put together") func chunked() throws {
        let server = try CannedServer([
            [
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\n{\"a\r\n",
                "4;x=y\r\n\":1}\r\n0", "\r\n\r\n",
            ]
        ])
        #expect(String(decoding: try ask(server).body, as: UTF8.self) == "{\"a\":1}")
    }

    @Test("An answer without a length ends with the connection") func untilClose() throws {
        let server = try CannedServer([["HTTP/1.1 200 OK\r\n\r\n{\"a\":1}"]])
        #expect(try ask(server).body.count == 7)
    }

    @Test("A daemon that does not answer in time is a time-out") func slow() throws {
        let server = try CannedServer([[head, ""]], pause: 2_000_000)
        #expect(throws: TransportError.timedOut) { try ask(server, seconds: 1) }
    }

    @Test("A connection closed before the answer ends is no answer") func closedEarly() throws {
        let server = try CannedServer([[head + "{\"a"], []])
        #expect(throws: TransportError.closedEarly) { try ask(server) }
        #expect(throws: TransportError.closedEarly) { try ask(server) }
    }

    @Test(
        "What is no HTTP is refused",
        arguments: [
            "SSH-2.0-OpenSSH\r\n\r\n", "HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n",
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
        ])
    func garbled(text: String) throws {
        let server = try CannedServer([[text]])
        #expect(throws: TransportError.garbled) { try ask(server) }
    }

    @Test("Nobody at the socket ends with 69 and the command that starts the daemon")
    func notRunning() throws {
        var daemon = Daemon(socket: "/tmp/dondoc-none.sock", isQuiet: true)
        let failure = try #require(throws: Failure.self) { _ = try daemon.get("/v1/status") }
        #expect(failure.status == 69)
        #expect(failure.lines[0].hasPrefix("dondocd không chạy (/tmp/dondoc-none.sock): "))
        #expect(failure.lines[0].hasSuffix("khởi động: systemctl start dondocd"))
    }

    @Test("A problem is told in the daemon's words and ends with its exit status")
    func problem() throws {
        let body =
            #"{"type":"about:blank","title":"t","status":409,"detail":"bị\u001b từ chối","exit":1,"items":["a\n  fix: b"]}"#
        let server = try CannedServer([
            ["HTTP/1.1 409 Conflict\r\nContent-Length: \(body.utf8.count)\r\n\r\n" + body]
        ])
        var daemon = Daemon(socket: server.path, isQuiet: true)
        let failure = try #require(throws: Failure.self) { _ = try daemon.post("/v1/reload") }
        #expect(failure == Failure(1, ["bị\\u{1b} từ chối", "a", "  fix: b"]))
    }

    @Test("A change whose connection was dropped is sent once more") func retried() throws {
        let server = try CannedServer([[], [head + "{\"a\":1}"]])
        var daemon = Daemon(socket: server.path, isQuiet: true)
        #expect(try daemon.post("/v1/reload").count == 7)
    }

    @Test("Pages are fetched to the last and joined to one array") func pages() throws {
        let encoder = JSONEncoder()
        let one = try #require(
            String(data: try encoder.encode(Canned.obligation(1)), encoding: .utf8))
        let full = "[" + Array(repeating: one, count: 1000).joined(separator: ",") + "]"
        let last = "[\(one),\(one)]"
        let server = try CannedServer(
            [full, last].map {
                ["HTTP/1.1 200 OK\r\nContent-Length: \($0.utf8.count)\r\n\r\n" + $0]
            })
        var daemon = Daemon(socket: server.path, isQuiet: true)
        let listing = try Listing<ObligationView>(&daemon, Path.obligations, [], limit: nil)
        #expect(listing.rows.count == 1002)
        #expect(try decoded([ObligationView].self, listing.json).count == 1002)
    }

    @Test("A request escapes its query and carries its key") func request() {
        let request = HTTPRequest(
            method: "POST", path: "/v1/x", query: [("id", "a/b c&é")], idempotencyKey: "ab",
            body: [0x7B, 0x7D])
        let text = String(decoding: request.bytes, as: UTF8.self)
        #expect(text.hasPrefix("POST /v1/x?id=a%2Fb%20c%26%C3%A9 HTTP/1.1\r\n"))
        #expect(text.contains("\r\nIdempotency-Key: ab\r\n"))
        #expect(text.contains("\r\nConnection: close\r\n"))
        #expect(text.hasSuffix("Content-Length: 2\r\n\r\n{}"))
    }
}
