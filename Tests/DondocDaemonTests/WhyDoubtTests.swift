import DondocAPI
import DondocCore
import DondocPlanFile
import DondocStore
import Foundation
import Testing

@testable import DondocDaemon

/// `why` where something is not certain yet: letters that may have arrived, that wait, that are held.
///
/// The duty of `so` is loaded on Monday 5/6 at 09:00 and due on 15/6; -3wd is Friday 9/6.
@Suite(.serialized) struct WhyDoubtTests {
    private let duty = Rounds.duty

    private func rung(_ office: Rounds, _ step: String, to: String? = nil) async throws
        -> WhyView.Rung
    {
        try #require(
            try await office.work.why(duty, to: to).rungs.first { $0.step == step })
    }

    /// Every letter that can be taken ends so.
    private func end(_ office: Rounds, _ result: LetterResult) async throws {
        try office.bench.skipWaits()
        let now = office.clock.now()
        for letter in try await office.store.pickLetters(wallClock: 1 << 40, at: now, limit: 99) {
            _ = try office.store.letter(
                letter, ended: result, wallClock: 0, at: now, journal: { _ in nil })
        }
    }

    @Test("A letter whose answer was lost may have arrived, whatever becomes of it but its success")
    func unsure() async throws {
        let office = try await Rounds.ofDuty()
        defer { office.remove() }
        try await office.beat(at: "2023-06-09 08:00")
        #expect(try await rung(office, "-3wd").letters.allSatisfy { !$0.mayHaveArrived })
        try await end(office, .notAccepted("421"))
        let waits = try await rung(office, "-3wd")
        #expect(waits.outcome == "waiting" && waits.letters.allSatisfy { $0.state == "queued" })
        #expect(waits.letters.allSatisfy { !$0.mayHaveArrived && $0.attempts == 1 })
        try await end(office, .answerLost("timeout"))
        let lost = try await rung(office, "-3wd")
        #expect(lost.outcome == "unsure" && lost.letters.allSatisfy { $0.state == "unsure" })
        try await end(office, .notAccepted("421"))
        let again = try await rung(office, "-3wd")
        #expect(again.outcome == "unsure" && again.letters.count == 3)
        #expect(again.letters.allSatisfy { $0.state == "queued" && $0.mayHaveArrived })
        #expect(try await rung(office, "-3wd", to: "vt@example.test").outcome == "unsure")
        try await end(office, .accepted)
        let sent = try await rung(office, "-3wd")
        #expect(sent.outcome == "sent" && sent.letters.allSatisfy { !$0.mayHaveArrived })
    }

    @Test("Dropped after such an attempt, nobody says that it was never written")
    func dropped() async throws {
        let office = try await Rounds.ofDuty()
        defer { office.remove() }
        try await office.beat(at: "2023-06-09 08:00")
        try await end(office, .answerLost("timeout"))
        _ = try await office.work.perform(
            .drop(reason: "x"), .all(state: nil, to: nil), by: Bench.root, .init())
        let rung = try await rung(office, "-3wd")
        #expect(rung.outcome == "unsure")
        #expect(rung.letters.allSatisfy { $0.state == "withdrawn" && $0.mayHaveArrived })
    }

    @Test("A press that failed after such an attempt may have arrived, and undo says so")
    func press() async throws {
        let office = try await Rounds.ofDuty()
        defer { office.remove() }
        try office.clock.turn(to: "2023-06-08 10:00")
        let change = try await office.act(.now, duty, by: "desk").obligation.change
        try await office.beat(at: "2023-06-08 10:00")
        try await end(office, .answerLost("timeout"))
        try await end(office, .refused("550"))
        let rung = try await rung(office, "now-1")
        #expect(rung.outcome == "unsure")
        #expect(rung.letters.allSatisfy { $0.state == "failed" && $0.mayHaveArrived })
        let refused = try await problem { _ = try await office.undo(change, by: "desk") }
        #expect(refused.status == 409 && refused.detail.contains("thư có thể đã tới"))
        #expect(!refused.detail.contains("không đi"))
    }

    /// -3wd is 9/6, -1wd 13/6, the due day 15/6; 10/6 and 11/6 are no working days.
    @Test(
        "A hold keeps rungs to come back beyond their hour, up to its end or until somebody resumes"
    )
    func held() async throws {
        let office = try await Rounds.ofDuty()
        defer { office.remove() }
        func hold(until: String?) async throws {
            _ = try await office.work.hold(
                HoldRequest(reason: "bảo trì", until: until), by: Bench.root, .init())
        }
        try await hold(until: "2023-06-13 10:00")
        let (first, second, third) = (
            try await rung(office, "-3wd"), try await rung(office, "-1wd"),
            try await rung(office, "due")
        )
        #expect([first.held, second.held, third.held] == [true, true, false])
        #expect(
            [first, second, third].map { $0.releaseAt?.prefix(16) } == [
                "2023-06-13T10:00", "2023-06-13T10:00", "2023-06-15T08:00",
            ])
        try await hold(until: "2023-06-10 10:00")
        // Saturday: what is held goes with Monday's letter.
        #expect(try await rung(office, "-3wd").releaseAt?.prefix(16) == "2023-06-12T08:00")
        #expect(try await rung(office, "-1wd").held == false)
        try await hold(until: nil)
        let coming = try await office.work.why(duty).rungs.filter { $0.outcome == "planned" }
        #expect(coming.count > 3 && coming.allSatisfy { $0.held && $0.releaseAt == nil })
        _ = try await office.work.resume(ResumeRequest(), by: Bench.root, .init())
        #expect(try await rung(office, "-3wd").releaseAt?.prefix(16) == "2023-06-09T08:00")
        #expect(try await rung(office, "-3wd").held == false)
    }

    @Test("What was newly assigned says whether as lead or as partner")
    func roles() async throws {
        let office = try await Rounds(
            Bench.plan("q").replacing("[so],", with: "[so], with: [khac],"))
        defer { office.remove() }
        office.bench.sendMail()
        try await office.bench.tell(at: "2023-06-05 09:00")
        let why = try await office.work.why("q/viec/2023/so")
        let told = why.assigned.map { ($0.role, Set($0.letters.map(\.recipient))) }
        #expect(told.map(\.0) == ["lead", "partners"])
        #expect(told.first?.1.contains("so@example.test") == true)
        #expect(told.last?.1.contains("khac@example.test") == true)
        #expect(told.first?.1.contains("khac@example.test") == false)
        #expect(why.rungs.allSatisfy { $0.role == nil })
    }

    /// 17/6 is a Saturday: what the snooze held is decided then, as +1wd, and leaves on Monday 19/6.
    @Test(
        "At the end of a snooze its letters wait first, and are said to have been sent once they were"
    )
    func snoozeEnded() async throws {
        let office = try await Rounds.ofDuty()
        defer { office.remove() }
        try await office.act(.snooze, duty, by: "desk") {
            ($0.until, $0.reason) = ("2023-06-17", "chờ số liệu")
        }
        try await office.beat(at: "2023-06-17 08:00")
        let waits = try await office.work.why(duty).snoozeEnded
        #expect(waits?.said == "+1wd" && waits?.outcome == "waiting")
        let letters = try await rung(office, "+1wd").letters
        #expect(letters.allSatisfy { $0.state == "waiting" && $0.letter == nil })
        #expect(letters.allSatisfy { $0.releaseAt?.prefix(16) == "2023-06-19T08:00" })
        try await office.beat(at: "2023-06-19 08:00")
        try await end(office, .answerLost("timeout"))
        #expect(try await office.work.why(duty).snoozeEnded?.outcome == "unsure")
        try await end(office, .accepted)
        #expect(try await office.work.why(duty).snoozeEnded?.outcome == "sent")
    }

    /// 24/6 is a Saturday, and 26/6 the day of +7wd: its letter says what the snooze held.
    @Test("What a newer step has overtaken before it left is said by that step")
    func overtaken() async throws {
        let office = try await Rounds.ofDuty()
        defer { office.remove() }
        try await office.act(.snooze, duty, by: "desk") {
            ($0.until, $0.reason) = ("2023-06-24", "chờ số liệu")
        }
        try await office.beat(at: "2023-06-24 08:00")
        #expect(try await office.work.why(duty).snoozeEnded?.said == "+3wd")
        try await office.beat(at: "2023-06-26 08:00")
        try await end(office, .accepted)
        let ended = try await office.work.why(duty).snoozeEnded
        #expect(ended?.said == "+7wd" && ended?.outcome == "sent")
        let old = try await rung(office, "+3wd")
        #expect(old.outcome == "taken-back")
        #expect(old.letters.allSatisfy { $0.reason == "superseded" && !$0.mayHaveArrived })
    }

    @Test("A notice of a hook says why it was taken back, as one of a letter does")
    func hookReasons() async throws {
        let office = try await Rounds.ofDuty()
        defer { office.remove() }
        office.bench.hear([.init("chat", [.upcoming])])
        try await office.beat(at: "2023-06-09 08:00")
        let hook = { (rung: WhyView.Rung) in rung.letters.first { $0.channel == "hook:chat" } }
        #expect(hook(try await rung(office, "-3wd"))?.state == "queued")
        try await office.act(.done, duty, by: "so") { $0.doc = "1/BC" }
        let claimed = hook(try await rung(office, "-3wd"))
        #expect(claimed?.state == "withdrawn" && claimed?.reason == "done")
        #expect(claimed?.withdrawn?.verb == "done" && claimed?.withdrawn?.by == "Văn thư")
    }
}
