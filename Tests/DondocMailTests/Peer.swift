import DondocMail
import Foundation

/// `peer.py` in a process of its own, and what it saw.
final class Peer {
    struct Seen: Decodable {
        var connections: Int
        var commands: [String]
        var messages: [Data]
    }

    let port: Int
    private let process = Process()
    private let input = Pipe()
    private let output = Pipe()

    init(_ behaviour: String, certificate: (path: String, key: String)? = nil) throws {
        let script = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .appendingPathComponent("peer.py")
        process.executableURL = URL(fileURLWithPath: "/usr/bin/python3")
        process.arguments =
            [script.path, behaviour] + (certificate.map { [$0.path, $0.key] } ?? [])
        process.standardInput = input
        process.standardOutput = output
        try process.run()
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
        process.waitUntilExit()
        return try JSONDecoder().decode(Seen.self, from: account)
    }

    func relay(
        implicitTLS: Bool = false, tlsRequired: Bool = false, user: String? = nil
    ) -> Relay {
        Relay(
            host: "127.0.0.1", port: port, implicitTLS: implicitTLS, tlsRequired: tlsRequired,
            user: user, password: user.map { _ in Peer.password })
    }

    static let password = "canary-8231"
}

struct PeerFailed: Error {}
