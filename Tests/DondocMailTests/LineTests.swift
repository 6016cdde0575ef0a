import DondocMail
import Foundation
import Testing

private let letter = Array("Subject: x\r\n\r\n.x\r\n".utf8)
private let short = Timeouts(connect: 1, answer: 1, whole: 5)

/// One connection for several letters.
@Suite(.serialized) struct LineTests {
    private func deliver(
        _ line: SMTPLine, _ relay: Relay, to: String = "b@example.test",
        accepted: () -> Void = {}
    ) -> Outcome {
        line.deliver(
            letter, from: "a@example.test", to: to, via: relay, timeouts: short, accepted: accepted
        ).outcome
    }

    @Test(
        "What ends a letter on a kept connection has the class that it has on a new one",
        arguments: [
            // peer, outcome of the second letter, connections in all, letters that the peer took in
            ("accept", "accepted", 1, 2),
            ("mail-550", "notAccepted", 1, 1), ("rcpt-550", "refused", 1, 1),
            ("data-554", "refused", 1, 1), ("dot-554", "refused", 1, 2),
            ("mail-450", "notAccepted", 1, 1), ("rcpt-450", "notAccepted", 1, 1),
            ("data-451", "notAccepted", 1, 1), ("dot-451", "notAccepted", 1, 2),
            ("dot-421", "notAccepted", 1, 2), ("mail-530", "notAccepted", 1, 1),
            ("dot-drop", "unsure", 1, 2), ("dot-hang", "unsure", 1, 2),
            ("body-drop", "unsure", 1, 1), ("dot-354", "unsure", 1, 2),
            ("rcpt-drop", "notAccepted", 1, 1), ("rcpt-hang", "notAccepted", 1, 1),
            ("mail-hang", "notAccepted", 1, 1),
            // Nothing was said of the letter yet: a second connection is tried, once.
            ("mail-drop", "notAccepted", 2, 1), ("mail-421", "notAccepted", 2, 1),
        ])
    func ending(behaviour: String, expected: String, connections: Int, letters: Int) throws {
        let peer = try Peer(behaviour, after: 1)
        let line = SMTPLine()
        #expect(deliver(line, peer.relay()) == .accepted)
        var calls = 0
        let outcome = deliver(line, peer.relay(), accepted: { calls += 1 })
        line.hangUp()
        let seen = try peer.end()
        #expect(kind(outcome).rawValue == expected, "\(outcome)")
        #expect(calls == (expected == "accepted" ? 1 : 0))
        #expect(seen.connections == connections)
        #expect(seen.messages.count == letters)
    }

    @Test("After an end that was not good the next letter has a connection of its own")
    func fresh() throws {
        let peer = try Peer("accept")
        let line = SMTPLine()
        #expect(deliver(line, peer.relay()) == .accepted)
        #expect(kind(deliver(line, peer.relay(), to: "b>@example.test")) == .refused)
        #expect(deliver(line, peer.relay()) == .accepted)
        line.hangUp()
        #expect(deliver(line, peer.relay()) == .accepted)
        line.hangUp()
        let seen = try peer.end()
        // The one that was refused here has not been said to the relay at all.
        #expect(seen.connections == 2)
        #expect(seen.commands.count { $0.hasPrefix("EHLO") } == 2)
        #expect(seen.commands.count { $0 == "QUIT" } == 2)
        #expect(seen.messages.count == 3)
    }

    @Test("A connection is not kept for another password, nor for ever")
    func other() throws {
        let peer = try Peer("accept")
        let line = SMTPLine()
        #expect(deliver(line, peer.relay()) == .accepted)
        var other = peer.relay()
        other.ca = "/nowhere.pem"
        #expect(deliver(line, other) == .accepted)
        for _ in 0..<250 { #expect(deliver(line, other) == .accepted) }
        line.hangUp()
        let seen = try peer.end()
        // One of the first settings; 100, 100 and 51 of the others.
        #expect(seen.connections == 4)
        #expect(seen.messages.count == 252)
    }
}
