import DondocAPI
import DondocCore
import DondocStore
import Foundation
import Testing

@testable import DondocDaemon

/// Nothing that was sent is missing in `why`, and nothing is said to have been sent that was not.
///
/// The duty is loaded on Monday 5/6 at 09:00 and due on 15/6; its rungs stand at `Rounds.ofDuty`.
@Suite(.serialized) struct WhyTests {
    private let duty = Rounds.duty

    /// `06-13 -1wd sent 3`: how many letters (the mailbox, its person and the deputy in June).
    private func rows(_ office: Rounds, from: String = "2023-06-05", until: String)
        async throws -> [String]
    {
        try await office.work.why(duty).rungs
            .filter { $0.at >= from && $0.at.prefix(10) <= until }
            .map { "\($0.at.prefix(10).suffix(5)) \($0.step) \($0.outcome) \($0.letters.count)" }
    }

    private func policies(_ text: String, _ office: Rounds) async throws {
        let file = office.bench.folder.appendingPathComponent("policies.yaml")
        try text.write(to: file, atomically: true, encoding: .utf8)
        _ = try await office.work.reload(by: Bench.root)
        office.bench.sendMail()
    }

    /// Before 7/7 the day to act by is 6/7, -3wd 3/7 and -7wd 27/6.
    @Test(
        "A day moved away and back: what was sent stands there, what was passed over says by what")
    func moved() async throws {
        let office = try await Rounds.ofDuty()
        defer { office.remove() }
        #expect(try await office.said(["06-09 08:00", "06-13 08:00"]).count == 2)
        try office.clock.turn(to: "2023-06-13 10:00")
        try await office.load(Bench.plan("q", due: "trước ngày 7/7/2023"))
        let away = try await rows(office, from: "2023-06-06", until: "2023-07-03")
        #expect(
            away == [
                "06-09 -3wd sent 3", "06-13 -1wd sent 3", "06-27 -7wd planned 0",
                "07-03 -3wd planned 0",
            ])
        try office.clock.turn(to: "2023-06-16 10:00")
        try await office.load(Bench.plan("q"))
        #expect(
            try await rows(office, until: "2023-06-20") == [
                "06-05 -7wd before-load 0", "06-09 -3wd sent 3", "06-13 -1wd sent 3",
                "06-14 0 before-move 0", "06-15 due before-move 0", "06-16 +1wd planned 0",
                "06-20 +3wd planned 0",
            ])
        // The day that went by meanwhile made it late at this minute, not at eight.
        let late = try #require(try await office.work.why(duty).rungs.first { $0.step == "+1wd" })
        #expect(late.at == "2023-06-16T10:00:00+07:00" && late.releaseAt == late.at)
        let rungs = try await office.work.why(duty).rungs
        #expect(
            rungs.filter { $0.outcome == "sent" }.flatMap(\.letters).map(\.state).contains("sent"))
    }

    @Test(
        "A day granted and taken back moved nothing: the rungs between were never passed over by it"
    )
    func undone() async throws {
        let office = try await Rounds.ofDuty()
        defer { office.remove() }
        _ = try await office.said(["06-09 08:00"])
        try office.clock.turn(to: "2023-06-12 09:00")
        let change = try await office.act(.extend, duty, by: "desk") {
            ($0.to, $0.doc, $0.reason) = ("2023-07-07", "12/QĐ", "x")
        }
        // Until 7/7, with that day: the seventh working day before it is 28/6.
        let granted = try await rows(office, until: "2023-06-28")
        #expect(granted == ["06-09 -3wd sent 3", "06-28 -7wd planned 0"])
        _ = try await office.undo(change.obligation.change, by: "desk")
        #expect(
            try await rows(office, until: "2023-06-13") == [
                "06-05 -7wd before-load 0", "06-09 -3wd sent 3", "06-13 -1wd planned 0",
            ])
    }

    @Test("A reopening: what was passed over before it was not passed over by the load")
    func reopened() async throws {
        let office = try await Rounds.ofDuty()
        defer { office.remove() }
        _ = try await office.said(["06-09 08:00"])
        try await office.act(.done, duty, by: "so") { $0.doc = "1/BC" }
        try await office.act(.confirm, duty, by: "desk")
        try office.clock.turn(to: "2023-06-14 10:00")
        try await office.act(.reopen, duty, by: "desk") { $0.reason = "x" }
        #expect(
            try await rows(office, until: "2023-06-15") == [
                "06-05 -7wd before-load 0", "06-09 -3wd sent 3", "06-13 -1wd before-reopen 0",
                "06-14 0 before-reopen 0", "06-15 due planned 0",
            ])
    }

    @Test("Under another ladder the letters of steps that it has not stand in rows of their own")
    func otherLadder() async throws {
        let office = try await Rounds.ofDuty()
        defer { office.remove() }
        _ = try await office.said(["06-09 08:00"])
        try office.clock.turn(to: "2023-06-09 10:00")
        try await policies(
            "policies: {standard: {for: [task, report], steps: [{at: -2wd}, {at: due}]}}\n", office)
        #expect(
            try await rows(office, until: "2023-06-30") == [
                "06-09 -3wd sent 3", "06-12 -2wd planned 0", "06-15 due planned 0",
            ])
    }

    @Test("What a pause held and then said stays when the pause has gone")
    func escalated() async throws {
        let office = try await Rounds.ofDuty(at: "2023-06-26 07:00")
        defer { office.remove() }
        try await office.act(.ack, duty, by: "so") { $0.until = "2023-07-04 09:00" }
        let said = try await office.said(["06-26 08:00", "07-04 09:00"])
        #expect(said == ["06-26 08:00 so: +7wd", "07-04 09:00 ld: +7wd-escalated"])
        try office.clock.turn(to: "2023-07-04 10:00")
        try await office.act(.done, duty, by: "so") { $0.doc = "1/BC" }
        let rows = try await rows(office, from: "2023-06-26", until: "2023-07-04")
        #expect(
            rows.first == "06-26 +7wd sent 3"
                && rows.last?.hasPrefix("07-04 +7wd-escalated sent") == true)
        #expect(rows.count == 2, "\(rows)")
    }

    @Test("A step that nobody hears is not said, before and after its day")
    func nobody() async throws {
        let office = try await Rounds(
            at: "2023-06-05 09:00", Bench.plan("q"), agencies: Rounds.agencies)
        defer { office.remove() }
        try await policies(
            """
            policies:
              standard:
                for: [task, report]
                steps: [{at: 0, to: [leader]}, {at: due, to: [lead]}]

            """, office)
        let planned = ["06-14 0 nobody 0", "06-15 due planned 0"]
        #expect(try await rows(office, until: "2023-06-30") == planned)
        let days = try await office.work.policyDays(
            Query(
                text: "id=\(duty)&policy=standard",
                of: try #require(Route.at(.get, Path.policyDays))))
        #expect(days.rungs.map(\.said.outcome) == ["nobody", "planned"])
        try await office.beat(at: "2023-06-14 08:00")
        #expect(try await office.said(duty) == ["0"])
        #expect(try await rows(office, until: "2023-06-30") == planned)
    }

    @Test("The journal's entry of a decision counts no letters, which only what has left can")
    func uncounted() async throws {
        let office = try await Rounds.ofDuty()
        defer { office.remove() }
        _ = try await office.said(["06-16 08:00", "06-20 08:00"])
        let said = try await office.store.waitingJournal(limit: 1_000).map(\.entry)
            .filter { $0.fields.contains { $0.name == "DONDOC_STEP" && $0.value == "+3wd" } }
        let messages = said.flatMap(\.fields).filter { $0.name == "MESSAGE" }.map(\.value)
        #expect(messages.contains { $0.contains("[Quá hạn 5 ngày] Việc") }, "\(messages)")
    }
}
