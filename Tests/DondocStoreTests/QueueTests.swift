import DondocCore
import Foundation
import GRDB
import Testing

@testable import DondocStore

/// `queue retry` and `queue drop`: letters that people touch.
@Suite struct QueueTests {
    static let (one, two) = (StoreTests.nongCong, StoreTests.thoXuan)
    static let now = moment("2023-06-09 08:00")

    /// A letter about two obligations in a state of the outbox; the attempt that is under way.
    private func office(_ state: LetterState) async throws -> (Scratch, WaitingLetter?) {
        let s = try Scratch()
        try await s.load(try Scratch.plan())
        for id in [Self.one, Self.two] { try await s.remind(id, at: Self.now, composes: false) }
        try await s.compose(at: Self.now)
        guard state != .queued else { return (s, nil) }
        let letter = try #require(try await s.pick(wallClock: 1_000, limit: 1, at: Self.now).first)
        let results: [LetterState: LetterResult] = [
            .failed: .refused("550"), .unsure: .answerLost("354"), .sent: .accepted,
        ]
        guard let result = results[state] else { return (s, letter) }
        #expect(try s.end(letter, result, at: Self.now) == state)
        return (s, nil)
    }

    private func only(_ s: Scratch) async throws -> QueuedLetter {
        var filter = QueueFilter()
        filter.states = LetterState.allCases
        return try #require(try await s.store.queue(filter).last)
    }

    @discardableResult
    private func perform(
        _ s: Scratch, _ deed: QueueDeed, _ letters: [QueuedLetter], wallClock: Int = 2_000,
        isDryRun: Bool = false
    ) async throws -> String {
        try await s.store.perform(
            deed, letters, by: .daemon, at: Self.now, wallClock: wallClock, isDryRun: isDryRun,
            journal: []
        ) { _, after in after.map(\.state.rawValue).joined(separator: " ") }
    }

    /// State and reason of each notice.
    private func notices(_ s: Scratch) async throws -> [String] {
        try await s.store.pool.read { db in
            try String.fetchAll(
                db, sql: "SELECT state || coalesce(' ' || reason, '') FROM notice ORDER BY id")
        }
    }

    @Test("The outbox shows what has not left, with what it is about and whose plans those are")
    func list() async throws {
        let (s, _) = try await office(.failed)
        defer { s.remove() }
        let letter = try #require(try await s.store.queue(QueueFilter()).first)
        #expect((letter.state, letter.attempts, letter.error) == (.failed, 1, "550"))
        #expect(letter.about == [Self.one, Self.two] && letter.nextTryAt == nil)
        #expect(letter.coordinators.map(\.description) == ["thanh-hoa/so-ldtbxh"])
        var filter = QueueFilter()
        filter.coordinators = [AgencyRef(territory: "thanh-hoa", id: "so-y-te")]
        #expect(try await s.store.queue(filter).isEmpty)
        filter.coordinators = letter.coordinators
        filter.recipient = "A@example.test"
        #expect(try await s.store.queue(filter).count == 1)
        filter.states = [.queued]
        #expect(try await s.store.queue(filter).isEmpty)
        let (_, message) = try #require(try await s.store.queued(letter.id))
        #expect(String(decoding: message, as: UTF8.self).contains(Self.one))
    }

    @Test("A waiting letter is tried now, and not before somebody says so")
    func waiting() async throws {
        let (s, letter) = try await office(.sending)
        defer { s.remove() }
        _ = try s.end(try #require(letter), .notAccepted("450"), at: Self.now)
        #expect(try await s.pick(wallClock: 1_030, limit: 9, at: Self.now).isEmpty)
        #expect(try await perform(s, .retry, [try await only(s)], wallClock: 1_030) == "queued")
        let again = try await s.pick(wallClock: 1_030, limit: 9, at: Self.now)
        #expect(again.count == 1 && again[0].attempt == 2 && !again[0].isMarked)
    }

    @Test("A dead letter comes back to life composed anew, without what was claimed meanwhile")
    func revived() async throws {
        let (s, _) = try await office(.failed)
        defer { s.remove() }
        _ = try await s.claim(Self.one)
        try await perform(s, .retry, [try await only(s)])
        // Not before it was composed anew.
        #expect(try await s.pick(wallClock: 9_000, limit: 9, at: Self.now).isEmpty)
        try await s.compose(at: Self.now)
        let letter = try #require(try await s.pick(wallClock: 9_000, limit: 9, at: Self.now).first)
        let text = String(decoding: letter.message, as: UTF8.self)
        #expect(text.contains(Self.two) && !text.contains(Self.one))
    }

    @Test("A dead letter in which nothing is true any more is withdrawn in the place of sent")
    func untrue() async throws {
        let (s, _) = try await office(.failed)
        defer { s.remove() }
        for id in [Self.one, Self.two] { _ = try await s.claim(id) }
        try await perform(s, .retry, [try await only(s)])
        try await s.compose(at: Self.now)
        #expect(try await s.pick(wallClock: 9_000, limit: 9, at: Self.now).isEmpty)
        #expect(try await only(s).state == .withdrawn)
        #expect(try await notices(s) == Array(repeating: "withdrawn no-longer-true", count: 2))
    }

    @Test("After two ends that nobody knows a retry makes one further attempt, marked, and no more")
    func unsure() async throws {
        let (s, _) = try await office(.unsure)
        defer { s.remove() }
        // A person who cannot wait for the five minutes.
        try await perform(s, .retry, [try await only(s)], wallClock: 1_001)
        func attempt(_ wallClock: Int) async throws -> LetterState {
            let letter = try #require(
                try await s.pick(wallClock: wallClock, limit: 9, at: Self.now).first)
            #expect(letter.isMarked)
            return try s.store.letter(
                letter, ended: .answerLost("354"), wallClock: wallClock, at: Self.now,
                journal: { _ in nil })
        }
        #expect(try await attempt(1_001) == .failed)
        try await perform(s, .retry, [try await only(s)])
        try await s.compose(at: Self.now)
        #expect(try await attempt(9_000) == .failed)
        #expect(try await s.pick(wallClock: 1 << 40, limit: 9, at: Self.now).isEmpty)
    }

    @Test(
        "What is dropped is withdrawn for good: no undo, no composing, no restart brings it back",
        arguments: [LetterState.queued, .unsure, .failed])
    func dropped(state: LetterState) async throws {
        let (s, _) = try await office(state)
        defer { s.remove() }
        try await perform(s, .drop(reason: "đã gọi"), [try await only(s)])
        let gone = try await only(s)
        #expect((gone.state, gone.error) == (.withdrawn, "dropped"))
        #expect(try await notices(s) == ["withdrawn dropped", "withdrawn dropped"])
        _ = try await s.claim(Self.one)
        let change = try await s.store.pool.read {
            try Int.fetchOne($0, sql: "SELECT max(id) FROM change") ?? 0
        }
        _ = try await s.undo(change)
        try await s.compose(at: Self.now)
        try await s.compose(at: moment("2023-06-12 08:00"))
        #expect(
            try await s.pick(wallClock: 1 << 40, limit: 9, at: moment("2023-06-12 08:00")).isEmpty)
        #expect(try await notices(s) == ["withdrawn dropped", "withdrawn dropped"])
        // The next reminder comes all the same.
        try await s.remind(Self.one, step: "+1wd", at: moment("2023-06-12 08:00"))
        #expect(
            try await s.pick(wallClock: 1 << 40, limit: 9, at: moment("2023-06-12 08:00")).count
                == 1)
    }

    @Test("What is being sent, was sent or has moved since it was seen is not touched")
    func moved() async throws {
        let (s, letter) = try await office(.sending)
        defer { s.remove() }
        let seen = try await only(s)
        for deed in [QueueDeed.retry, .drop(reason: "x")] {
            await #expect(throws: Outpaced.self) { try await perform(s, deed, [seen]) }
        }
        _ = try s.end(try #require(letter), .refused("550"), at: Self.now)
        await #expect(throws: Outpaced.self) { try await perform(s, .retry, [seen]) }
        // A dry run leaves no trace.
        let failed = try await only(s)
        #expect(try await perform(s, .retry, [failed], isDryRun: true) == "queued")
        #expect(try await only(s) == failed)
        let rows = try await s.store.pool.read { db in
            try Int.fetchOne(db, sql: "SELECT count(*) FROM trail WHERE verb LIKE 'queue%'")
        }
        #expect(rows == 0)
    }

    @Test("Neither deed is undone, and both stand in the trail; the chain holds")
    func trail() async throws {
        let (s, _) = try await office(.failed)
        defer { s.remove() }
        try await perform(s, .retry, [try await only(s)])
        try await perform(s, .drop(reason: "đã gọi"), [try await only(s)])
        let rows = try await s.store.pool.read { db in
            try String.fetchAll(
                db,
                sql: """
                    SELECT verb || ' ' || "before" || ' ' || "after" || ' ' || reason FROM trail
                    WHERE verb LIKE 'queue%' ORDER BY id
                    """)
        }
        #expect(
            rows == [
                "queue-retry failed queued letter=1 to=a@example.test",
                "queue-drop queued withdrawn letter=1 to=a@example.test; đã gọi",
            ])
        await #expect(throws: UndoRefusal.self) {
            let last = try await s.store.pool.read {
                try Int.fetchOne($0, sql: "SELECT max(id) FROM change") ?? 0
            }
            _ = try await s.undo(last)
        }
        #expect(try await s.store.audit([]).fault == nil)
    }
}
