import DondocAPI
import DondocCore
import DondocPlanFile
import DondocStore
import Foundation
import Testing

@testable import DondocDaemon

/// `why` for one recipient, and all that stands beside the ladder.
///
/// The duty of `so` is loaded on Monday 5/6 at 09:00 and due on 15/6; until 30/6 its clerk has a deputy.
@Suite(.serialized) struct WhyRecipientTests {
    private let duty = Rounds.duty
    private let all = ["so@example.test", "vt@example.test", "th@example.test"]

    private func rung(_ why: WhyView, _ step: String) throws -> WhyView.Rung {
        try #require(why.rungs.first { $0.step == step })
    }

    private func dead(_ office: Rounds, _ address: String, until: String) async throws {
        _ = try await office.work.markDead(
            DeadAddressRequest(address: address, until: until, reason: "đầy"),
            by: office.caller("desk"), .init())
    }

    private func drop(_ office: Rounds, _ to: String, _ reason: String) async throws {
        _ = try await office.work.perform(
            .drop(reason: reason), .all(state: nil, to: to), by: Bench.root, .init())
    }

    @Test("Of a rung to come it says who will hear, as what, deputies of that day among them")
    func toCome() async throws {
        let office = try await Rounds.ofDuty()
        defer { office.remove() }
        let why = try await office.work.why(duty)
        #expect(try rung(why, "-3wd").to.map(\.recipient) == all)
        #expect(try rung(why, "-3wd").to.allSatisfy { $0.role == "lead" && $0.channel == "mail" })
        // Fourteen working days after 15/6 is 5/7, when nobody stands in any more.
        let later = try rung(why, "+14wd").to
        #expect(
            later.map { "\($0.role) \($0.recipient)" } == [
                "lead so@example.test", "lead vt@example.test", "leader ld@example.test",
            ])
    }

    @Test("A dead address is passed over by name, with its last day and who hears instead")
    func passedOver() async throws {
        let office = try await Rounds.ofDuty()
        defer { office.remove() }
        try await dead(office, "so@example.test", until: "2023-06-12")
        let coming = try await office.work.why(duty)
        let before = try rung(coming, "-3wd")
        #expect(before.to.map(\.recipient) == ["vt@example.test", "th@example.test"])
        #expect(before.passedOver.map(\.recipient) == ["so@example.test"])
        #expect(before.passedOver.map(\.until) == ["2023-06-12"])
        #expect(before.passedOver.first?.instead == ["vt@example.test", "th@example.test"])
        #expect(try rung(coming, "-1wd").passedOver == [])
        // The same once it was said, also when the mark has gone since.
        _ = try await office.said(["06-09 08:00"])
        try office.clock.turn(to: "2023-06-09 09:00")
        _ = try await office.work.markAlive(
            AliveAddressRequest(address: "so@example.test"), by: office.caller("desk"), .init())
        let said = try rung(try await office.work.why(duty), "-3wd")
        #expect(said.outcome == "sent" && said.passedOver.map(\.recipient) == ["so@example.test"])
    }

    @Test("The coordinator's list names whom no letter reaches")
    func unreachable() async throws {
        let office = try await Rounds.ofDuty()
        defer { office.remove() }
        func list(_ text: String) async throws -> String {
            try await office.beat(at: text)
            try await office.bench.tell(at: text)
            let letters = try await office.store.pickLetters(
                wallClock: 1 << 40, at: office.clock.now(), limit: 99)
            let letter = try #require(letters.last { $0.recipient == "dp@example.test" })
            return DailyLetterTests.plain(Data(letter.message))
        }
        #expect(!(try await list("2023-06-14 08:00")).contains("Không gửi được"))
        for address in all { try await dead(office, address, until: "2023-06-30") }
        #expect(try await list("2023-06-15 08:00").contains("Không gửi được thư đến: Sở."))
    }

    @Test("One recipient hears only of itself; who is no addressee hears why it never will")
    func narrowed() async throws {
        let office = try await Rounds.ofDuty()
        defer { office.remove() }
        _ = try await office.said(["06-09 08:00"])
        let clerk = try await office.work.why(duty, to: "VT@example.test")
        #expect(clerk.recipient?.never == nil && clerk.recipient?.roles == ["lead"])
        let heard = clerk.rungs.flatMap { $0.letters.map(\.recipient) + $0.to.map(\.recipient) }
        #expect(Set(heard) == ["vt@example.test"])
        #expect(try rung(clerk, "-3wd").letters.count == 1)
        #expect(try rung(clerk, "-7wd").outcome == "before-load")

        for (who, never) in [
            ("desk2", "not-addressee"), ("kiemtra", "no-mailbox"),
            ("khac@example.test", "not-addressee"),
        ] {
            let why = try await office.work.why(duty, to: who)
            #expect(why.recipient?.never == never, "\(who)")
            #expect(why.rungs.allSatisfy { $0.letters.isEmpty && $0.to.isEmpty }, "\(who)")
        }
        // The agency's own people are meant by its name.
        let agency = try await office.work.why(duty, to: "so")
        #expect(
            agency.recipient?.addresses == all + ["ld@example.test"]
                && agency.recipient?.never == nil)
        let refused = try await problem { _ = try await office.work.why(duty, to: "khong-co") }
        #expect(refused.status == 404 && refused.detail.contains("khong-co"))
    }

    @Test("A hold in force is said, with its end")
    func held() async throws {
        let office = try await Rounds.ofDuty()
        defer { office.remove() }
        #expect(try await office.work.why(duty).hold == nil)
        _ = try await office.work.hold(
            HoldRequest(reason: "bảo trì", until: "2023-06-12 09:00"), by: Bench.root, .init())
        let hold = try await office.work.why(duty).hold
        #expect(hold?.until == "2023-06-12T09:00:00+07:00" && hold?.reason == "bảo trì")
    }

    /// 10/6 is a Saturday: the letter of what is held leaves on Monday 12/6.
    @Test("A snooze that ended says what it held and what was said; each step keeps its own hour")
    func snoozeEnded() async throws {
        let office = try await Rounds.ofDuty()
        defer { office.remove() }
        try await office.act(.snooze, duty, by: "desk") {
            ($0.until, $0.reason) = ("2023-06-24", "chờ số liệu")
        }
        let before = try await office.work.why(duty)
        let hours = before.rungs.compactMap(\.hour)
        #expect(hours.count == Set(hours).count && hours.count >= 5, "\(hours)")
        let first = try rung(before, "-3wd")
        #expect(first.hour == "2023-06-09T08:00:00+07:00" && first.outcome == "snoozed")
        #expect(first.releaseAt == "2023-06-26T08:00:00+07:00")
        try await office.beat(at: "2023-06-24 08:00")
        let why = try await office.work.why(duty)
        #expect(why.snoozed == nil && why.snoozeEnded?.reason == "chờ số liệu")
        #expect(why.snoozeEnded?.held == ["-3wd", "-1wd", "0", "due", "+1wd", "+3wd"])
        #expect(why.snoozeEnded?.said == "+3wd" && why.snoozeEnded?.by == "Đầu mối")
        #expect(try rung(why, "+3wd").outcome == "waiting")
        let merged = try rung(why, "-1wd")
        #expect(merged.outcome == "merged" && merged.hour == "2023-06-13T08:00:00+07:00")
        // Dropped before it left, nothing was said.
        _ = try await office.work.perform(
            .drop(reason: "x"), .all(state: nil, to: nil), by: Bench.root, .init())
        try await office.beat(at: "2023-06-26 08:00")
        _ = try await office.work.perform(
            .drop(reason: "x"), .all(state: nil, to: nil), by: Bench.root, .init())
        #expect(try await office.work.why(duty).snoozeEnded?.said == nil)
    }

    @Test("A dropped letter says who dropped it, when and why; a failed one its number")
    func outbox() async throws {
        let office = try await Rounds.ofDuty()
        defer { office.remove() }
        try await office.beat(at: "2023-06-09 08:00")
        // What waits for no hour has none, and not the year 1970.
        let queued = try await office.work.queue(try Query("to=vt@example.test"), by: Bench.root)
        #expect(queued.map(\.state) == ["queued"] && queued.allSatisfy { $0.nextTryAt == nil })
        try await drop(office, "vt@example.test", "gửi nhầm; hai lần")
        let why = try await office.work.why(duty)
        let dropped = try #require(
            try rung(why, "-3wd").letters.first { $0.recipient == "vt@example.test" })
        #expect(dropped.state == "withdrawn" && dropped.reason == "dropped")
        #expect(dropped.withdrawn?.reason == "gửi nhầm; hai lần")
        #expect(dropped.withdrawn?.by == "root" && dropped.withdrawn?.verb == "queue-drop")
        #expect(dropped.withdrawn?.at == "2023-06-09T08:00:00+07:00")
        #expect(try rung(why, "-3wd").outcome == "waiting")
        try await drop(office, "so@example.test", "x")
        try await drop(office, "th@example.test", "x")
        #expect(try rung(try await office.work.why(duty), "-3wd").outcome == "taken-back")
    }

    @Test("A step whose letters all failed says so, with what to try again")
    func failed() async throws {
        let office = try await Rounds.ofDuty()
        defer { office.remove() }
        try await office.beat(at: "2023-06-09 08:00")
        let now = office.clock.now()
        for letter in try await office.store.pickLetters(wallClock: 1 << 40, at: now, limit: 99) {
            _ = try office.store.letter(
                letter, ended: .refused("550 no such user"), wallClock: 0, at: now,
                journal: { _ in nil })
        }
        let said = try rung(try await office.work.why(duty), "-3wd")
        #expect(said.outcome == "failed" && said.letters.count == 3)
        let queued = try await office.store.queue(QueueFilter()).map(\.id)
        #expect(said.letters.compactMap(\.letter).sorted() == queued)
    }

    @Test("Letters that gave the work out are listed")
    func assigned() async throws {
        let office = try await Rounds.ofDuty()
        defer { office.remove() }
        try await office.bench.tell(at: "2023-06-05 09:00")
        let why = try await office.work.why(duty)
        #expect(why.assigned.map(\.step) == ["assigned-2023-06-05"])
        #expect(why.assigned.flatMap(\.letters).map(\.recipient) == all)
        #expect(why.assigned.flatMap(\.letters).allSatisfy { $0.role == "lead" })
    }

    @Test("Withdrawn work says so, by which change; not that it was claimed or done")
    func withdrawn() async throws {
        let office = try await Rounds.ofDuty()
        defer { office.remove() }
        try office.clock.turn(to: "2023-06-09 07:00")
        let change = try await office.act(.withdraw, duty, by: "desk") { $0.reason = "trùng" }
        let why = try await office.work.why(duty)
        #expect(why.silence == "withdrawn")
        #expect(why.ended?.change == change.obligation.change && why.ended?.reason == "trùng")
        #expect(why.ended?.by == "Đầu mối" && why.ended?.verb == "withdraw")
        #expect(try rung(why, "-3wd").outcome == "withdrawn")
    }

    @Test("A hook that was run tells of no person: mail decides, and a hook has reasons of its own")
    func hooks() async throws {
        let office = try await Rounds.ofDuty()
        defer { office.remove() }
        var real = HookSettings("that", [.upcoming])
        real.isForTraining = false
        office.bench.hear([.init("chat", [.upcoming]), .init("tre", [.quiet]), real])
        try await office.beat(at: "2023-06-09 08:00")
        let now = office.clock.now()
        for letter in try await office.store.pickLetters(wallClock: 1 << 40, at: now, limit: 99) {
            _ = try office.store.letter(
                letter, ended: .refused("550"), wallClock: 0, at: now, journal: { _ in nil })
        }
        try await office.bench.take(at: "2023-06-09 08:00")
        let all = try rung(try await office.work.why(duty), "-3wd")
        let hook = all.letters.filter { $0.channel == "hook:chat" }.map(\.state)
        #expect(all.outcome == "failed" && hook == ["sent"])
        #expect(try await office.show(duty).obligation.remindersSent == 0)
        let chat = try await office.work.why(duty, to: "hook:chat")
        #expect(chat.recipient?.never == nil)
        #expect(try rung(chat, "-3wd").outcome == "sent")
        let tre = try await office.work.why(duty, to: "hook:tre").recipient
        let that = try await office.work.why(duty, to: "hook:that").recipient
        #expect(tre?.never == "hook-event" && that?.never == "hook-training")
    }
}
