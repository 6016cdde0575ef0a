import DondocCore
import GRDB
import Testing

@testable import DondocStore

/// What happens to what was decided before a snooze, or work taken in hand, and has not left.
@Suite struct PauseNoticeTests {
    static let (one, two) = (StoreTests.nongCong, StoreTests.thoXuan)
    static let (now, until) = (moment("2023-06-09 08:00"), moment("2023-06-14 09:00"))

    private func office() async throws -> Scratch {
        let s = try Scratch()
        try await s.load(try Scratch.plan())
        return s
    }

    @discardableResult
    private func pause(
        _ s: Scratch, _ kind: PauseChange.Kind = .snooze, _ id: String = one,
        until: Moment? = until, at now: Moment = now
    ) async throws -> String {
        let verb: ObligationVerb = kind == .snooze ? .snooze : .ack
        return try await s.act(
            verb, id, .pause(PauseChange(kind, until: until, by: "so")), at: now
        ) { $0.reason = "x" }
    }

    @Test(
        "What waits, and what stands in a letter that has not left, waits for the end of a snooze")
    func held() async throws {
        for composes in [false, true] {
            let s = try await office()
            defer { s.remove() }
            for id in [Self.one, Self.two] {
                try await s.remind(id, at: Self.now, composes: composes)
            }
            try await pause(s)
            try await s.compose(at: Self.now)
            #expect(try await s.deliver(at: Self.now) == ["\(Self.two) 0 1\n"])
            #expect(try await s.nextRelease() == Self.until)
            let early = moment("2023-06-14 08:00")
            #expect(try await s.compose(at: early) == 0)
            try await s.compose(at: Self.until)
            #expect(try await s.deliver(at: Self.until) == ["\(Self.one) 0 1\n"])
        }
    }

    @Test("A letter of which nothing else is left does not go, and what it said comes at the end")
    func alone() async throws {
        let s = try await office()
        defer { s.remove() }
        try await s.remind(Self.one, at: Self.now)
        try await pause(s)
        #expect(try await s.letters() == 0)
        // Once a newer rung has come, one item says both.
        try await s.remind(Self.one, step: "+1wd", at: Self.until, composes: false)
        try await s.compose(at: Self.until)
        #expect(try await s.deliver(at: Self.until) == ["\(Self.one) +1wd 2\n"])
    }

    @Test("Ended, undone or shortened, it is said as soon as it may be")
    func released() async throws {
        let noon = moment("2023-06-09 12:00")
        for how in 0..<3 {
            let s = try await office()
            defer { s.remove() }
            try await s.remind(Self.one, at: Self.now, composes: false)
            try await pause(s)
            switch how {
            case 0: try await pause(s, until: nil, at: noon)
            case 1: try await s.undo(at: noon)
            default: try await pause(s, until: noon, at: moment("2023-06-09 11:00"))
            }
            try await s.compose(at: noon)
            #expect(try await s.deliver(at: noon) == ["\(Self.one) 0 1\n"], "\(how)")
            #expect(try await s.store.audit([]).fault == nil)
        }
    }

    @Test("In hand: the lead's notice goes, the leader's waits")
    func acked() async throws {
        let s = try await office()
        defer { s.remove() }
        let record = try await s.store.obligation(Self.one)
        let notices = [("a@example.test", Audience.lead), ("boss@example.test", .leader)].map {
            NewNotice(recipient: $0.0, role: $0.1, releaseAt: Self.now)
        }
        let reminder = NewReminder(
            step: "+7wd", stepAt: Self.now, kind: .overdue, merged: ["+7wd"], isLate: false,
            notices: notices, journal: [])
        try await s.store.record(
            [
                Said(
                    number: record.number, change: record.change, dueVersion: 1, wake: nil,
                    reminder: reminder)
            ], at: Self.now)
        try await s.compose(at: Self.now)
        try await pause(s, .ack)
        let picked = try await s.pick(wallClock: 1_000, limit: 9, at: Self.now)
        #expect(picked.map(\.recipient) == ["a@example.test"])
        try await s.compose(at: Self.until)
        let later = try await s.pick(wallClock: 9_000, limit: 9, at: Self.until)
        #expect(later.map(\.recipient) == ["boss@example.test"])
    }

    @Test("A letter that was under way and comes back loses what was snoozed meanwhile")
    func underWay() async throws {
        for ids in [[Self.one], [Self.one, Self.two]] {
            let s = try await office()
            defer { s.remove() }
            for id in ids { try await s.remind(id, at: Self.now, composes: false) }
            try await s.compose(at: Self.now)
            let letter = try #require(
                try await s.pick(wallClock: 1_000, limit: 1, at: Self.now).first)
            try await pause(s)
            let state = try s.end(letter, .notAccepted("450"), at: Self.now)
            #expect(state == (ids.count == 1 ? .withdrawn : .queued))
            try await s.compose(at: Self.now)
            let rest = ids.dropFirst().map { "\($0) 0 1\n" }
            #expect(try await s.deliver(at: Self.now, wallClock: 9_000) == rest)
            try await s.compose(at: Self.until)
            #expect(
                try await s.deliver(at: Self.until, wallClock: 9_000) == ["\(Self.one) 0 1\n"])
        }
    }

    @Test("A pile that was read before a snooze is not written after it")
    func race() async throws {
        let s = try await office()
        defer { s.remove() }
        try await s.remind(Self.one, at: Self.now, composes: false)
        let release = Release(hours: Scratch.hours, perRecipientDay: 20)
        let piles = try await s.store.piles(at: Self.now, release, limit: 9)
        try await pause(s)
        let written = try await s.store.record(
            piles.map { ComposedPile($0, $0.drafts.map { Scratch.letter($0, to: "a@b") }) },
            at: Self.now, wallClock: 0)
        #expect(written == 0)
        #expect(try await s.letters() == 0)
    }

    @Test(
        "A snooze and the wake that it moves survive a crash; a decision made before it is dropped")
    func crash() async throws {
        var s = try await office()
        defer { s.remove() }
        let record = try await s.store.obligation(Self.one)
        try await pause(s)
        // The heartbeat had looked before: its decision belongs to another change.
        try await s.store.record(
            [
                Said(
                    number: record.number, change: record.change, dueVersion: 1,
                    wake: moment("2023-06-13 08:00"), reminder: nil)
            ], at: Self.now)
        s = try s.reopened()
        let after = try await s.store.obligation(Self.one)
        #expect(after.wake == Self.until && after.standing.snoozedUntil == Self.until)
        #expect(after.standing.snoozedSince == record.standing.decidedTo)
    }

    @Test(
        "The schema takes no pause without its author and reason, and none of work that is claimed")
    func schema() async throws {
        let s = try await office()
        defer { s.remove() }
        _ = try await s.claim(Self.two)
        for set in [
            "snoozed_until = 1 WHERE number = 1",
            "snoozed_until = 1, snoozed_since = 0, snoozed_by = 'so' WHERE number = 1",
            "snoozed_until = 1, snoozed_since = 0, snoozed_by = 'so', snooze_reason = '' WHERE number = 1",
            "snooze_reason = 'x' WHERE number = 1", "snooze_judged = 1 WHERE number = 1",
            "acked_until = 1, acked_since = 0 WHERE number = 1", "ack_note = 'x' WHERE number = 1",
            "acked_until = 1, acked_since = 0, acked_by = 'so' WHERE number = 2",
        ] {
            await #expect(throws: DatabaseError.self, "\(set)") {
                try await s.store.pool.write { try $0.execute(sql: "UPDATE obligation SET \(set)") }
            }
        }
    }

    @Test("Whoever alters a snooze past the trail is found out")
    func audit() async throws {
        let s = try await office()
        defer { s.remove() }
        try await pause(s)
        #expect(try await s.store.audit([]).fault == nil)
        try await s.store.pool.write {
            try $0.execute(sql: "UPDATE obligation SET snoozed_until = snoozed_until + 1")
        }
        #expect(try await s.store.audit([]).fault == .state)
    }
}
