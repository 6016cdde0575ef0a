import DondocCore
import Foundation
import GRDB
import Testing

@testable import DondocStore

/// What happens to a letter whose work is claimed before it has left, and when the claim is taken back.
@Suite struct WithdrawnNoticeTests {
    static let (one, two) = (StoreTests.nongCong, StoreTests.thoXuan)
    static let now = moment("2023-06-09 08:00")

    /// Where the letter is when the claim comes.
    enum Place: CaseIterable { case waiting, queued, sending, unsure }

    /// Reminders of this work, and how far their letter has come; an attempt that is under way.
    private func office(_ ids: [String], _ place: Place) async throws -> (Scratch, WaitingLetter?) {
        let s = try Scratch()
        try await s.load(try Scratch.plan())
        for id in ids { try await s.remind(id, at: Self.now, composes: false) }
        guard place != .waiting else { return (s, nil) }
        try await s.compose(at: Self.now)
        guard place != .queued else { return (s, nil) }
        let letter = try #require(
            try await s.pick(wallClock: 1_000, limit: 1, at: Self.now).first)
        guard place == .unsure else { return (s, letter) }
        _ = try s.end(letter, .answerLost("354"), at: Self.now)
        return (s, nil)
    }

    private func settle(_ s: Scratch, _ letter: WaitingLetter?) async throws {
        if let letter { _ = try s.end(letter, .notAccepted("450"), at: Self.now) }
        try await s.compose(at: Self.now)
    }

    @Test("Claimed work leaves its letter; what else it says still goes", arguments: Place.allCases)
    func claimed(place: Place) async throws {
        let (s, letter) = try await office([Self.one, Self.two], place)
        defer { s.remove() }
        _ = try await s.claim(Self.one)
        if place == .queued || place == .unsure {
            // Nobody takes it before it is composed anew.
            #expect(try await s.pick(wallClock: 9_000, limit: 9, at: Self.now).isEmpty)
        }
        try await settle(s, letter)
        #expect(try await s.deliver(at: Self.now, wallClock: 9_000) == ["\(Self.two) 0 1\n"])
        #expect(try await s.letters() == 1)
    }

    @Test("A letter of which nothing is left never goes", arguments: Place.allCases)
    func nothingLeft(place: Place) async throws {
        let (s, letter) = try await office([Self.one], place)
        defer { s.remove() }
        _ = try await s.claim(Self.one)
        try await settle(s, letter)
        #expect(try await s.letters() == 0)
        #expect(try await s.nextLetter(at: Self.now) == nil)
        let notice = try await s.store.reminders(of: 1)[0].notices[0]
        #expect(notice.state == .withdrawn && notice.reason != nil)
    }

    @Test(
        "Taken back before the letter was composed anew, or after it, it says the same as before",
        arguments: Place.allCases, [false, true])
    func undone(place: Place, isComposed: Bool) async throws {
        for ids in [[Self.one], [Self.one, Self.two]] {
            let (s, letter) = try await office(ids, place)
            defer { s.remove() }
            _ = try await s.claim(Self.one)
            if isComposed { try await settle(s, letter) }
            try await s.undo(at: Self.now)
            try await settle(s, isComposed ? nil : letter)
            let said = try await s.deliver(at: Self.now, wallClock: 9_000)
            #expect(said == [ids.map { "\($0) 0 1\n" }.joined()], "\(ids.count)")
            #expect(try await s.letters() == 1)
        }
    }

    @Test("A mark of an attempt whose end nobody knows stays on what is composed anew")
    func marked() async throws {
        let (s, _) = try await office([Self.one, Self.two], .unsure)
        defer { s.remove() }
        _ = try await s.claim(Self.one)
        try await s.compose(at: Self.now)
        let again = try await s.pick(wallClock: 9_000, limit: 9, at: Self.now)
        #expect(again.map(\.isMarked) == [true] && again.map(\.about.count) == [1])
        #expect(again.map(\.messageID) == ["<a@example.test-2023-06-09@example.test>"])
    }

    @Test("Taken back on a later day it goes with the next letter, once")
    func later() async throws {
        let (s, _) = try await office([Self.one], .queued)
        defer { s.remove() }
        _ = try await s.claim(Self.one)
        // Saturday.
        try await s.undo(at: moment("2023-06-10 09:00"))
        #expect(try await s.deliver(at: moment("2023-06-10 09:00")) == [])
        let monday = moment("2023-06-12 08:00")
        #expect(try await s.nextRelease() == monday)
        try await s.compose(at: monday)
        #expect(try await s.deliver(at: monday) == ["\(Self.one) 0 1\n"])
    }

    @Test("A check-in withdraws what asked for it and nothing else")
    func checkin() async throws {
        let s = try Scratch()
        defer { s.remove() }
        try await s.load(try Scratch.plan())
        for step in ["checkin-2023-Q1", "0"] {
            try await s.remind(Self.one, step: step, at: Self.now)
        }
        try await s.act(.checkin, Self.one, .checkin, at: Self.now)
        try await s.compose(at: Self.now)
        #expect(try await s.deliver(at: Self.now) == ["\(Self.one) 0 1\n"])
    }

    @Test("A moved day withdraws its rungs, and not that a claim was returned")
    func moved() async throws {
        let s = try Scratch()
        defer { s.remove() }
        try await s.load(try Scratch.plan())
        try await s.remind(Self.one, step: "0", at: Self.now)
        try await s.remind(Self.one, step: "returned-1", at: Self.now)
        try await s.load(try Scratch.plan(due: "trước ngày 22/6/2023"), text: "b", at: Self.now)
        try await s.compose(at: Self.now)
        #expect(try await s.deliver(at: Self.now) == ["\(Self.one) returned-1 1\n"])
    }

    @Test("What changed while letters were being written is not stored, and looked at again")
    func between() async throws {
        let (s, _) = try await office([Self.one, Self.two], .waiting)
        defer { s.remove() }
        let release = Release(hours: Scratch.hours, perRecipientDay: 20)
        let piles = try await s.store.piles(at: Self.now, release, limit: 9)
        _ = try await s.claim(Self.one)
        let letters = piles.map { pile in
            ComposedPile(pile, pile.drafts.map { Scratch.letter($0, to: pile.recipient) })
        }
        #expect(try await s.store.record(letters, at: Self.now, wallClock: 0) == 0)
        #expect(try await s.letters() == 0)
        try await s.compose(at: Self.now)
        #expect(try await s.deliver(at: Self.now) == ["\(Self.two) 0 1\n"])
    }

    @Test(
        "Stopped between any two of its steps, nothing is lost and nothing said twice",
        arguments: 0..<5)
    func crashed(step: Int) async throws {
        var s = try Scratch()
        defer { s.remove() }
        try await s.load(try Scratch.plan())
        for id in [Self.one, Self.two] { try await s.remind(id, at: Self.now, composes: false) }
        if step == 0 { s = try s.reopened() }
        try await s.compose(at: Self.now)
        if step == 1 { s = try s.reopened() }
        var letter = try #require(try await s.pick(wallClock: 1_000, limit: 1, at: Self.now).first)
        if step == 2 {
            // Nobody knows whether it arrived: the same letter once more, marked.
            s = try s.reopened()
            #expect(try await s.pick(wallClock: 1_299, limit: 1, at: Self.now).isEmpty)
            let again = try await s.pick(wallClock: 1_300, limit: 1, at: Self.now)
            #expect(again.map(\.messageID) == [letter.messageID] && again.map(\.isMarked) == [true])
            letter = try #require(again.first)
        }
        _ = try s.end(letter, .notAccepted("450"), at: Self.now, wallClock: 2_000)
        if step == 3 { s = try s.reopened() }
        #expect(
            try await s.deliver(at: Self.now, wallClock: 9_000) == [
                "\(Self.one) 0 1\n\(Self.two) 0 1\n"
            ])
        if step == 4 { s = try s.reopened() }
        try await s.compose(at: Self.now)
        #expect(try await s.deliver(at: Self.now, wallClock: 99_000) == [])
        #expect(try await s.letters() == 1)
    }
}

extension Scratch {
    /// Takes the last change back.
    func undo(_ change: Int? = nil, at now: Moment = start) async throws {
        let last = try await store.pool.read { db in
            try Int.fetchOne(db, sql: "SELECT max(id) FROM change") ?? 0
        }
        _ = try await store.undo(
            change ?? last, reason: nil, by: .daemon, at: now, Scratch.rules,
            release: Scratch.hours.release(at: now),
            old: { _, _, _ in throw Outpaced() },
            journal: { _ in JournalEntry([("MESSAGE", "undone")]) }, answer: { _, _ in "" })
    }

    /// The same store as a new process finds it.
    func reopened() throws -> Scratch {
        try store.close()
        let again = Scratch(
            folder: folder,
            store: try Store(path: store.path, kind: .training, newMoment: Scratch.start))
        _ = try again.store.recoverLetters(wallClock: 1_000, journal: { _, _ in nil })
        return again
    }

    private init(folder: URL, store: Store) {
        self.folder = folder
        self.store = store
    }
}
