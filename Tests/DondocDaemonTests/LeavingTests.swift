import DondocAPI
import DondocCore
import DondocStore
import Testing

@testable import DondocDaemon

/// Work whose line leaves the plan's file, and comes back into it.
@Suite(.serialized) struct LeavingTests {
    static let id = "p/loi/2023/so"
    /// The plan without the line of `loi`.
    static let shorter = Rounds.plan.replacing(
        "  - {id: loi, title: Lời, lead: [so], due: trước ngày 15/6/2023, proof: note}\n", with: "")
    static let other = Rounds.plan.replacing("plan: p\n", with: "plan: q\n")

    /// Loads several files at once.
    private func load(_ office: Rounds, _ texts: [String]) async throws -> [LoadView.Row] {
        let files = texts.enumerated().map {
            LoadRequest.File(name: "\($0.offset).yaml", text: $0.element)
        }
        return try await office.work.load(LoadRequest(files: files, all: false), by: Bench.root)
            .plans
    }

    @Test(
        "What is reopened after its line has left stays, however often the file is loaded",
        arguments: [false, true])
    func reopened(isWithdrawn: Bool) async throws {
        let office = try await Rounds()
        defer { office.remove() }
        if isWithdrawn {
            try await office.act(.withdraw, Self.id, by: "desk") { $0.reason = "x" }
        } else {
            try await office.act(.done, Self.id, by: "so") { $0.note = "x" }
            try await office.act(.confirm, Self.id, by: "desk")
        }
        #expect(try await load(office, [Self.shorter])[0].withdrawn == 0)
        try await office.act(.reopen, Self.id, by: "desk") { $0.reason = "x" }
        let state = isWithdrawn ? "planned" : "started"
        // Twelve obligations, of which eleven stand in the file: alone, and beside a new plan.
        let alone = try await load(office, [Self.shorter])[0]
        #expect(alone.withdrawn == 0 && alone.unchanged == 11)
        let beside = try await load(office, [Self.shorter, Self.other])
        #expect(beside[0].withdrawn == 0 && beside[0].unchanged == 11 && beside[1].added == 12)
        #expect(try await office.show(Self.id).obligation.state == state)
        // Its line comes back: nothing is begun anew.
        #expect(try await load(office, [Rounds.plan])[0].changed == 1)
        #expect(try await office.show(Self.id).obligation.state == state)
        #expect(try await office.store.audit([]).fault == nil)
    }

    @Test("What a coordinator withdrew stays withdrawn, before or after its line has left")
    func withdrawn() async throws {
        let office = try await Rounds()
        defer { office.remove() }
        let before = "p/loi/2023/so"
        let after = "p/tep/2023/so"
        let never = "p/van-ban/2023/so"
        let text = ["tep", "van-ban"].reduce(Self.shorter) { text, id in
            text.split(separator: "\n").filter { !$0.contains("{id: \(id),") }
                .joined(separator: "\n")
        }
        try await office.act(.withdraw, before, by: "desk") { $0.reason = "x" }
        #expect(try await load(office, [text])[0].withdrawn == 2)
        try await office.act(.reopen, after, by: "desk") { $0.reason = "x" }
        try await office.act(.withdraw, after, by: "desk") { $0.reason = "x" }
        let back = try await load(office, [Rounds.plan])[0]
        #expect(back.changed == 3 && back.added == 0)
        #expect(try await office.show(before).obligation.state == "withdrawn")
        #expect(try await office.show(after).obligation.state == "withdrawn")
        #expect(try await office.show(never).obligation.state == "planned")
    }
}
