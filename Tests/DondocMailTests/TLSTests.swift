import DondocCore
import DondocMail
import Foundation
import Testing

private let letter = Array("Subject: x\r\n\r\nx\r\n".utf8)
private let short = Timeouts(connect: 5, answer: 5, whole: 10)

/// What protects the way to the relay, against a relay on loopback.
@Suite(.serialized) struct TLSTests {
    private func deliver(_ relay: Relay) -> Delivery {
        SMTP.deliver(
            letter, from: "dondoc@example.test", to: "vt@example.test", via: relay, timeouts: short,
            accepted: {})
    }

    @Test(
        "A relay that the authority vouches for gets the letter, by STARTTLS and from the first byte",
        arguments: [true, false])
    func trusted(startTLS: Bool) throws {
        let authority = try Authority()
        let peer = try Peer(
            "accept", certificate: authority.sign("IP:127.0.0.1"), startTLS: startTLS)
        let delivery = deliver(
            peer.relay(implicitTLS: !startTLS, tlsRequired: true, ca: authority.path))
        let seen = try peer.end()
        #expect(delivery.outcome == .accepted)
        #expect(delivery.tls == "TLSv1.3")
        #expect(seen.tls == ["TLSv1.3"])
        #expect(delivery.answer == "250 taken")
        #expect(seen.messages == [Data(letter)])
        #expect(seen.commands.contains("STARTTLS") == startTLS)
    }

    @Test(
        "A certificate that is not good is told by what is wrong with it, and gets not even a name",
        arguments: [
            // name, days, an authority of the settings' own
            (
                "IP:127.0.0.1", 1, false, "không do cơ quan chứng thực nào được tin cậy cấp",
                "no trusted authority has issued it"
            ),
            (
                "DNS:relay.example.test", 1, true, "không phải của máy có tên này",
                "it is not for a host of this name"
            ),
            (
                "IP:127.0.0.2", 1, true, "không phải của máy có tên này",
                "it is not for a host of this name"
            ),
            ("IP:127.0.0.1", 0, true, "đã hết hạn", "it has expired"),
        ], [true, false])
    func distrusted(
        _ row: (name: String, days: Int, ca: Bool, words: String, english: String), startTLS: Bool
    ) throws {
        let authority = try Authority()
        let peer = try Peer(
            "accept", certificate: authority.sign(row.name, days: row.days), startTLS: startTLS)
        let delivery = deliver(
            peer.relay(
                implicitTLS: !startTLS, tlsRequired: true, ca: row.ca ? authority.path : nil,
                user: "dondoc"))
        let seen = try peer.end()
        #expect(
            told(delivery.outcome)
                == "notAccepted: chứng thư TLS của máy chủ thư không hợp lệ: \(row.words)")
        #expect(
            told(delivery.outcome, in: .en)
                == "notAccepted: the mail server's TLS certificate is not valid: \(row.english)")
        #expect(seen.connections == 1)
        #expect(seen.messages.isEmpty)
        #expect(seen.commands.allSatisfy { $0.hasPrefix("EHLO") || $0 == "STARTTLS" })
    }

    @Test("The authorities of the settings stand in the place of the machine's")
    func otherAuthority() throws {
        let (ours, theirs) = (try Authority(), try Authority())
        let peer = try Peer("accept", certificate: theirs.sign("IP:127.0.0.1"))
        let delivery = deliver(peer.relay(implicitTLS: true, ca: ours.path))
        #expect(try peer.end().commands.isEmpty)
        #expect(kind(delivery.outcome) == .notAccepted)
    }

    @Test("A file of authorities that is not there is told")
    func noAuthority() throws {
        let authority = try Authority()
        let peer = try Peer("accept", certificate: authority.sign("IP:127.0.0.1"))
        let delivery = deliver(peer.relay(implicitTLS: true, ca: authority.file("none.pem")))
        #expect(told(delivery.outcome) == "notAccepted: không đọc được tệp chứng thư của mail.ca")
    }

    @Test("The right password opens the relay, behind TLS only", arguments: [true, false])
    func login(startTLS: Bool) throws {
        let authority = try Authority()
        try "dondoc:\(Peer.password)\n".write(
            toFile: authority.file("login"), atomically: true, encoding: .utf8)
        let peer = try Peer(
            "accept", certificate: authority.sign("IP:127.0.0.1"), startTLS: startTLS,
            login: authority.file("login"))
        func relay(_ password: String, user: String? = "dondoc") -> Relay {
            peer.relay(
                implicitTLS: !startTLS, tlsRequired: true, ca: authority.path, user: user,
                password: password)
        }
        #expect(deliver(relay(Peer.password)).outcome == .accepted)
        for wrong in ["wrong-9132", " \(Peer.password)"] {
            let delivery = deliver(relay(wrong))
            #expect(kind(delivery.outcome) == .notAccepted)
            #expect(reason(delivery.outcome).contains("tên đăng nhập hoặc mật khẩu"))
            #expect(!"\(delivery)".contains(wrong))
        }
        #expect(kind(deliver(relay("", user: nil)).outcome) == .notAccepted)
        let seen = try peer.end()
        #expect(seen.messages.count == 1)
        #expect(seen.tls.count == 4)
    }

    @Test("Without the password of its user nobody connects")
    func noPassword() throws {
        let peer = try Peer("auth-235")
        var relay = peer.relay(user: "dondoc")
        relay.password = nil
        #expect(
            told(deliver(relay).outcome)
                == "notAccepted: thiếu mật khẩu của máy chủ thư (credential của systemd)")
        #expect(try peer.end().connections == 0)
    }

    @Test("In clear there is no protocol to tell")
    func clear() throws {
        let peer = try Peer("accept")
        let delivery = deliver(peer.relay())
        #expect(try peer.end().tls.isEmpty)
        #expect(delivery == Delivery(.accepted, answer: "250 taken"))
    }
}
