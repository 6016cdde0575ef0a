import DondocCore
import DondocStore
import Foundation
import GRDB
import Testing

@testable import DondocDaemon

/// One duty due on 15/6/2023, with a leader who has a mailbox.
///
/// Its rungs: -3wd 9/6, -1wd 13/6, 0 14/6, due 15/6, +1wd 16/6, +3wd 20/6, +7wd 26/6 and +14wd 5/7, both
/// for the leader too.
extension Rounds {
    static let led = agencies.replacing(
        "user: lanhdao, agency", with: "user: lanhdao, mail: ld@example.test, agency")

    static let duty = "q/viec/2023/so"

    static func ofDuty(at start: String = "2023-06-05 09:00", _ plan: String = Bench.plan("q"))
        async throws -> Rounds
    {
        let office = try await Rounds(at: start, plan, agencies: led)
        office.bench.sendMail()
        return office
    }

    /// What the relay takes at a moment after the heartbeat's look: `so@example.test: q/… -3wd 1`,
    /// by recipient, for those that are asked about.
    func taken(at text: String, _ mailboxes: Set<String> = ["so@example.test", "ld@example.test"])
        async throws -> [String]
    {
        try await beat(at: text)
        let now = clock.now()
        var said: [String] = []
        for letter in try await store.pickLetters(wallClock: 1 << 40, at: now, limit: 1_000) {
            _ = try store.letter(
                letter, ended: .accepted, wallClock: 0, at: now, journal: { _ in nil })
            guard mailboxes.contains(letter.recipient) else { continue }
            let steps = letter.about.map(\.step).joined(separator: " ")
            said.append("\(letter.recipient.prefix { $0 != "@" }): \(steps)")
        }
        return said.sorted()
    }

    /// Each look of a list of moments at which anything is said.
    func said(_ moments: [String]) async throws -> [String] {
        var said: [String] = []
        for moment in moments {
            said += try await taken(at: "2023-\(moment)").map { "\(moment) \($0)" }
        }
        return said
    }

    /// Rungs that a reminder stands for.
    func merged(_ step: String) async throws -> [String] {
        let number = try await store.obligation(Rounds.duty).number
        return try await store.reminders(of: number).last { $0.step == step }?.merged ?? []
    }

    func value(_ sql: String) throws -> Int? {
        try DatabaseQueue(path: store.path).read { db in try Int.fetchOne(db, sql: sql) }
    }
}
