import DondocCore
import Foundation
import GRDB
import Testing

@testable import DondocStore

/// Letters that are held back, and how a start knows that it should.
@Suite struct HoldTests {
    static let now = moment("2023-06-09 08:00")
    private static let entry = JournalEntry([("MESSAGE", "hold")])

    private func office() async throws -> Scratch {
        let s = try Scratch(kind: .real)
        try await s.load(try Scratch.plan())
        try await s.remind(StoreTests.nongCong, at: Self.now)
        return s
    }

    private func hold(_ s: Scratch, _ until: Moment?, at now: Moment = now) async throws {
        _ = try await s.store.hold(
            NewHold(cause: .person, until: until, reason: "x"), by: .daemon, at: now,
            journal: Self.entry
        ) { _, _ in "" }
    }

    private func resume(_ s: Scratch, now skips: Bool = false, at now: Moment = now) async throws {
        _ = try await s.store.resume(
            skipsWait: skips, by: .daemon, at: now, journal: { _ in Self.entry }
        ) { _, _ in "" }
    }

    private func automatic(_ s: Scratch, _ cause: HoldCause, _ until: Moment?, at now: Moment = now)
        throws -> Bool
    {
        try s.store.hold(
            automatically: NewHold(cause: cause, until: until), at: now, journal: Self.entry)
    }

    @Test("While letters are held no courier finds any; composing and claims go on")
    func held() async throws {
        let s = try await office()
        defer { s.remove() }
        try await hold(s, nil)
        #expect(try await s.pick(wallClock: 9_000, limit: 9, at: Self.now).isEmpty)
        #expect(try await s.nextLetter(at: Self.now) == nil)
        #expect(try await s.store.untriedLetters(at: Self.now) == 0)
        try await s.remind(StoreTests.thoXuan, at: Self.now)
        _ = try await s.claim(StoreTests.nongCong)
        try await s.compose(at: Self.now)
        #expect(try await s.pick(wallClock: 9_000, limit: 9, at: Self.now).isEmpty)
        try await resume(s)
        // One letter, and true.
        let letters = try await s.pick(wallClock: 9_000, limit: 9, at: Self.now)
        #expect(letters.count == 1)
        let text = String(decoding: letters[0].message, as: UTF8.self)
        #expect(text.contains(StoreTests.thoXuan) && !text.contains(StoreTests.nongCong))
    }

    @Test("A hold ends at its moment of the wall clock and no sooner, also over a restart")
    func restart() async throws {
        let s = try await office()
        defer { s.remove() }
        try await hold(s, Self.now + 7_200)
        try s.store.close()
        let again = try Store(path: s.store.path, kind: .real, newMoment: Self.now)
        defer { try? again.close() }
        #expect(try await again.standingHold()?.until == Self.now + 7_200)
        #expect(try again.endHold(at: Self.now + 7_199) { _ in Self.entry } == nil)
        #expect(
            try await again.pickLetters(wallClock: 9_000, at: Self.now + 7_199, limit: 9).isEmpty)
        #expect(try again.endHold(at: Self.now + 7_200) { _ in Self.entry } != nil)
        #expect(
            try await again.pickLetters(wallClock: 9_000, at: Self.now + 7_200, limit: 9).count
                == 1)
        #expect(try again.endHold(at: Self.now + 7_300) { _ in Self.entry } == nil)
    }

    @Test("resume ends a person's hold and one of a copy; a wait asks for more")
    func resumes() async throws {
        let s = try await office()
        defer { s.remove() }
        await #expect(throws: HoldRefusal.self) { try await resume(s) }
        for cause in HoldCause.allCases where cause != .person {
            let until = cause == .copy ? nil : Self.now + 600
            #expect(try automatic(s, cause, until))
            if cause.isWait {
                await #expect(throws: HoldRefusal.self) { try await resume(s) }
                #expect(try await s.store.standingHold() != nil)
            }
            try await resume(s, now: cause.isWait)
            #expect(try await s.store.standingHold() == nil)
        }
    }

    @Test("Of two holds the one that ends last stands, and a person shortens no wait")
    func stronger() async throws {
        let s = try await office()
        defer { s.remove() }
        #expect(try automatic(s, .pause, Self.now + 600))
        #expect(try !automatic(s, .jump, Self.now + 500))
        #expect(try await s.store.standingHold()?.cause == .pause)
        await #expect(throws: HoldRefusal.self) { try await hold(s, Self.now + 60) }
        try await hold(s, nil)
        #expect(try !automatic(s, .pause, Self.now + 900))
        #expect(try await s.store.standingHold()?.cause == .person)
        // A person may shorten the own one.
        try await hold(s, Self.now + 60)
        #expect(try await s.store.standingHold()?.until == Self.now + 60)
        #expect(try automatic(s, .pause, Self.now + 600))
        #expect(try await s.store.audit([]).fault == nil)
    }

    @Test("A clock that somebody has called right is not held again for the same")
    func back() async throws {
        let s = try await office()
        defer { s.remove() }
        #expect(try automatic(s, .back, Self.now + 3_600))
        try await resume(s, now: true)
        #expect(try !automatic(s, .back, Self.now + 3_600))
        #expect(try automatic(s, .back, Self.now + 9_000, at: Self.now + 3_601))
    }

    // MARK: Starts

    /// What a start finds.
    private func awake(
        _ store: Store, _ home: String = "here", at now: Moment = now, holds: Bool = false
    ) throws -> String {
        var said = ""
        try store.awake(at: now, home: home) { found in
            said = "\(now - found.last) \(found.isCopy)"
            return holds
                ? (NewHold(cause: .pause, until: now + 600), JournalEntry([("MESSAGE", "x")])) : nil
        }
        return said
    }

    @Test("A start learns when the last sign of life was; a sign goes forward only")
    func signs() async throws {
        let s = try await office()
        defer { s.remove() }
        #expect(try awake(s.store) == "0 false")
        #expect(try awake(s.store, at: Self.now + 90_000) == "90000 false")
        try s.store.live(at: (Self.now + 100_000).seconds)
        try s.store.live(at: Self.now.seconds)
        #expect(try awake(s.store, at: Self.now + 100_060) == "60 false")
        #expect(try awake(s.store, at: Self.now) == "-100060 false")
    }

    @Test("A brand-new state has no past: nothing is asked of it")
    func new() async throws {
        let s = try Scratch(kind: .real)
        defer { s.remove() }
        #expect(try awake(s.store, at: Self.now, holds: true) == "")
        #expect(try await s.store.standingHold() == nil)
    }

    /// A copy of the database as it is now, made as the README makes backups.
    private func backup(_ s: Scratch, _ name: String) throws -> String {
        let path = s.folder.appendingPathComponent(name).path
        try s.store.pool.writeWithoutTransaction {
            try $0.execute(sql: "VACUUM INTO ?", arguments: [path])
        }
        return path
    }

    @Test("A database that was put back over the newer one is known, and only once")
    func restored() async throws {
        let s = try await office()
        defer { s.remove() }
        _ = try awake(s.store)
        let old = try backup(s, "old.db")
        try s.store.live(at: Self.now.seconds + 60)
        try s.store.close()
        // In the same file: only the count beside it tells.
        try Data(contentsOf: URL(fileURLWithPath: old)).write(
            to: URL(fileURLWithPath: s.store.path))
        let again = try Store(path: s.store.path, kind: .real, newMoment: Self.now)
        defer { try? again.close() }
        #expect(try awake(again).hasSuffix("true"))
        #expect(try awake(again).hasSuffix("false"))
    }

    @Test(
        "A copy elsewhere is known: without the file beside it, on another machine, as another file"
    )
    func copies() async throws {
        let s = try await office()
        defer { s.remove() }
        _ = try awake(s.store)
        _ = try awake(s.store)
        let bare = try Store(
            path: try backup(s, "bare.db"), kind: .real, newMoment: Self.now)
        defer { try? bare.close() }
        #expect(try awake(bare).hasSuffix("true"))
        #expect(try awake(bare).hasSuffix("false"))
        #expect(try awake(s.store, "there").hasSuffix("true"))
        #expect(try awake(s.store, "there").hasSuffix("false"))
    }

    @Test("A crash between the database's count and the file's is no copy")
    func crash() async throws {
        let s = try await office()
        defer { s.remove() }
        let marker = s.store.path + ".made"
        _ = try awake(s.store)
        let before = try Data(contentsOf: URL(fileURLWithPath: marker))
        _ = try awake(s.store)
        try before.write(to: URL(fileURLWithPath: marker))
        #expect(try awake(s.store).hasSuffix("false"))
        // The very first one, and a state of before there were any.
        let first = try Scratch(kind: .real)
        defer { first.remove() }
        try await first.load(try Scratch.plan())
        _ = try awake(first.store)
        try Data().write(to: URL(fileURLWithPath: first.store.path + ".made"))
        #expect(try awake(first.store).hasSuffix("false"))
        // Again and again, as where the file cannot be written.
        for _ in 0..<3 {
            try Data().write(to: URL(fileURLWithPath: first.store.path + ".made"))
            try first.store.live(at: Self.now.seconds)
            try Data().write(to: URL(fileURLWithPath: first.store.path + ".made"))
            #expect(try awake(first.store).hasSuffix("false"))
        }
    }

    @Test("The hold of a start is recorded with the sign of life, or neither")
    func together() async throws {
        let s = try await office()
        defer { s.remove() }
        _ = try awake(s.store, at: Self.now + 90_000, holds: true)
        #expect(try await s.store.standingHold()?.until == Self.now + 90_600)
        let again = try await office()
        defer { again.remove() }
        try await again.store.pool.write {
            try $0.execute(
                sql: "CREATE TRIGGER no BEFORE INSERT ON life BEGIN SELECT raise(ABORT, ''); END")
        }
        #expect(throws: (any Error).self) {
            try awake(again.store, at: Self.now + 90_000, holds: true)
        }
        #expect(try await again.store.standingHold() == nil)
    }
}
