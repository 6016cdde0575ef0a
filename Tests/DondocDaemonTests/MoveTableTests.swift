import DondocAPI
import DondocCore
import DondocStore
import Testing

@testable import DondocDaemon

/// Every state × verb × role, through the work itself over a real store.
@Suite(.serialized) struct MoveTableTests {
    static let states = ["planned", "started", "claimed", "returned", "done", "withdrawn"]

    /// `interface.md`, "Words for the work", and what leaves a state alone; `-` is refused.
    // Columns are the point of a table.
    // swift-format-ignore
    static let moves: [(verb: ObligationVerb, to: [String])] = [
        //         planned      started      claimed      returned     done       withdrawn
        (.start,    ["started",   "-",         "-",         "started",   "-",       "-"]),
        (.done,     ["claimed",   "claimed",   "-",         "claimed",   "-",       "-"]),
        (.checkin,  ["planned",   "started",   "-",         "returned",  "-",       "-"]),
        (.note,     ["planned",   "started",   "claimed",   "returned",  "done",    "withdrawn"]),
        (.attach,   ["planned",   "started",   "claimed",   "returned",  "done",    "-"]),
        (.confirm,  ["-",         "-",         "done",      "-",         "-",       "-"]),
        (.return,   ["-",         "-",         "returned",  "-",         "-",       "-"]),
        (.extend,   ["planned",   "started",   "-",         "returned",  "-",       "-"]),
        (.withdraw, ["withdrawn", "withdrawn", "withdrawn", "withdrawn", "-",       "-"]),
        (.reopen,   ["-",         "-",         "-",         "-",         "started", "planned"]),
        (.waive,    ["planned",   "started",   "-",         "returned",  "-",       "-"]),
        (.snooze,   ["planned",   "started",   "-",         "returned",  "-",       "-"]),
        (.ack,      ["planned",   "started",   "-",         "returned",  "-",       "-"]),
        (.now,      ["planned",   "started",   "-",         "returned",  "-",       "-"]),
    ]

    /// Who may do what to the work of `so` in a plan of `desk`; an extension is asked for or granted.
    static func may(_ user: String, _ verb: ObligationVerb) -> Bool {
        switch verb {
        case .start, .done, .checkin, .note, .attach:
            ["so", "lanhdao", "quantri", "thay"].contains(user)
        case .extend, .snooze, .ack:
            ["so", "lanhdao", "quantri", "thay", "desk", "pho"].contains(user)
        case .confirm, .return, .withdraw, .reopen, .waive, .now:
            ["desk", "quantri", "pho"].contains(user)
        }
    }

    static let users = [
        "so", "khac", "desk", "desk2", "lanhdao", "lanhdao2", "kiemtra", "quantri", "stranger",
        "thay", "het", "pho",
    ]

    static let words = [
        "planned": "chưa thực hiện", "started": "đang thực hiện",
        "claimed": "đã báo cáo, chờ xác nhận", "returned": "bị trả lại", "done": "hoàn thành",
        "withdrawn": "đã rút",
    ]

    /// One duty of the whole year and one consolidated report for each state, or for each legal move.
    private static func plan(_ names: [String]) -> String {
        let tasks = names.map {
            "  - {id: v-\($0), title: Việc, lead: [so], due: Cả năm}"
        }
        let reports = names.map {
            "  - {id: t-\($0), title: Tổng hợp, from: [so], to: [desk], due: trước ngày 20/6/2023, after: [bc]}"
        }
        return """
            plan: p
            title: Kế hoạch
            territory: t
            issuer: desk
            period: 2023
            coordinator: desk
            tasks:
            \(tasks.joined(separator: "\n"))
            reports:
              - {id: bc, title: Báo cáo, from: [khac], to: [desk], due: trước ngày 15/6/2023}
            \(reports.joined(separator: "\n"))
            """
    }

    /// Real acts that lead from `planned` to a state.
    private func bring(_ office: Rounds, _ id: String, to state: String) async throws {
        if state == "started" { try await office.act(.start, id, by: "so") }
        if ["claimed", "returned", "done"].contains(state) {
            try await office.act(.done, id, by: "so")
        }
        if state == "returned" {
            try await office.act(.return, id, by: "desk") { $0.reason = "thiếu số liệu" }
        }
        if state == "done" { try await office.act(.confirm, id, by: "desk") }
        if state == "withdrawn" {
            try await office.act(.withdraw, id, by: "desk") { $0.reason = "trùng việc" }
        }
        #expect(try await office.show(id).obligation.state == state)
    }

    /// What the verb needs beside its right and its state.
    private func fill(_ verb: ObligationVerb, _ request: inout ActRequest) {
        switch verb {
        case .note: request.note = "x"
        case .attach:
            (request.name, request.file) = ("a.pdf", String(repeating: "0", count: 64))
        case .extend: (request.to, request.doc, request.reason) = ("2024-01-31", "5/QĐ", "x")
        case .waive: (request.inputs, request.reason) = (["khac"], "x")
        case .return, .withdraw, .reopen: request.reason = "x"
        case .snooze: (request.until, request.reason) = ("2023-12-01", "x")
        case .start, .done, .checkin, .confirm, .ack, .now: break
        }
    }

    /// Everything stands in its state; the input that was in when reports were claimed is back.
    private func office(_ names: [(name: String, state: String)]) async throws -> Rounds {
        let office = try await Rounds(Self.plan(names.map(\.name)))
        try await office.act(.done, "p/bc/", by: "khac")
        for (name, state) in names {
            try await bring(office, "p/v-\(name)/2023/so", to: state)
            try await bring(office, "p/t-\(name)/2023/so", to: state)
        }
        try await office.act(.return, "p/bc/", by: "desk") { $0.reason = "sai kỳ" }
        return office
    }

    @Test("The table has every verb and every state")
    func whole() {
        #expect(Set(Self.moves.map(\.verb)) == Set(ObligationVerb.allCases))
        #expect(Self.states == ObligationState.allCases.map(\.rawValue))
        #expect(Self.moves.allSatisfy { $0.to.count == Self.states.count })
    }

    @Test("Every state × verb × role: refused, illegal with the states named, or the next state")
    func all() async throws {
        let office = try await office(Self.states.map { ($0, $0) })
        defer { office.remove() }
        for (verb, outcomes) in Self.moves {
            let legal = zip(Self.states, outcomes).filter { $0.1 != "-" }.map(\.0)
            for (state, to) in zip(Self.states, outcomes) {
                let id = "p/\(verb == .waive ? "t" : "v")-\(state)/2023/so"
                let number = try await office.store.obligation(id).number
                for user in Self.users {
                    let cell = "\(state) \(verb.rawValue) \(user)"
                    var (status, detail, result) = (200, "", "")
                    do {
                        let view = try await office.change(
                            verb, "id=\(number)", by: user, isDryRun: true
                        ) {
                            fill(verb, &$0)
                        }
                        result = try #require(view.obligations.first).state
                        #expect(view.change == nil && view.dryRun, "\(cell)")
                    } catch let problem as Problem {
                        (status, detail) = (problem.status, problem.detail)
                    }
                    guard Self.may(user, verb) else {
                        #expect(status == 403, "\(cell): \(detail)")
                        continue
                    }
                    guard to != "-" else {
                        let names = legal.compactMap { Self.words[$0] }.joined(separator: ", ")
                        #expect(status == 409, "\(cell): \(detail)")
                        #expect(detail.hasSuffix("chỉ được khi \(names)"), "\(cell): \(detail)")
                        #expect(detail.contains(Self.words[state] ?? "?"), "\(cell): \(detail)")
                        continue
                    }
                    #expect(status == 200 && result == to, "\(cell): \(detail) \(result)")
                }
            }
        }
        // Nothing of all that has happened.
        for state in Self.states {
            #expect(try await office.show("p/v-\(state)/").obligation.state == state)
        }
    }

    @Test("Every legal move is made, stored and told in the trail with before and after")
    func real() async throws {
        let legal = Self.moves.flatMap { verb, outcomes in
            zip(Self.states, outcomes).filter { $0.1 != "-" }.map { (verb, $0.0, $0.1) }
        }
        #expect(legal.count == 42)
        let office = try await office(legal.map { ("\($0.0.rawValue)-\($0.1)", $0.1) })
        defer { office.remove() }
        for (verb, from, to) in legal {
            let id = "p/\(verb == .waive ? "t" : "v")-\(verb.rawValue)-\(from)/2023/so"
            let by = Self.may("so", verb) ? "so" : "desk"
            let view = try await office.act(verb, id, by: by) { fill(verb, &$0) }
            #expect(view.obligation.state == to, "\(verb) \(from)")
            let record = try await office.store.obligation(id)
            #expect(record.standing.state.rawValue == to, "\(verb) \(from)")
            #expect((record.wake == nil) == !record.standing.state.isOpen, "\(verb) \(from)")
            let row = try #require(
                try await office.store.trail(of: record.number, uid: nil, limit: 1).last)
            #expect(row.verb == verb.rawValue && row.user == by && row.change == record.change)
            if from != to {
                #expect(row.before?.hasPrefix(from) == true && row.after?.hasPrefix(to) == true)
            }
        }
        #expect(try await office.store.audit([]).fault == nil)
    }
}
