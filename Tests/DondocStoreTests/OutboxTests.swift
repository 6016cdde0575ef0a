import DondocCore
import Foundation
import Testing

@testable import DondocStore

@Suite struct OutboxTests {
    static let key = StoreTests.nongCong

    func reminded() async throws -> Scratch {
        let s = try Scratch()
        try await s.load(try Scratch.plan())
        try await s.remind(Self.key)
        return s
    }

    func state(_ s: Scratch) async throws -> PastLetter {
        try #require(try await s.store.reminders(of: 1)[0].notices[0].letter)
    }

    @Test("A reminder of one identity is recorded once, whatever asks again")
    func once() async throws {
        let s = try await reminded()
        defer { s.remove() }
        try await s.remind(Self.key)
        #expect(try await s.store.reminders(of: 1).count == 1)
        #expect(try await s.pick(wallClock: 1_000, limit: 9).count == 1)
        #expect(try await s.pick(wallClock: 9_000, limit: 9).isEmpty)
    }

    @Test("A decision on a state that has changed since is dropped")
    func dropped() async throws {
        let s = try Scratch()
        defer { s.remove() }
        try await s.load(try Scratch.plan())
        let seen = try await s.store.obligation(Self.key)
        _ = try await s.claim(Self.key)
        let reminder = NewReminder(
            step: "0", stepAt: Scratch.start, kind: .due, merged: ["0"], isLate: false,
            notices: [], journal: [])
        try await s.store.record(
            [
                Said(
                    number: seen.number, change: seen.change, dueVersion: 1, wake: nil,
                    reminder: reminder)
            ],
            at: Scratch.start)
        #expect(try await s.store.reminders(of: 1).isEmpty)
    }

    @Test("Accepted: sent once and for all")
    func accepted() async throws {
        let s = try await reminded()
        defer { s.remove() }
        let letter = try #require(try await s.pick(wallClock: 1_000, limit: 1).first)
        #expect(try end(s, letter, .accepted, 1_000) == .sent)
        #expect(try await state(s).sentAt == Scratch.start)
        #expect(try await s.nextLetter() == nil)
    }

    @Test("Certainly not accepted: tried again after 1, 2, 4, 8, 15, 30, 30 minutes, without end")
    func retried() async throws {
        let s = try await reminded()
        defer { s.remove() }
        var now = 1_000
        for minutes in [1, 2, 4, 8, 15, 30, 30, 30] {
            let letter = try #require(try await s.pick(wallClock: now, limit: 1).first)
            #expect(!letter.isMarked)
            #expect(try end(s, letter, .notAccepted("450"), now) == .queued)
            #expect(try await s.nextLetter() == now + minutes * 60)
            #expect(
                try await s.pick(wallClock: now + minutes * 60 - 1, limit: 1).isEmpty)
            now += minutes * 60
        }
    }

    @Test("Unsure: once more after five minutes, marked, under the same Message-ID; then no third")
    func unsure() async throws {
        let s = try await reminded()
        defer { s.remove() }
        let first = try #require(try await s.pick(wallClock: 1_000, limit: 1).first)
        #expect(try end(s, first, .answerLost("354"), 1_000) == .unsure)
        #expect(try await s.pick(wallClock: 1_299, limit: 1).isEmpty)
        let second = try #require(try await s.pick(wallClock: 1_300, limit: 1).first)
        #expect(second.isMarked && second.attempt == 2)
        #expect(second.messageID == first.messageID && second.message == first.message)
        #expect(try end(s, second, .answerLost("354"), 1_300) == .failed)
        #expect(try await s.nextLetter() == nil)
    }

    @Test("A restart turns what was being sent into unsure, and a second one into failed")
    func restarted() async throws {
        let s = try await reminded()
        defer { s.remove() }
        _ = try await s.pick(wallClock: 1_000, limit: 1)
        #expect(try s.store.recoverLetters(wallClock: 2_000, journal: { _, _ in nil }) == 1)
        #expect(try await state(s).state == .unsure)
        #expect(try await s.nextLetter() == 2_300)
        #expect(try s.store.recoverLetters(wallClock: 2_000, journal: { _, _ in nil }) == 0)
        let again = try await s.pick(wallClock: 2_300, limit: 1)
        #expect(again.first?.isMarked == true)
        #expect(try s.store.recoverLetters(wallClock: 3_000, journal: { _, _ in nil }) == 1)
        #expect(try await state(s).state == .failed)
    }

    @Test(
        "The mark stays on a letter that was unsure, also when the relay then refuses for a while")
    func markStays() async throws {
        let s = try await reminded()
        defer { s.remove() }
        let first = try #require(try await s.pick(wallClock: 1_000, limit: 1).first)
        _ = try end(s, first, .answerLost("354"), 1_000)
        let second = try #require(try await s.pick(wallClock: 1_300, limit: 1).first)
        _ = try end(s, second, .notAccepted("451"), 1_300)
        let third = try #require(try await s.pick(wallClock: 9_000, limit: 1).first)
        #expect(third.isMarked)
    }

    @Test("Refused for ever: failed, and nothing waits")
    func refused() async throws {
        let s = try await reminded()
        defer { s.remove() }
        let letter = try #require(try await s.pick(wallClock: 1_000, limit: 1).first)
        #expect(try end(s, letter, .refused("550"), 1_000) == .failed)
        #expect(try await state(s).error == "550")
        #expect(try await s.nextLetter() == nil)
    }

    private func end(_ s: Scratch, _ letter: WaitingLetter, _ result: LetterResult, _ wall: Int)
        throws -> LetterState
    {
        try s.store.letter(
            letter, ended: result, wallClock: wall, at: Scratch.start, journal: { _ in nil })
    }

    @Test("A Message-ID is the same for ever and another for anything else")
    func messageIDs() {
        let id = MessageID.make(["i", "k", "1", "0", "a@b", "mail"], domain: "example.test")
        #expect(id == MessageID.make(["i", "k", "1", "0", "a@b", "mail"], domain: "example.test"))
        #expect(id.hasSuffix("@example.test>") && id.count == 32 + "<@example.test>".count)
        #expect(id != MessageID.make(["i", "k", "2", "0", "a@b", "mail"], domain: "example.test"))
        #expect(id != MessageID.make(["i", "k1", "0", "a@b", "mail"], domain: "example.test"))
    }

    @Test("SHA-256 agrees with the vectors of FIPS 180-4")
    func sha() {
        #expect(
            SHA256.hex("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
        #expect(
            SHA256.hex("") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
    }
}

@Suite struct JSONTextTests {
    @Test(
        "Lists of texts come back as they were",
        arguments: [
            [], ["a"], ["a", "b"], ["\"\\,[]", "", "\u{1}\n\t", "Ủy ban – 📨"],
        ])
    func roundTrip(texts: [String]) throws {
        #expect(try JSONText.texts(JSONText.array(texts)) == texts)
    }

    @Test(
        "What is no list of texts is damage, not an empty list",
        arguments: [
            "", "{}", "[1]", "[\"a\"", "[\"a\" \"b\"]", "[\"a\",]",
        ])
    func refused(json: String) {
        #expect(throws: StoreFault.self) { try JSONText.texts(json) }
    }
}

@Suite struct TruthTests {
    @Test(
        "A letter on its way when the work is claimed is not sent again",
        arguments: [
            LetterResult.notAccepted("450"), .answerLost("354"),
        ])
    func claimedMeanwhile(result: LetterResult) async throws {
        let s = try Scratch()
        defer { s.remove() }
        try await s.load(try Scratch.plan())
        try await s.remind(StoreTests.nongCong)
        let letter = try #require(try await s.pick(wallClock: 1_000, limit: 1).first)
        _ = try await s.claim(StoreTests.nongCong)
        let state = try s.store.letter(
            letter, ended: result, wallClock: 1_000, at: Scratch.start, journal: { _ in nil })
        #expect(state == .withdrawn)
        #expect(try await s.nextLetter() == nil)
    }

    @Test("Nor is one that a restart found on its way")
    func restarted() async throws {
        let s = try Scratch()
        defer { s.remove() }
        try await s.load(try Scratch.plan())
        try await s.remind(StoreTests.nongCong)
        _ = try await s.pick(wallClock: 1_000, limit: 1)
        _ = try await s.claim(StoreTests.nongCong)
        _ = try s.store.recoverLetters(wallClock: 2_000, journal: { _, _ in nil })
        #expect(try await s.nextLetter() == nil)
    }

    @Test("A newer rung takes the place of letters that still wait")
    func superseded() async throws {
        let s = try Scratch()
        defer { s.remove() }
        try await s.load(try Scratch.plan())
        try await s.remind(StoreTests.nongCong, step: "-3wd")
        try await s.remind(StoreTests.nongCong, step: "-1wd")
        let waiting = try await s.pick(wallClock: 9_000, limit: 9)
        #expect(waiting.flatMap { $0.about.map(\.step) } == ["-1wd"])
    }

    @Test("A rung that has no letters of its own withdraws none")
    func nothingInTheirPlace() async throws {
        let s = try Scratch()
        defer { s.remove() }
        try await s.load(try Scratch.plan())
        try await s.remind(StoreTests.nongCong, step: "-3wd")
        let record = try await s.store.obligation(StoreTests.nongCong)
        let bare = NewReminder(
            step: "-1wd", stepAt: Scratch.start, kind: .upcoming, merged: ["-1wd"], isLate: false,
            notices: [], journal: [])
        try await s.store.record(
            [
                Said(
                    number: record.number, change: record.change, dueVersion: 1, wake: nil,
                    reminder: bare)
            ], at: Scratch.start)
        #expect(try await s.store.reminders(of: record.number).count == 2)
        let waiting = try await s.pick(wallClock: 9_000, limit: 9)
        #expect(waiting.flatMap { $0.about.map(\.step) } == ["-3wd"])
    }

    @Test("Done work that left the file does not make each load a change")
    func doneAndGone() async throws {
        let s = try Scratch()
        defer { s.remove() }
        try await s.load(try Scratch.plan())
        _ = try await s.claim(StoreTests.thoXuan)
        try await s.act(.confirm, StoreTests.thoXuan, .confirm(received: nil))
        try await s.load(try Scratch.plan(units: ["nong-cong"]), text: "b")
        #expect(try await s.store.obligation(StoreTests.thoXuan).standing.state == .done)
        let (change, _) = try await s.load(try Scratch.plan(units: ["nong-cong"]), text: "b")
        #expect(change == nil)
    }

    @Test("A database that is gone is damage, not a new beginning")
    func gone() async throws {
        let s = try Scratch()
        defer { s.remove() }
        try await s.load(try Scratch.plan())
        try s.store.close()
        try FileManager.default.removeItem(atPath: s.store.path)
        do {
            _ = try Store(path: s.store.path, kind: .training, newMoment: Scratch.start)
            Issue.record("opened")
        } catch StoreFault.damaged {}
        #expect(!FileManager.default.fileExists(atPath: s.store.path))
    }

    @Test("After a clean stop everything is in the one file")
    func oneFile() async throws {
        let s = try Scratch()
        defer { s.remove() }
        try await s.load(try Scratch.plan())
        try s.store.close()
        let copy = s.folder.appendingPathComponent("copy.db").path
        try FileManager.default.copyItem(atPath: s.store.path, toPath: copy)
        let opened = try Store(path: copy, kind: .training, newMoment: Scratch.start)
        #expect(try await opened.obligation("1").key == StoreTests.nongCong)
        try opened.close()
    }
}
