import DondocAPI
import DondocCore
import DondocStore
import Foundation
import Testing

@testable import DondocDaemon

/// Somebody presses at once: one letter to the lead, and not two.
@Suite(.serialized) struct PressTests {
    private let duty = Rounds.duty

    @discardableResult
    private func press(_ office: Rounds, by user: String = "desk", note: String? = "gấp")
        async throws -> DetailView
    {
        try await office.act(.now, duty, by: user) { $0.note = note }
    }

    private func subjects(_ office: Rounds) async throws -> [String] {
        try await office.store.reminders(of: 1).flatMap(\.notices).compactMap(\.letter?.subject)
    }

    @Test("The lead has a letter of its own at once, and the ladder goes on as before")
    func whole() async throws {
        let office = try await Rounds.ofDuty()
        defer { office.remove() }
        try office.clock.turn(to: "2023-06-16 10:00")
        _ = try await office.said(["06-16 10:00"])
        let view = try await press(office)
        let pressedNow = try await office.work.why(duty).rungs.first { $0.step == "now-1" }
        #expect(pressedNow?.outcome == "waiting")
        // The letter of the press has not left yet.
        #expect(view.obligation.remindersSent == 1)
        #expect(
            try await office.said(["06-16 10:00", "06-20 08:00"])
                == ["06-16 10:00 so: now-1", "06-20 08:00 so: +3wd"])
        #expect(
            try await subjects(office).contains("[TẬP HUẤN] [Đôn đốc: quá hạn 1 ngày] Việc – Sở"))
        // The press is no rung: what comes after it is the second reminder.
        #expect(
            try await subjects(office).contains(
                "[TẬP HUẤN] [Quá hạn 5 ngày, nhắc lần 2] Việc – Sở"))
        let why = try await office.work.why(duty)
        let rung = try #require(why.rungs.first { $0.step == "now-1" })
        #expect(rung.outcome == "sent" && rung.letters.allSatisfy { $0.role == "lead" })
        #expect(Set(rung.letters.map(\.recipient)).isSuperset(of: ["so@example.test"]))
        let entries = try await office.store.waitingJournal(limit: 1_000).map(\.entry.fields)
        let pressed = try #require(
            entries.first { $0.contains { $0.name == "DONDOC_KIND" && $0.value == "pressed" } })
        let fields = Dictionary(pressed.map { ($0.name, $0.value) }) { one, _ in one }
        #expect(fields["DONDOC_STEP"] == "now-1" && fields["DONDOC_REASON"] == "gấp")
        #expect(fields["DONDOC_RECIPIENT"]?.contains("so@example.test") == true)
    }

    @Test("A press counts as a reminder once it was sent, a dropped or failed one does not")
    func counted() async throws {
        let office = try await Rounds.ofDuty()
        defer { office.remove() }
        func sent() async throws -> Int { try await office.show(duty).obligation.remindersSent }
        try office.clock.turn(to: "2023-06-08 10:00")
        let change = try await press(office).obligation.change
        try await office.beat(at: "2023-06-08 10:00")
        _ = try await office.work.perform(
            .drop(reason: "x"), .all(state: nil, to: nil), by: Bench.root, .init())
        #expect(try await sent() == 0)
        let refused = try await problem { _ = try await office.undo(change, by: "desk") }
        #expect(refused.status == 409 && refused.detail.contains("thư không đi"))
        // 9/6: the step -3wd fails.
        try await office.beat(at: "2023-06-09 08:00")
        let now = office.clock.now()
        for letter in try await office.store.pickLetters(wallClock: 1 << 40, at: now, limit: 99) {
            _ = try office.store.letter(
                letter, ended: .refused("550"), wallClock: 0, at: now, journal: { _ in nil })
        }
        #expect(try await sent() == 0)
        try await press(office)
        #expect(try await office.taken(at: "2023-06-09 08:00").contains("so: now-2"))
        #expect(try await sent() == 1)
        #expect(try await office.show(duty, at: "2023-06-08").obligation.remindersSent == 0)
    }

    @Test("Who presses and what they add stand in the letter, as data")
    func words() async throws {
        let office = try await Rounds.ofDuty()
        defer { office.remove() }
        try await press(office, note: "<b>{{title}}</b> & họp sáng mai")
        try await office.beat(at: "2023-06-05 09:00")
        let letters = try await office.store.pickLetters(
            wallClock: 1 << 40, at: office.clock.now(), limit: 99)
        let letter = try #require(letters.first { $0.recipient == "so@example.test" })
        let text = DailyLetterTests.plain(Data(letter.message))
        #expect(text.contains("Đầu mối đôn đốc"))
        #expect(text.contains("- Đôn đốc: Đầu mối: <b>{{title}}</b> & họp sáng mai"))
        #expect(text.contains("Đôn đốc: Đầu mối: &lt;b&gt;{{title}}&lt;/b&gt; &amp; họp sáng mai"))
    }

    @Test("Twice on one working day is refused, whoever presses; on the next one it goes again")
    func twice() async throws {
        let office = try await Rounds.ofDuty()
        defer { office.remove() }
        // On Saturday it waits for Monday's opening, and so would all others.
        try office.clock.turn(to: "2023-06-10 10:00")
        try await press(office)
        for (at, user) in [
            ("06-10 11:00", "quantri"), ("06-11 09:00", "desk"), ("06-12 07:00", "desk"),
        ] {
            try office.clock.turn(to: "2023-\(at)")
            let refused = try await problem { try await press(office, by: user) }
            #expect(refused.status == 409 && refused.detail.contains("10/06/2023 10:00"), "\(at)")
        }
        let said = try await office.said(["06-12 07:00", "06-12 07:30", "06-12 08:00"])
        #expect(said.filter { $0.contains("now-") } == ["06-12 07:30 so: now-1"])
        let again = try await problem { try await press(office) }
        #expect(again.detail.contains("(Đầu mối)"))
        // After office hours it is the next day's: allowed today, and refused tomorrow.
        try office.clock.turn(to: "2023-06-12 18:00")
        try await press(office)
        #expect(try await office.said(["06-12 18:00", "06-13 07:30"]) == ["06-13 07:30 so: now-2"])
        let third = try await problem { try await press(office) }
        #expect(third.status == 409)
    }

    @Test("Until its letter has left, undo takes it back, and undoing that sends it")
    func undone() async throws {
        let office = try await Rounds.ofDuty()
        defer { office.remove() }
        try office.clock.turn(to: "2023-06-10 10:00")
        let change = try await press(office).obligation.change
        _ = try await office.undo(change, by: "desk")
        #expect(try await office.said(["06-12 07:30"]) == [])
        // What was taken back does not count.
        try await press(office, note: "lần này thật")
        #expect(try await office.said(["06-12 07:31"]) == ["06-12 07:31 so: now-2"])
        #expect(try await office.store.audit([]).fault == nil)
    }

    @Test("Taken back and put back, it goes once")
    func redone() async throws {
        let office = try await Rounds.ofDuty()
        defer { office.remove() }
        let change = try await press(office).obligation.change
        try await office.beat(at: "2023-06-05 09:00")
        // The letter is written and waits for its courier.
        let undo = try await office.undo(change, by: "desk").change
        #expect(try await office.said(["06-05 09:00"]) == [])
        _ = try await office.undo(undo, by: "desk")
        let said = try await office.said(["06-05 09:00", "06-06 08:00"])
        #expect(said.map { $0.suffix(9) } == ["so: now-1"], "\(said)")
    }

    @Test("A letter that has left is not taken back, and the refusal says so")
    func left() async throws {
        let office = try await Rounds.ofDuty()
        defer { office.remove() }
        let change = try await press(office).obligation.change
        #expect(try await office.said(["06-05 09:00"]) == ["06-05 09:00 so: now-1"])
        let refused = try await problem { _ = try await office.undo(change, by: "desk") }
        #expect(refused.status == 409 && refused.detail.contains("thư đã đi"))
        // It stands in the way of no other undo.
        let start = try await office.act(.start, duty, by: "so").obligation.change
        try office.clock.turn(to: "2023-06-06 09:00")
        try await press(office)
        _ = try await office.undo(start, by: "so")
    }

    @Test("Claimed before its letter has left, it is not said")
    func claimed() async throws {
        let office = try await Rounds.ofDuty()
        defer { office.remove() }
        try await press(office)
        try await office.act(.done, duty, by: "so")
        #expect(try await office.said(["06-05 09:00", "06-06 08:00"]) == [])
    }

    @Test("Where the lead has no mailbox, or reminders are snoozed, nobody is pressed")
    func refused() async throws {
        let office = try await Rounds.ofDuty()
        defer { office.remove() }
        try await office.act(.snooze, duty, by: "so") {
            ($0.until, $0.reason) = ("2023-06-14", "x")
        }
        let snoozed = try await problem { try await press(office) }
        #expect(snoozed.detail.contains("dondoc remind snooze 1 --end"))
        let mute = try await Rounds(
            Bench.plan("q").replacing("[so]", with: "[mute]"),
            agencies: Rounds.agencies.replacing(
                "agencies:\n", with: "agencies:\n  mute: {name: Không hộp thư}\n"))
        defer { mute.remove() }
        let nobody = try await problem { try await mute.act(.now, "q/", by: "desk") }
        #expect(nobody.status == 409 && nobody.detail.contains("Không hộp thư không có hộp thư"))
        #expect(nobody.detail.contains("dp@example.test"))
    }

    @Test("A press of a coordinator is not held by an acknowledgement, nor by a later snooze")
    func notHeld() async throws {
        let office = try await Rounds.ofDuty()
        defer { office.remove() }
        try await office.act(.ack, duty, by: "so")
        try await press(office)
        try await office.act(.snooze, duty, by: "so") {
            ($0.until, $0.reason) = ("2023-06-14", "x")
        }
        #expect(try await office.said(["06-05 09:00"]) == ["06-05 09:00 so: now-1"])
    }
}
