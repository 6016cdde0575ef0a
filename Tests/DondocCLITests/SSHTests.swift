import ArgumentParser
import Foundation
import Glibc
import Testing

@testable import DondocCLI

@Suite struct SSHTests {
    /// One request through a shell script in place of ssh.
    private func ask(_ script: String, milliseconds: Int = 10_000) throws(TransportError)
        -> HTTPAnswer
    {
        try exchange(
            HTTPRequest(path: "/v1/status"), through: ["/bin/sh", "-c", script],
            deadline: Deadline(milliseconds: milliseconds))
    }

    private let answer = #"printf 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}'"#

    @Test("ssh asks nothing, opens nothing, and takes the host for no option")
    func arguments() throws {
        let words = SSH.arguments(try #require(Host(argument: "vanthu@so.example.test")))
        #expect(words.contains("BatchMode=yes") && words.contains("ConnectTimeout=10"))
        #expect(words.contains("-T") && words.contains("-x") && words.contains("-a"))
        #expect(words.suffix(4) == ["--", "vanthu@so.example.test", "dondoc", "proxy"])
    }

    @Test(
        "A host is a name, an address or a URI of ssh",
        arguments: [
            "so", "vanthu@so", "10.0.0.7", "fe80::1%eth0", "ssh://vanthu@so.example.test:2222",
        ])
    func host(text: String) { #expect(Host(argument: text)?.name == text) }

    @Test(
        "What ssh or a shell could take for something else is refused",
        arguments: [
            "", "-oProxyCommand=id", "vanthu@-oProxyCommand=id", "-l@so", "vanthu@", "@so", "so x",
            "so;id", "$(id)", "`id`", "so|id", "so&", "so\n", "so\u{1B}", "a'b", "a\"b", "a\\b",
        ])
    func noHost(text: String) {
        #expect(Host(argument: text) == nil)
        let error = #expect(throws: (any Error).self) {
            try Root.parseAsRoot(["list", "--host=\(text)"])
        }
        #expect(error.map { Root.exitCode(for: $0).rawValue } == 64)
    }

    @Test("The socket of a far machine is not named here") func hostAndSocket() {
        let error = #expect(throws: (any Error).self) {
            try Root.parseAsRoot(["list", "-H", "so", "--socket", "/s"])
        }
        #expect(error.map { Root.message(for: $0) } == Words.eitherHostOrSocket)
    }

    @Test(
        "A verb that asks no daemon takes no host",
        arguments: [["explain", "Quý I"], ["calendar"], ["plan", "check", "a.yaml"]])
    func offline(verb: [String]) {
        let error = #expect(throws: (any Error).self) {
            try Root.parseAsRoot(verb + ["-H", "so"])
        }
        #expect(error.map { Root.message(for: $0) } == Words.hostWithoutDaemon)
    }

    @Test("Every form of the option names the same daemon")
    func forms() throws {
        for form in [["-H", "so"], ["-Hso"], ["--host", "so"], ["--host=so"]] {
            let list = try #require(
                try Root.parseAsRoot(rearranged(form + ["list"])) as? ListCommand)
            #expect(list.global.daemon().place.remarks == [Words.atHost("so")], "\(form)")
        }
    }

    @Test("The answer comes through, whatever is said beside it") func answered() throws {
        let came = try ask(
            "head -c 1000000 /dev/zero | tr '\\0' x >&2; head -n 1 >/dev/null; \(answer)")
        #expect(came.status == 200 && came.body == Array("{}".utf8))
    }

    @Test("The request reaches the far side whole") func request() throws {
        let came = try ask(
            #"read -r line; printf 'HTTP/1.1 200 OK\r\n\r\n%s' "$line""#)
        #expect(String(decoding: came.body, as: UTF8.self) == "GET /v1/status HTTP/1.1\r")
    }

    @Test("Words of ssh are kept, made safe, with its exit status") func refused() {
        #expect(
            throws: TransportError.ssh(
                .exited(255), words: ["a\\u{1b}[31m", "Permission denied (publickey)."])
        ) {
            try ask(#"printf 'a\033[31m\r\n\nPermission denied (publickey).\r\n' >&2; exit 255"#)
        }
    }

    @Test("A far daemon that drops the connection is told as here, so that a change is sent again")
    func dropped() {
        #expect(throws: TransportError.closedEarly) { try ask("exit 0") }
        #expect(throws: TransportError.closedEarly) {
            try ask(#"printf 'HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n{'"#)
        }
    }

    @Test("A host that hangs is left when the time is up, with what it had said")
    func hangs() {
        #expect(throws: TransportError.ssh(.timedOut, words: ["chạm khóa"])) {
            try ask("echo 'chạm khóa' >&2; exec sleep 600", milliseconds: 500)
        }
    }

    @Test("A program that ignores the request to end is ended") func stubborn() throws {
        let child = try ChildProcess(["/bin/sh", "-c", "trap '' TERM; echo a >&2; sleep 600"])
        // It has set its trap when it speaks.
        let fd = try #require(child.errors.openFD)
        var one = pollfd(fd: fd, events: Int16(POLLIN), revents: 0)
        #expect(poll(&one, 1, 10_000) == 1)
        #expect(child.end(within: 0) == 128 + Int(SIGKILL))
        close(child.socket)
    }

    @Test("What is no HTTP, as a start file may print it, is refused") func garbled() {
        #expect(throws: TransportError.garbled) { try ask(#"printf 'Xin chào\r\n\r\n'"#) }
    }

    @Test("A program that is not there is named") func missing() throws {
        let error = try #require(throws: TransportError.self) {
            _ = try exchange(
                HTTPRequest(path: "/v1/status"), through: ["dondoc-no-such-ssh"],
                deadline: Deadline(seconds: 5))
        }
        let failure = Failure(error, at: .host(try #require(Host(argument: "so"))))
        #expect(failure.status == 69)
        #expect(failure.lines.count == 1 && failure.lines[0].contains("dondoc-no-such-ssh"))
    }

    @Test(
        "Every failure names the host and has its exit status",
        arguments: [
            (TransportError.ssh(.exited(255), words: ["a", "b"]), 69),
            (.ssh(.exited(69), words: []), 69), (.ssh(.exited(127), words: []), 69),
            (.ssh(.exited(77), words: []), 77), (.ssh(.exited(75), words: []), 75),
            (.ssh(.exited(1), words: []), 69), (.ssh(.exited(143), words: []), 69),
            (.ssh(.timedOut, words: ["a"]), 75), (.closedEarly, 75), (.garbled, 75),
        ])
    func failures(error: TransportError, status: Int) throws {
        let failure = Failure(error, at: .host(try #require(Host(argument: "vanthu@so"))))
        #expect(failure.status == status)
        #expect(failure.lines[0].contains("vanthu@so"))
        if case .ssh(_, let words) = error {
            #expect(Array(failure.lines.dropFirst()) == words.map { "  " + $0 })
        }
    }
}
