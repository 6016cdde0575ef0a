import DondocCore
import DondocMail
import Foundation
import Testing

/// A letter with all that a careless sender would spoil: dots at line starts, a dot alone, none.
private let letter = Array(
    "Subject: =?UTF-8?B?xJDDtG4=?=\r\n\r\n.\r\n..hai\r\n.ba chấm ...\r\n\r\ncuối\r\n".utf8)

private let short = Timeouts(connect: 1, answer: 1, whole: 5)

/// Dots of a message as they must stand on the wire.
private func stuffed(_ message: [UInt8]) -> Data {
    var result = Data()
    var isLineStart = true
    for byte in message {
        if isLineStart, byte == UInt8(ascii: ".") { result.append(byte) }
        result.append(byte)
        isLineStart = byte == 0x0A
    }
    return result
}

@Suite(.serialized) struct SMTPTests {
    private static func deliver(
        _ message: [UInt8], from: String, to: String, via relay: Relay, timeouts: Timeouts,
        accepted: () -> Void
    ) -> Outcome {
        SMTP.deliver(
            message, from: from, to: to, via: relay, timeouts: timeouts, accepted: accepted
        ).outcome
    }

    @Test(
        "Every way a conversation can end has its class",
        arguments: [
            // peer, outcome, letters that the peer took in
            ("accept", "accepted", 1), ("dot-251", "accepted", 1),
            ("quit-drop", "accepted", 1), ("quit-hang", "accepted", 1), ("quit-500", "accepted", 1),
            ("mail-550", "notAccepted", 0), ("rcpt-550", "refused", 0), ("data-554", "refused", 0),
            ("dot-554", "refused", 1),
            ("mail-450", "notAccepted", 0), ("rcpt-450", "notAccepted", 0),
            ("data-451", "notAccepted", 0), ("dot-451", "notAccepted", 1),
            ("dot-421", "notAccepted", 1),
            ("dot-drop", "unsure", 1), ("dot-hang", "unsure", 1), ("body-drop", "unsure", 0),
            ("body-hang", "unsure", 0), ("dot-354", "unsure", 1),
            ("banner-drop", "notAccepted", 0), ("banner-hang", "notAccepted", 0),
            ("banner-421", "notAccepted", 0), ("banner-554", "notAccepted", 0),
            ("ehlo-554", "notAccepted", 0), ("ehlo-hang", "notAccepted", 0),
            ("mail-530", "notAccepted", 0), ("mail-drop", "notAccepted", 0),
            ("rcpt-drop", "notAccepted", 0), ("rcpt-hang", "notAccepted", 0),
            ("data-drop", "notAccepted", 0),
        ])
    func ending(behaviour: String, expected: String, letters: Int) throws {
        let peer = try Peer(behaviour)
        var calls = 0
        let outcome = Self.deliver(
            letter, from: "dondoc@example.test", to: "vt@example.test", via: peer.relay(),
            timeouts: short, accepted: { calls += 1 })
        let seen = try peer.end()
        #expect(kind(outcome).rawValue == expected, "\(outcome)")
        #expect(calls == (expected == "accepted" ? 1 : 0))
        #expect(seen.connections == 1)
        #expect(seen.messages == Array(repeating: stuffed(letter), count: letters))
        if letters == 1 {
            #expect(
                seen.commands.prefix(4).dropFirst() == [
                    "MAIL FROM:<dondoc@example.test>", "RCPT TO:<vt@example.test>", "DATA",
                ])
        }
    }

    @Test("A farewell that hangs delays neither the record nor the courier")
    func farewell() throws {
        let peer = try Peer("quit-hang")
        let start = ContinuousClock.now
        var recorded: Duration?
        let outcome = Self.deliver(
            letter, from: "a@example.test", to: "b@example.test", via: peer.relay(),
            timeouts: Timeouts(connect: 20, answer: 20, whole: 60),
            accepted: { recorded = ContinuousClock.now - start })
        #expect(outcome == .accepted)
        #expect(ContinuousClock.now - start < .seconds(10))
        #expect(try #require(recorded) < .seconds(10))
        #expect(try peer.end().commands.last == "QUIT")
    }

    @Test("A refusal is told in the relay's words, without control characters")
    func words() throws {
        let peer = try Peer("rcpt-550")
        let outcome = Self.deliver(
            letter, from: "a@example.test", to: "b@example.test", via: peer.relay(),
            timeouts: short, accepted: {})
        _ = try peer.end()
        #expect(told(outcome) == "refused: máy chủ thư trả lời: 550 5.1.1 no such user")
        #expect(
            told(outcome, in: .en) == "refused: the mail server answered: 550 5.1.1 no such user")
    }

    @Test("Without STARTTLS nothing goes in clear when TLS is required")
    func noStartTLS() throws {
        let peer = try Peer("accept")
        let outcome = Self.deliver(
            letter, from: "a@example.test", to: "b@example.test",
            via: peer.relay(tlsRequired: true, user: "dondoc"), timeouts: short, accepted: {})
        let seen = try peer.end()
        #expect(kind(outcome) == .notAccepted)
        #expect(reason(outcome).contains("TLS"))
        #expect(seen.messages.isEmpty)
        #expect(seen.commands.allSatisfy { $0.hasPrefix("EHLO") || $0 == "QUIT" })
    }

    @Test("A log-in that is denied is the relay's trouble, and the password is in no words")
    func denied() throws {
        let peer = try Peer("auth-535")
        let relay = peer.relay(user: "dondoc")
        let outcome = Self.deliver(
            letter, from: "a@example.test", to: "b@example.test", via: relay,
            timeouts: short, accepted: {})
        let seen = try peer.end()
        #expect(kind(outcome) == .notAccepted)
        #expect(seen.commands.contains { $0.hasPrefix("AUTH PLAIN") })
        #expect(!reason(outcome).contains(Peer.password))
        #expect(!"\(relay) \(String(reflecting: relay))".contains(Peer.password))
        var dumped = ""
        dump(relay, to: &dumped)
        #expect(!dumped.contains(Peer.password))
    }

    @Test(
        "A relay that is not there, or has no name, is tried again",
        arguments: [
            ("127.0.0.1", "không kết nối được"), ("nowhere.invalid", "không tìm được địa chỉ"),
            ("a/b@c", "không hợp lệ"), ("", "không hợp lệ"),
        ])
    func absent(host: String, expected: String) {
        let relay = Relay(host: host, port: 1, tlsRequired: false)
        let outcome = Self.deliver(
            letter, from: "a@example.test", to: "b@example.test", via: relay,
            timeouts: Timeouts(connect: 5, answer: 1, whole: 5), accepted: {})
        #expect(kind(outcome) == .notAccepted)
        #expect(reason(outcome).contains(expected), "\(outcome)")
    }

    @Test("What could smuggle a command is refused before any connection")
    func smuggled() throws {
        let peer = try Peer("accept")
        func deliver(_ text: String, from: String, to: String) -> Kind {
            kind(
                Self.deliver(
                    Array(text.utf8), from: from, to: to, via: peer.relay(), timeouts: short,
                    accepted: {}))
        }
        let (safe, text) = ("b@example.test", "Subject: x\r\n\r\nx\r\n")
        for address in ["a@x>\r\nRCPT TO:<evil@x", "b@example.test\n", "-oQ/tmp@x", ""] {
            #expect(deliver(text, from: safe, to: address) == .refused, "\(address)")
            #expect(deliver(text, from: address, to: safe) == .refused, "\(address)")
        }
        for text in [
            "Subject: x\n\n.\nMAIL FROM:<evil@x>\r\n", "Subject: x\r\n\r\n.\n.\r\n",
            "Subject: x\r\n\r\n.\r.\r\n", "Subject: x\r\n\r\nkhông hết dòng",
            "Subject: x\r\n\r\n\0\r\n", String(repeating: "x", count: 999) + "\r\n", "",
        ] {
            #expect(deliver(text, from: safe, to: safe) == .refused, "\(text.prefix(40))")
        }
        #expect(try peer.end().connections == 0)
    }

    @Test("The longest letter arrives byte for byte")
    func long() throws {
        let line = Array((String(repeating: "0123456789", count: 99) + "01234567\r\n").utf8)
        let message = letter + Array(repeatElement(line, count: 48).joined())
        let peer = try Peer("accept")
        let outcome = Self.deliver(
            message, from: "a@example.test", to: "b@example.test", via: peer.relay(),
            timeouts: short, accepted: {})
        #expect(outcome == .accepted)
        #expect(try peer.end().messages == [stuffed(message)])
    }
}
