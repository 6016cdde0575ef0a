import DondocCore
import Foundation
import GRDB
import Testing

@testable import DondocStore

/// Addresses to which nothing is sent.
@Suite struct DeadAddressTests {
    static let (one, two) = (StoreTests.nongCong, StoreTests.thoXuan)
    static let (now, box) = (moment("2023-06-09 08:00"), "a@example.test")
    private static let entry = JournalEntry([("MESSAGE", "x")])

    private func mark(
        _ s: Scratch, until: String = "2023-06-30", turned: [(Int64, NewNotice)] = [],
        at now: Moment = now
    ) async throws {
        let until = try #require(Day(iso: until))
        _ = try await s.store.markDead(
            Self.box.uppercased(), until: until, reason: "đầy",
            seen: try await s.store.unheard(by: Self.box), turned: turned, by: .daemon, at: now,
            journal: { _ in Self.entry }
        ) { change, _ in "\(change)" }
    }

    private func office(_ state: LetterState?) async throws -> (Scratch, WaitingLetter?) {
        let s = try Scratch()
        try await s.load(try Scratch.plan())
        try await s.remind(Self.one, to: [Self.box], at: Self.now, composes: false)
        guard let state else { return (s, nil) }
        try await s.compose(at: Self.now)
        guard state != .queued else { return (s, nil) }
        let letter = try #require(try await s.pick(wallClock: 1_000, limit: 1, at: Self.now).first)
        guard state != .sending else { return (s, letter) }
        _ = try s.end(letter, state == .failed ? .refused("550") : .answerLost("354"), at: Self.now)
        return (s, nil)
    }

    private func states(_ s: Scratch) async throws -> [String] {
        try await s.store.pool.read { db in
            try String.fetchAll(
                db,
                sql: """
                    SELECT n.recipient || ' ' || n.state || coalesce(' ' || n.reason, '')
                        || coalesce(' ' || l.state, '')
                    FROM notice n LEFT JOIN letter l ON l.id = n.letter ORDER BY n.id
                    """)
        }
    }

    @Test(
        "What it was to hear is withdrawn, wherever it is, and said to others; later the same",
        arguments: [nil, LetterState.queued, .unsure, .failed])
    func withdrawn(state: LetterState?) async throws {
        let (s, _) = try await office(state)
        defer { s.remove() }
        let unheard = try await s.store.unheard(by: Self.box)
        #expect(unheard.map(\.obligation) == [1] && unheard.map(\.role) == [.lead])
        let other = NewNotice(recipient: "c@example.test", role: .lead, releaseAt: Self.now)
        try await mark(s, turned: [(unheard[0].reminder, other)])
        let letter = state == nil ? "" : " withdrawn"
        #expect(
            try await states(s) == [
                "\(Self.box) withdrawn dead-address\(letter)", "c@example.test waiting",
            ])
        try await s.compose(at: Self.now)
        // A reminder that was decided for it all the same, as by a beat that had begun.
        try await s.remind(Self.two, to: [Self.box], at: Self.now)
        let letters = try await s.pick(wallClock: 1 << 40, limit: 9, at: Self.now)
        #expect(letters.map(\.recipient) == ["c@example.test"])
        #expect(try await states(s).last == "\(Self.box) withdrawn dead-address")
        // After its day it is written to again.
        let july = moment("2023-07-03 08:00")
        try await s.remind(Self.two, step: "+7wd", to: [Self.box], at: july)
        #expect(
            try await s.pick(wallClock: 1 << 40, limit: 9, at: july).map(\.recipient) == [Self.box])
    }

    @Test("A letter that was on its way when its address died is not tried again")
    func sending() async throws {
        for (result, state) in [
            (LetterResult.notAccepted("450"), LetterState.withdrawn),
            (.answerLost("354"), .withdrawn), (.accepted, .sent),
        ] {
            let (s, letter) = try await office(.sending)
            defer { s.remove() }
            #expect(try await s.store.unheard(by: Self.box).isEmpty)
            try await mark(s)
            #expect(try s.end(try #require(letter), result, at: Self.now) == state)
            #expect(try await s.pick(wallClock: 1 << 40, limit: 9, at: Self.now).isEmpty)
        }
    }

    @Test("No undo of a claim brings a notice back to a dead address")
    func undone() async throws {
        let (s, _) = try await office(.queued)
        defer { s.remove() }
        _ = try await s.claim(Self.one)
        let change = try await s.store.pool.read {
            try Int.fetchOne($0, sql: "SELECT max(id) FROM change") ?? 0
        }
        try await mark(s)
        _ = try await s.undo(change)
        try await s.compose(at: Self.now)
        #expect(try await s.pick(wallClock: 1 << 40, limit: 9, at: Self.now).isEmpty)
    }

    @Test("A mark stands until its day is over, until it is made anew, or until it is taken back")
    func span() async throws {
        let (s, _) = try await office(nil)
        defer { s.remove() }
        func dead(_ day: String) throws -> [String] {
            try s.store.deadAddresses(on: try #require(Day(iso: day))).map {
                "\($0.address) \($0.until)"
            }
        }
        try await mark(s)
        #expect(try dead("2023-06-30") == ["A@EXAMPLE.TEST 2023-06-30"])
        #expect(try dead("2023-07-01") == [])
        try await mark(s, until: "2023-07-31", at: Self.now)
        #expect(try dead("2023-07-01") == ["A@EXAMPLE.TEST 2023-07-31"])
        _ = try await s.store.markAlive(
            Self.box, by: .daemon, at: Self.now, journal: Self.entry
        ) { "\($0)" }
        #expect(try dead("2023-06-09") == [])
        let rows = try await s.store.pool.read { db in
            try String.fetchAll(
                db,
                sql: """
                    SELECT verb || ' ' || coalesce("before", '-') || ' ' || coalesce("after", '-')
                    FROM trail WHERE verb LIKE 'mail-%' ORDER BY id
                    """)
        }
        #expect(
            rows == [
                "mail-dead - until=2023-06-30", "mail-dead until=2023-06-30 until=2023-07-31",
                "mail-alive until=2023-07-31 -",
            ])
        #expect(try await s.store.audit([]).fault == nil)
    }
}
