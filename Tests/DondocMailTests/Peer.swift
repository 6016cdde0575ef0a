import DondocMail
import Foundation
import TestSupport

/// `peer.py` in a process of its own, and what it saw.
final class Peer {
    struct Seen: Decodable {
        var connections: Int
        var commands: [String]
        var messages: [Data]
        var tls: [String]
    }

    let port: Int
    private let program: Program
    private let input = Pipe()
    private let output = Pipe()

    /// `certificate` is files of a certificate and its key, for TLS from the first byte or, with
    /// `startTLS`, from STARTTLS on; `login` a file with USER:PASSWORD; it behaves well until it has
    /// accepted `after` letters.
    init(
        _ behaviour: String, certificate: (path: String, key: String)? = nil,
        startTLS: Bool = false, login: String? = nil, after: Int = 0
    ) throws {
        let script = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .appendingPathComponent("peer.py")
        var arguments = [script.path, "--after", String(after)]
        if startTLS { arguments.append("--starttls") }
        if let login { arguments += ["--login", login] }
        arguments.append(behaviour)
        if let certificate { arguments += [certificate.path, certificate.key] }
        program = try Program("/usr/bin/python3", arguments, input: input, output: output)
        var line = Data()
        while line.last != 0x0A {
            let part = output.fileHandleForReading.availableData
            guard !part.isEmpty else { throw PeerFailed() }
            line += part
        }
        let text = String(decoding: line.dropLast(), as: UTF8.self)
        guard let port = Int(text) else { throw PeerFailed() }
        self.port = port
    }

    /// Ends the peer and reads its account.
    func end() throws -> Seen {
        try input.fileHandleForWriting.close()
        let account = output.fileHandleForReading.readDataToEndOfFile()
        let status = program.wait()
        do {
            return try JSONDecoder().decode(Seen.self, from: account)
        } catch {
            let said = String(decoding: account, as: UTF8.self)
            throw PeerFailed(why: "peer ended with \(status): '\(said)'")
        }
    }

    func relay(
        implicitTLS: Bool = false, tlsRequired: Bool = false, ca: String? = nil,
        user: String? = nil, password: String = Peer.password
    ) -> Relay {
        Relay(
            host: "127.0.0.1", port: port, implicitTLS: implicitTLS, tlsRequired: tlsRequired,
            ca: ca, user: user, password: user.map { _ in password })
    }

    static let password = "canary-8231"
}

struct PeerFailed: Error {
    var why = ""
}
