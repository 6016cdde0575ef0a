import DondocCore
import GRDB
import Testing

@testable import DondocStore

/// What came between a decision and its transaction.
@Suite struct RaceTests {
    static let id = "p-2023/bao-cao/2023-H1/nong-cong"

    @Test("A file is attached to nothing that was withdrawn meanwhile; a note is")
    func withdrawn() async throws {
        let s = try Scratch()
        defer { s.remove() }
        try await s.load(try Scratch.plan())
        let seen = try await s.store.obligation(Self.id)
        try await s.act(.withdraw, Self.id, .withdraw)
        func late(_ verb: ObligationVerb, _ effect: Act.Effect) async throws -> String {
            let act = Act(
                number: seen.number, seen: seen.change, verb: verb, effect: effect,
                from: seen.standing.state)
            return try await s.store.perform(
                [act], verb.rawValue, by: .daemon, at: Scratch.start, Scratch.rules
            ) { $0.records[0].standing.state.rawValue }
        }
        await #expect(throws: Outpaced.self) {
            _ = try await late(.attach, .attach(name: "a", sha256: SHA256.hex("a")))
        }
        #expect(try await late(.note, .note) == "withdrawn")
    }

    @Test(
        "The last change of two sessions is the last when it is taken back, not when it is looked up"
    )
    func last() async throws {
        let s = try Scratch()
        defer { s.remove() }
        try await s.load(try Scratch.plan())
        let actor = Actor(uid: 7, user: "u", person: nil)
        try await s.act(.start, Self.id, .start, by: actor)
        let first = try #require(try await s.store.lastChange(of: 7))
        try await s.act(.note, Self.id, .note, by: actor)
        func undo(isLast: Bool) async throws -> String {
            try await s.store.undo(
                first, isLast: isLast, reason: nil, by: actor, at: Scratch.start, Scratch.rules,
                old: { _, _, _ in throw StoreFault.damaged("test") },
                journal: { _ in JournalEntry([("MESSAGE", "undone")]) },
                answer: { _, records in records[0].standing.state.rawValue })
        }
        await #expect(throws: Outpaced.self) { _ = try await undo(isLast: true) }
        #expect(try await undo(isLast: false) == "planned")
    }

    @Test("An interrupt that met nothing does not keep the database from being closed")
    func interrupted() async throws {
        let s = try Scratch()
        defer { s.remove() }
        try await s.load(try Scratch.plan())
        s.store.pool.interrupt()
        try s.store.close()
    }
}
