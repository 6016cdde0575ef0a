import DondocAPI
import DondocCore
import DondocStore
import Foundation
import Testing

@testable import DondocDaemon

/// One phrase, many units; reports that wait for the reports below them.
@Suite(.serialized) struct FanOutTests {
    static let all = ["so", "khac", "xa-a", "xa-b"]

    private func members(_ office: Rounds, _ list: String) async throws -> ReloadView {
        let text = Rounds.agencies.replacing(
            "members: [xa-a, {id: xa-b, until: 2023-06-20}]", with: "members: [\(list)]")
        try text.write(
            to: office.bench.folder.appendingPathComponent("agencies/t.yaml"), atomically: true,
            encoding: .utf8)
        return try await office.work.reload(by: Bench.root)
    }

    @Test("Members are those of the due day")
    func asOfTheDay() async throws {
        let office = try await Rounds(
            Rounds.plan
                + "\n  - {id: cuoi, title: Cuối tháng, from: [\"@xa\"], to: [desk], due: trước ngày 30/6/2023}\n"
        )
        defer { office.remove() }
        // xa-b leaves the group on 20/6: it owes what is due on 15/6, and not on 30/6.
        #expect(try await office.work.task(try Query("id=p/bc")).missing.map(\.agency) == Self.all)
        #expect(
            try await office.work.task(try Query("id=p/cuoi")).missing.map(\.agency) == ["xa-a"])
    }

    @Test(
        "A unit that joins the group later adds one, one that leaves is withdrawn, and comes back")
    func joins() async throws {
        let office = try await Rounds()
        defer { office.remove() }
        let old = try await office.store.obligation("p/bc/2023-H1/xa-b").number
        try await office.act(.done, "p/bc/2023-H1/xa-b", by: "desk") { $0.onBehalf = "xa-b" }
        _ = try await members(office, "xa-a, xa-c")
        #expect(try await office.show("p/bc/2023-H1/xa-b").obligation.state == "withdrawn")
        #expect(try await office.show("p/bc/2023-H1/xa-c").obligation.state == "planned")
        let task = try await office.work.task(try Query("id=p/bc"))
        #expect(task.total == 4 && task.withdrawn == 1 && task.reported == 0)
        #expect(task.missing.map(\.agency) == ["so", "khac", "xa-a", "xa-c"])
        _ = try await members(office, "xa-a, xa-b, xa-c")
        let back = try await office.show("p/bc/2023-H1/xa-b").obligation
        #expect(back.number == old && back.state == "planned" && back.claimedAt == nil)
    }

    @Test("The parent shows x of y, who is missing, and who of them is late")
    func xOfY() async throws {
        let office = try await Rounds()
        defer { office.remove() }
        try await office.act(.done, "p/bc/2023-H1/so", by: "so")
        try await office.act(.done, "p/bc/2023-H1/khac", by: "khac")
        try await office.act(.confirm, "p/bc/2023-H1/khac", by: "desk")
        try await office.act(.withdraw, "p/bc/2023-H1/xa-b", by: "desk") { $0.reason = "sáp nhập" }
        try office.clock.turn(to: "2023-06-16 09:00")
        let task = try await office.work.task(try Query("id=p/bc/2023-H1"))
        #expect(task.total == 3 && task.reported == 2 && task.done == 1)
        #expect(task.late == 1 && task.withdrawn == 1)
        #expect(task.missing.map(\.agency) == ["xa-a"])
        for id in ["p/th/", "p/bc", "p/bc/2023-H1"] {
            #expect(try await office.list("missing=\(id)").map(\.agency) == ["xa-a"], "\(id)")
        }
        // Lateness below is seen above while the day above has not come.
        let upper = try await office.show("p/th/")
        #expect(upper.inputs == .init(total: 3, missing: 1, late: 1, waived: 0))
        #expect(upper.obligation.bucket == "open-in-time" && upper.obligation.due == "2023-06-20")
        #expect(try await office.work.why("p/th/").waitsFor == ["p/bc/2023-H1/xa-a"])
        let none = try await problem { _ = try await office.work.task(try Query("id=p/nothing")) }
        #expect(none.status == 404)
    }

    @Test(
        "A report is not claimed while an input is missing; a waiver names it by agency, number or key",
        arguments: ["agency", "number", "key"])
    func waived(by kind: String) async throws {
        let office = try await Rounds()
        defer { office.remove() }
        func claim() async throws { try await office.act(.done, "p/th/", by: "desk") }
        let early = try await problem(claim)
        #expect((early.status, early.exit, early.title) == (409, 1, "inputs missing"))
        #expect(early.items.count == 4 && early.items.last?.hasSuffix("p/bc/2023-H1/xa-b") == true)
        try await office.act(.done, "p/bc/2023-H1/so", by: "so")
        try await office.act(.done, "p/bc/2023-H1/khac", by: "khac")
        try await office.act(.done, "p/bc/2023-H1/xa-a", by: "desk") { $0.onBehalf = "xa-a" }
        let last = "p/bc/2023-H1/xa-b"
        let number = try await office.store.obligation(last).number
        let name = ["agency": "xa-b", "number": "\(number)", "key": last][kind] ?? ""
        let unnamed = try await problem {
            try await office.act(.waive, "p/th/", by: "desk") { $0.reason = "x" }
        }
        #expect(unnamed.status == 400)
        let wrong = try await problem {
            try await office.act(.waive, "p/th/", by: "desk") {
                ($0.inputs, $0.reason) = (["so"], "x")
            }
        }
        #expect(wrong.status == 409 && wrong.items.count == 1)
        let view = try await office.act(.waive, "p/th/", by: "desk") {
            ($0.inputs, $0.reason) = ([name], "xã mới lập")
        }
        #expect(view.waivers.map(\.key) == [last] && view.waivers[0].reason == "xã mới lập")
        #expect(view.waivers[0].user == "desk" && view.waivers[0].person == "Đầu mối")
        #expect(view.inputs == .init(total: 4, missing: 0, late: 0, waived: 1))
        let row = try await office.store.trail(of: view.obligation.number, uid: nil, limit: 1)[0]
        #expect(row.reason == "inputs=\(number); own-work; xã mới lập" && row.person == "Đầu mối")
        try await claim()
        let task = try await problem {
            try await office.act(.waive, "p/viec/2023/so", by: "desk") {
                ($0.inputs, $0.reason) = (["so"], "x")
            }
        }
        #expect(task.status == 409)
    }

    @Test("An input that is returned while the claim is thought through stops the claim")
    func race() async throws {
        let office = try await Rounds()
        defer { office.remove() }
        let upper = try await office.store.obligation("p/th/")
        var act = Act(
            number: upper.number, seen: upper.change, verb: .done, effect: .claim(to: .claimed),
            from: .planned)
        act.waitsForInputs = true
        await #expect(throws: Outpaced.self) {
            try await office.store.perform(
                [act], "done", by: .daemon, at: office.clock.now(),
                office.work.rules(at: office.clock.now())
            ) { _ in "" }
        }
    }

    @Test(
        "Withdrawn by a coordinator stays so when the plan is loaded again; reopened it is planned")
    func withdrawn() async throws {
        let office = try await Rounds()
        defer { office.remove() }
        let id = "p/viec/2023/so"
        try await office.act(.done, id, by: "so") { $0.doc = "1/BC" }
        try await office.act(.withdraw, id, by: "desk") { $0.reason = "trùng việc" }
        let other = Rounds.plan.replacing("15/6/2023, proof: note", with: "16/6/2023, proof: note")
        try await office.load(other)
        #expect(try await office.show(id).obligation.state == "withdrawn")
        // Its line leaves the file and comes back: it is still the coordinator's word that counts.
        try await office.load(other.replacing("lead: [so, khac]", with: "lead: [khac]"))
        try await office.load(other)
        #expect(try await office.show(id).obligation.state == "withdrawn")
        let view = try await office.act(.reopen, id, by: "desk") { $0.reason = "không trùng" }
        #expect(view.obligation.state == "planned" && view.obligation.doc == nil)
        #expect(view.obligation.claimedAt == nil)
    }

    @Test("Work that left the plan, reopened, stays when the plan is loaded again")
    func reopenedOutside() async throws {
        let office = try await Rounds()
        defer { office.remove() }
        let id = "p/viec/2023/so"
        let without = Rounds.plan.replacing("lead: [so, khac]", with: "lead: [khac]")
        try await office.load(without)
        #expect(try await office.show(id).obligation.state == "withdrawn")
        try await office.act(.reopen, id, by: "desk") { $0.reason = "vẫn làm" }
        #expect(
            try await office.load(without.replacing("Kế hoạch", with: "Kế hoạch mới")).plans[0]
                .withdrawn == 0)
        #expect(try await office.show(id).obligation.state == "planned")
        try await office.load(Rounds.plan)
        #expect(try await office.show(id).obligation.state == "planned")
    }

    @Test("Done work that is reopened has no claim, and one rung of those that went by is said")
    func reopened() async throws {
        let office = try await Rounds()
        defer { office.remove() }
        let id = "p/viec/2023/so"
        try await office.act(.done, id, by: "so") { $0.doc = "1/BC" }
        try await office.act(.confirm, id, by: "desk")
        for day in 9...20 {
            try await office.beat(at: "2023-06-\(day < 10 ? "0" : "")\(day) 08:00")
        }
        try office.clock.turn(to: "2023-06-20 09:00")
        let view = try await office.act(.reopen, id, by: "desk") { $0.reason = "số liệu sai" }
        #expect(view.obligation.state == "started" && view.obligation.doc == nil)
        #expect(view.obligation.doneAt == nil && view.obligation.bucket == "open-overdue")
        for day in 20...30 { try await office.beat(at: "2023-06-\(day) 08:00") }
        // +1wd was 16/6, +3wd 20/6 08:00; +7wd is Monday 26/6.
        #expect(try await office.said(id) == ["+1wd", "+7wd"])
    }
}
