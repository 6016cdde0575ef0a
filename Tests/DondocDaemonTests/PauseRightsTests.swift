import DondocAPI
import DondocCore
import DondocStore
import Testing

@testable import DondocDaemon

/// How far who may put reminders off, and who may press when: row by row.
@Suite(.serialized) struct PauseRightsTests {
    /// `viec` of `so` is due on Thursday 15/6/2023, whose hour of reminders is 08:00; `thuong` never is.
    struct Row: Sendable, CustomTestStringConvertible {
        let at: String
        let user: String
        let verb: ObligationVerb
        let task: String
        /// `until`, working days, or nothing.
        let ask: String
        /// The moment it comes to, or a word of the refusal.
        let says: String
        var testDescription: String { "\(at) \(user) \(verb) \(task) \(ask)" }

        init(
            _ at: String, _ user: String, _ verb: ObligationVerb, _ task: String, _ ask: String,
            _ says: String
        ) {
            (self.at, self.user, self.verb) = (at, user, verb)
            (self.task, self.ask, self.says) = (task, ask, says)
        }
    }

    static let rows: [Row] = [
        // Those who owe the work: up to the hour of its day, and no second more.
        Row("06-05 09:00", "so", .snooze, "viec", "2023-06-15", "2023-06-15T08:00"),
        Row("06-05 09:00", "so", .snooze, "viec", "2023-06-15 08:00", "2023-06-15T08:00"),
        Row("06-05 09:00", "so", .snooze, "viec", "2023-06-15 08:01", "chỉ hoãn được đến 15/06"),
        Row("06-05 09:00", "so", .snooze, "viec", "2023-06-16", "chỉ hoãn được đến 15/06"),
        Row("06-05 09:00", "lanhdao", .snooze, "viec", "2023-06-16", "chỉ hoãn được đến 15/06"),
        Row("06-05 09:00", "thay", .snooze, "viec", "2023-06-14", "2023-06-14T08:00"),
        Row("06-05 09:00", "thay", .snooze, "viec", "2023-06-16", "chỉ hoãn được đến 15/06"),
        Row("06-15 07:00", "so", .snooze, "viec", "2023-06-15", "2023-06-15T08:00"),
        Row("06-15 08:00", "so", .snooze, "viec", "2023-06-15", "đã qua"),
        Row("06-15 09:00", "so", .snooze, "viec", "2023-06-15 10:00", "chỉ hoãn được đến 15/06"),
        Row("06-16 00:00", "so", .snooze, "viec", "2023-06-19", "đã quá hạn 15/06"),
        Row("06-05 09:00", "so", .snooze, "thuong", "2023-06-14", "không có hạn"),
        // Who coordinates, who stands in for him, admin: beyond it too.
        Row("06-05 09:00", "desk", .snooze, "viec", "2023-07-31 10:30", "2023-07-31T10:30"),
        Row("06-05 09:00", "pho", .snooze, "viec", "2023-07-31", "2023-07-31T08:00"),
        Row("06-16 09:00", "desk", .snooze, "viec", "2023-06-19", "2023-06-19T08:00"),
        Row("06-05 09:00", "quantri", .snooze, "thuong", "2023-09-29", "2023-09-29T08:00"),
        Row("06-05 09:00", "desk", .snooze, "viec", "2024-06-05", "2024-06-05T08:00"),
        Row("06-05 09:00", "desk", .snooze, "viec", "2024-06-06", "nhiều nhất 366 ngày"),
        Row("06-05 09:00", "desk", .snooze, "viec", "2023-06-05 09:00", "đã qua"),
        Row("06-05 09:00", "desk", .snooze, "viec", "2023-06-05 09:01", "2023-06-05T09:01"),
        // Three working days where none are given: 6, 7 and 8 June.
        Row("06-05 09:00", "so", .ack, "viec", "", "2023-06-08T08:00"),
        // 9/6 is a Friday.
        Row("06-09 09:00", "so", .ack, "viec", "1", "2023-06-12T08:00"),
        Row("06-05 09:00", "so", .ack, "viec", "10", "2023-06-19T08:00"),
        Row("06-05 09:00", "so", .ack, "viec", "11", "nhiều nhất 10 ngày làm việc"),
        Row("06-05 09:00", "so", .ack, "viec", "2023-06-19 08:01", "nhiều nhất 10 ngày làm việc"),
        Row("06-20 09:00", "lanhdao", .ack, "viec", "2", "2023-06-22T08:00"),
        Row("06-05 09:00", "thay", .ack, "thuong", "3", "2023-06-08T08:00"),
        Row("06-05 09:00", "desk", .ack, "viec", "20", "2023-07-03T08:00"),
        Row("06-05 09:00", "quantri", .ack, "viec", "2023-12-29", "2023-12-29T08:00"),
    ]

    private func ask(_ row: Row, _ request: inout ActRequest) {
        if row.verb == .snooze { request.reason = "chờ số liệu" }
        if let days = Int(row.ask) {
            request.workingDays = days
        } else if !row.ask.isEmpty {
            request.until = row.ask
        }
    }

    @Test("Who may put reminders off, how far, and from when on no more", arguments: rows)
    func row(row: Row) async throws {
        let office = try await Rounds(at: "2023-06-01 09:00")
        defer { office.remove() }
        try office.clock.turn(to: "2023-\(row.at)")
        let id = "p/\(row.task)/2023/so"
        do {
            let view = try await office.act(row.verb, id, by: row.user) { ask(row, &$0) }
            let pause = row.verb == .snooze ? view.snoozed : view.acked
            #expect(pause?.until.hasPrefix(row.says) == true, "\(pause?.until ?? "nil")")
            #expect(pause?.by == office.caller(row.user).person?.name)
            #expect((row.verb == .snooze) == (pause?.reason == "chờ số liệu"))
        } catch let problem as Problem {
            #expect(problem.status == 409 && problem.exit == 1, "\(problem.detail)")
            #expect(problem.detail.contains(row.says), "\(problem.detail)")
            let view = try await office.show(id)
            #expect(view.snoozed == nil && view.acked == nil)
        }
    }

    @Test("A request that says too much, too little or nonsense is 400, whatever it is about")
    func wrong() async throws {
        let office = try await Rounds()
        defer { office.remove() }
        func status(_ verb: ObligationVerb, _ fill: (inout ActRequest) -> Void) async throws -> Int
        {
            try await problem { try await office.act(verb, "p/viec/2023/so", by: "so", fill) }
                .status
        }
        #expect(try await status(.snooze) { $0.reason = "x" } == 400)
        #expect(try await status(.snooze) { $0.until = "2023-06-14" } == 400)
        #expect(try await status(.snooze) { ($0.until, $0.end) = ("2023-06-14", true) } == 400)
        #expect(
            try await status(.snooze) { ($0.until, $0.reason) = ("2023-06-31", "x") } == 400)
        #expect(
            try await status(.snooze) { ($0.until, $0.reason) = ("2023-06-14 24:00", "x") } == 400)
        for days in [0, -1, 367] {
            #expect(try await status(.ack) { $0.workingDays = days } == 400)
        }
        #expect(
            try await status(.ack) { ($0.workingDays, $0.until) = (2, "2023-06-14") } == 400)
        // What stands nowhere cannot be ended.
        #expect(try await status(.snooze) { $0.end = true } == 409)
        #expect(try await status(.ack) { $0.end = true } == 409)
    }

    @Test("Those who owe the work shorten what they have in hand, and cannot prolong it")
    func again() async throws {
        let office = try await Rounds()
        defer { office.remove() }
        let id = "p/viec/2023/so"
        try await office.act(.ack, id, by: "so") { $0.workingDays = 4 }
        let longer = try await problem {
            try await office.act(.ack, id, by: "so") { $0.workingDays = 5 }
        }
        #expect(longer.status == 409 && longer.detail.contains("09/06/2023 08:00"))
        let short = try await office.act(.ack, id, by: "so") { $0.workingDays = 2 }
        #expect(short.acked?.until == "2023-06-07T08:00:00+07:00")
        let long = try await office.act(.ack, id, by: "desk") { $0.workingDays = 30 }
        #expect(long.acked?.until == "2023-07-17T08:00:00+07:00")
        // Once it is over it may be taken in hand again.
        try await office.act(.ack, id, by: "so") { $0.end = true }
        try office.clock.turn(to: "2023-06-06 09:00")
        try await office.act(.ack, id, by: "so") { $0.workingDays = 10 }
    }

    @Test("Of a plan that had ended when it was loaded nothing is put off and nobody is pressed")
    func silent() async throws {
        let office = try await Rounds(at: "2024-01-08 09:00", Bench.plan("q"))
        defer { office.remove() }
        for verb in [ObligationVerb.snooze, .ack, .now] {
            let problem = try await problem {
                try await office.act(verb, "q/", by: "root") {
                    if verb == .snooze { ($0.until, $0.reason) = ("2024-02-01", "x") }
                }
            }
            #expect(problem.status == 409 && problem.detail.contains("đã hết kỳ"), "\(verb)")
        }
    }

    @Test("Many at once are one change; of those that are named one too many refuses all")
    func bulk() async throws {
        let office = try await Rounds()
        defer { office.remove() }
        let before = try office.dump(without: Rounds.trail)
        let refused = try await problem {
            try await office.change(.snooze, "agency=so&plan=p", by: "so") {
                ($0.until, $0.reason) = ("2023-06-14", "x")
            }
        }
        // The continuous one has no day of its own.
        #expect(refused.status == 409 && refused.items.count == 1)
        #expect(refused.items[0].contains("p/thuong/2023/so"))
        #expect(try office.dump(without: Rounds.trail) == before)
        let change = try await office.change(.snooze, "agency=so&due-before=2023-07-01", by: "so") {
            ($0.until, $0.reason) = ("2023-06-14", "x")
        }
        #expect(change.obligations.count == 5)
        let undone = try await office.undo(change.change, by: "so")
        #expect(undone.obligations.count == 5)
        #expect(try await office.show("p/viec/2023/so").snoozed == nil)
        #expect(try await office.store.audit([]).fault == nil)
    }
}
