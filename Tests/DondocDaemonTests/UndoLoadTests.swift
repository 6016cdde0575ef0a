import DondocAPI
import DondocCore
import DondocStore
import Foundation
import Testing

@testable import DondocDaemon

/// A load taken back: the plan's earlier text, and every obligation as it was.
@Suite(.serialized) struct UndoLoadTests {
    @Test("The first load goes back whole, and comes back with the same numbers")
    func first() async throws {
        let office = try await Rounds(nil)
        defer { office.remove() }
        let load = try await office.load(Rounds.plan, by: "desk")
        let before = try await office.list()
        let taken = try await office.undo(load.change, by: "desk")
        #expect(
            taken.obligations.count == 12
                && taken.obligations.allSatisfy { $0.state == "withdrawn" })
        #expect(try await office.work.plans() == [])
        #expect(try await problem { _ = try await office.work.plan("p") }.status == 404)
        // A plan that is gone asks for nothing more.
        #expect(try await office.store.nextWake() == nil)
        let back = try await office.undo(taken.change, by: "desk")
        #expect(back.obligations.count == 12)
        var again = try await office.list()
        for i in again.indices { again[i].change = before[i].change }
        #expect(again == before)
        #expect(try await office.work.plans().map(\.plan) == ["p"])
        #expect(try await office.load(Rounds.plan).change == nil)
        #expect(try await office.store.audit([]).fault == nil)
    }

    @Test("A second load goes back: what it added, moved and withdrew")
    func second() async throws {
        let office = try await Rounds()
        defer { office.remove() }
        try await office.act(.start, "p/viec/2023/khac", by: "khac")
        let before = try await office.list()
        // viec: khac leaves, xa-c comes, so moves; loi is gone.
        let text = Rounds.plan
            .replacing(
                "lead: [so, khac], due: trước ngày 15/6/2023",
                with: "lead: [so, xa-c], due: trước ngày 22/6/2023"
            ).replacing(
                "  - {id: loi, title: Lời, lead: [so], due: trước ngày 15/6/2023, proof: note}\n",
                with: "")
        let load = try await office.load(text, by: "desk")
        #expect(
            load.plans[0].added == 1 && load.plans[0].changed == 1 && load.plans[0].withdrawn == 2)
        let taken = try await office.undo(load.change, by: "desk")
        #expect(taken.obligations.count == 4)
        var again = try await office.list()
        let added = again.filter { $0.agency == "xa-c" }
        #expect(added.map(\.state) == ["withdrawn"])
        again.removeAll { $0.agency == "xa-c" }
        for i in again.indices { again[i].change = before[i].change }
        #expect(again == before)
        #expect(try await office.show("p/viec/2023/khac").obligation.state == "started")
        // Loading the same once more does the same.
        let same = try await office.load(text).plans[0]
        #expect(same.added == 0 && same.changed == 2 && same.withdrawn == 2)
    }

    @Test("Work that went on under the new text holds it, and so does a later load")
    func held() async throws {
        let office = try await Rounds()
        defer { office.remove() }
        let second = try await office.load(Rounds.plan.replacing("Kế hoạch", with: "Hai")).change
        let third = try await office.load(Rounds.plan.replacing("Kế hoạch", with: "Ba")).change
        let held = try await problem { try await office.undo(second, by: "desk") }
        #expect(held.status == 409 && held.detail.contains("\(third ?? 0) (load, root)"))
        try await office.undo(third, by: "desk")
        #expect(try await office.work.plan("p").plan.title == "Hai")
        try await office.undo(second, by: "desk")
        #expect(try await office.work.plan("p").plan.title == "Kế hoạch")
        let first = try await office.store.trail(of: 1, uid: nil, limit: 9)[0].change
        let start = try await office.act(.start, "p/tep", by: "so").obligation.change
        let working = try await problem { try await office.undo(first, by: "root") }
        #expect(working.status == 409 && working.detail.contains("\(start) (start, so)"))
    }

    @Test("Whoever may not load may not take a load back")
    func rights() async throws {
        let office = try await Rounds(nil)
        defer { office.remove() }
        let load = try await office.load(Rounds.plan, by: "desk").change
        for user in ["so", "lanhdao", "desk2", "kiemtra", "thay"] {
            #expect(
                try await problem { try await office.undo(load, by: user) }.status == 403, "\(user)"
            )
        }
        try await office.undo(load, by: "pho")
    }

    @Test("An agency that is gone meanwhile stops the undo with its place in the old text")
    func agencyGone() async throws {
        let office = try await Rounds()
        defer { office.remove() }
        let without = Rounds.plan.replacing("lead: [khac]", with: "lead: [so]")
            .replacing("lead: [so, khac]", with: "lead: [so]")
            .replacing("from: [so, khac, \"@xa\"]", with: "from: [so]")
        let load = try await office.load(without).change
        let agencies = Rounds.agencies.split(separator: "\n").filter { !$0.contains("khac") }
            .joined(separator: "\n")
            .replacing(", deputy: {id: th, from: 2023-06-01, until: 2023-06-30}", with: "")
            .replacing(", deputy: {id: ht, from: 2023-05-01, until: 2023-05-31}", with: "")
            .replacing(", deputy: {id: ph, from: 2023-06-01, until: 2023-06-30}", with: "")
        try agencies.write(
            toFile: "\(office.bench.folder.path)/agencies/t.yaml", atomically: true, encoding: .utf8
        )
        _ = try await office.work.reload(by: Bench.root)
        let before = try office.dump()
        let problem = try await problem { try await office.undo(load, by: "root") }
        #expect((problem.status, problem.exit) == (422, 65))
        #expect(problem.items.contains { $0.hasPrefix("plan.yaml:8:") && $0.contains("khac") })
        #expect(try office.dump() == before)
    }

    @Test("A plan that was pressed stays so when its period is over at the undo")
    func silent() async throws {
        let office = try await Rounds()
        defer { office.remove() }
        let load = try await office.load(Rounds.plan.replacing("Kế hoạch", with: "Hai")).change
        try office.clock.turn(to: "2024-01-05 09:00")
        try await office.undo(load, by: "desk")
        #expect(try await office.work.plan("p").plan.silent == false)
    }
}
