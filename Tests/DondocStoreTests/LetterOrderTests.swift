import DondocCore
import GRDB
import Testing

@testable import DondocStore

/// Whose letter goes first, and what a letter that may come twice is made of.
@Suite struct LetterOrderTests {
    private static let (one, two) = (StoreTests.nongCong, StoreTests.thoXuan)

    @Test("Who was not reached for want of letters a minute goes first the next day")
    func fair() async throws {
        let s = try Scratch()
        defer { s.remove() }
        try await s.load(try Scratch.plan())
        let boxes = ["a@example.test", "b@example.test", "c@example.test"]
        var wallClock = 1_000
        // Every day there is time for one letter alone.
        var reached: [String] = []
        for day in 5...7 {
            let now = moment("2023-06-0\(day) 08:00")
            wallClock += 86_400
            try await s.remind(Self.one, step: "+\(day)wd", to: boxes, at: now, composes: false)
            try await s.compose(at: now, wallClock: wallClock)
            let letters = try await s.pick(wallClock: wallClock, limit: 1, at: now)
            for letter in letters {
                reached.append(letter.recipient)
                _ = try s.end(letter, .accepted, at: now, wallClock: wallClock)
            }
        }
        #expect(reached == boxes)
    }

    @Test("What was claimed before its letter went is no part of it, also when that may come twice")
    func restored() async throws {
        let s = try Scratch()
        defer { s.remove() }
        try await s.load(try Scratch.plan())
        let now = moment("2023-06-05 08:00")
        for id in [Self.one, Self.two] { try await s.remind(id, at: now, composes: false) }
        try await s.compose(at: now)
        _ = try await s.claim(Self.one)
        let claim = try await s.store.pool.read { db in
            try Int.fetchOne(db, sql: "SELECT max(id) FROM change") ?? 0
        }
        try await s.compose(at: now)
        let letter = try #require(try await s.pick(wallClock: 1_000, limit: 9, at: now).first)
        #expect(letter.about.map(\.about) == [Self.two])
        _ = try s.end(letter, .answerLost("354"), at: now)
        try await s.undo(claim, at: now)
        try await s.compose(at: now)
        let again = try #require(try await s.pick(wallClock: 9_000, limit: 9, at: now).first)
        #expect(again.isMarked && again.messageID == letter.messageID)
        #expect(again.message == letter.message)
        _ = try s.end(again, .accepted, at: now)
        // The other one is not lost: it comes with the next day's letter.
        let next = moment("2023-06-06 08:00")
        try await s.compose(at: next)
        #expect(try await s.deliver(at: next) == ["\(Self.one) 0 1\n"])
    }
}
