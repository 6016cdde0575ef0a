import DondocAPI
import DondocCore
import DondocStore
import Testing

@testable import DondocDaemon

/// Claim, confirmation, return: what proves work, and by which day it is judged.
@Suite(.serialized) struct ClaimTests {
    static let hash = String(repeating: "ab", count: 32)

    @Test(
        "A claim carries what its task asks for, and nothing else will do",
        arguments: [
            ("van-ban", "doc", true), ("van-ban", "file", false), ("van-ban", "note", false),
            ("van-ban", "blank", false), ("van-ban", "", false), ("tep", "file", true),
            ("tep", "doc", false), ("tep", "note", false), ("tep", "", false),
            ("loi", "note", true),
            ("loi", "doc", false), ("loi", "", false), ("viec", "", true), ("viec", "doc", true),
        ])
    func proof(task: String, given: String, isTaken: Bool) async throws {
        let office = try await Rounds()
        defer { office.remove() }
        let id = "p/\(task)/2023/so"
        func claim() async throws {
            try await office.act(.done, id, by: "so") { request in
                switch given {
                case "doc": (request.doc, request.dated) = ("15/BC-SYT", "2023-06-02")
                case "blank": request.doc = ""
                case "file": request.file = Self.hash
                case "note": request.note = "đã xong"
                default: break
                }
            }
        }
        guard isTaken else {
            let problem = try await problem(claim)
            #expect((problem.status, problem.exit) == (409, 1))
            #expect(try await office.show(id).obligation.state == "planned")
            return
        }
        try await claim()
        let view = try await office.show(id)
        #expect(view.obligation.state == "claimed" && view.obligation.bucket == "open-in-time")
        #expect(view.obligation.doc == (given == "doc" ? "15/BC-SYT" : nil))
        #expect(view.docDated == (given == "doc" ? "2023-06-02" : nil))
        #expect(view.file == (given == "file" ? Self.hash : nil))
    }

    @Test("A document is not dated in days to come")
    func dated() async throws {
        let office = try await Rounds()
        defer { office.remove() }
        for (day, status) in [("2023-06-06", 409), ("2023-06-31", 400), ("5/6/2023", 400)] {
            let problem = try await problem {
                try await office.act(.done, "p/van-ban", by: "so") {
                    ($0.doc, $0.dated) = ("1/BC", day)
                }
            }
            #expect(problem.status == status, "\(day)")
        }
        try await office.act(.done, "p/van-ban", by: "so") {
            ($0.doc, $0.dated) = ("1/BC", "2023-06-05")
        }
    }

    @Test(
        "On time is the day of the claim, by the server, however late it is confirmed",
        arguments: [
            ("2023-06-14 10:00", "done-on-time"), ("2023-06-15 23:59", "done-on-time"),
            ("2023-06-16 00:00", "done-late"),
        ])
    func judged(claimedAt: String, bucket: String) async throws {
        let office = try await Rounds()
        defer { office.remove() }
        try office.clock.turn(to: claimedAt)
        try await office.act(.done, "p/viec/2023/so", by: "so")
        try office.clock.turn(to: "2023-06-20 10:00")
        // What waits for its confirmation is open, and overdue once the day is over.
        #expect(try await office.show("p/viec/2023/so").obligation.bucket == "open-overdue")
        let view = try await office.act(.confirm, "p/viec/2023/so", by: "desk")
        #expect(view.obligation.bucket == bucket)
        #expect(view.obligation.doneAt == "2023-06-20T10:00:00+07:00")
    }

    @Test(
        "Received on paper earlier: judged by that day, with a reason, and never after the claim",
        arguments: [
            ("2023-06-15", "sổ công văn đến 214", 200, "done-on-time"),
            ("2023-06-16", "sổ công văn đến 214", 200, "done-late"),
            ("2023-06-17", "sổ công văn đến 214", 200, "done-late"),
            ("2023-06-18", "sổ công văn đến 214", 409, ""),
            ("2023-06-21", "sổ công văn đến 214", 409, ""), ("2023-06-15", "", 400, ""),
            ("2023-06-31", "sổ công văn đến 214", 400, ""),
        ])
    func received(day: String, reason: String, status: Int, bucket: String) async throws {
        let office = try await Rounds()
        defer { office.remove() }
        try office.clock.turn(to: "2023-06-17 09:00")
        try await office.act(.done, "p/viec/2023/so", by: "so")
        try office.clock.turn(to: "2023-06-20 09:00")
        func confirm() async throws {
            try await office.act(.confirm, "p/viec/2023/so", by: "desk") {
                ($0.received, $0.reason) = (day, reason)
            }
        }
        guard status == 200 else {
            #expect(try await problem(confirm).status == status)
            #expect(try await office.show("p/viec/2023/so").obligation.state == "claimed")
            return
        }
        try await confirm()
        let view = try await office.show("p/viec/2023/so")
        #expect(view.received == day && view.obligation.bucket == bucket)
        #expect(view.obligation.claimedAt == "2023-06-17T09:00:00+07:00")
        let row = try await office.store.trail(of: view.obligation.number, uid: nil, limit: 1)[0]
        #expect(row.reason == "received=\(day); \(reason)")
    }

    @Test("A return clears the claim, counts, and is not done; the trail keeps what was claimed")
    func returned() async throws {
        let office = try await Rounds()
        defer { office.remove() }
        for (n, doc) in ["1/BC", "2/BC"].enumerated() {
            try await office.act(.done, "p/van-ban", by: "so") { $0.doc = doc }
            let view = try await office.act(.return, "p/van-ban", by: "desk") {
                $0.reason = "thiếu phụ lục"
            }
            #expect(view.obligation.returned == n + 1 && view.obligation.state == "returned")
            #expect(view.obligation.doc == nil && view.obligation.claimedAt == nil)
            #expect(view.obligation.bucket == "open-in-time")
        }
        let trail = try await office.store.trail(of: 3, uid: nil, limit: 9)
        let returns = trail.filter { $0.verb == "return" }
        #expect(returns.count == 2 && returns.allSatisfy { $0.before?.contains("doc=") == true })
        #expect(trail.filter { $0.verb == "done" }.map(\.reason) == ["doc=1/BC", "doc=2/BC"])
        let counts = try await office.counts("state=returned")
        #expect(counts.total == 1 && counts.openInTime == 1)
        let problem = try await problem {
            try await office.act(.return, "p/tep", by: "desk") { $0.reason = "x" }
        }
        #expect(problem.status == 409)
    }

    @Test("Where the plan says confirm: none, a claim is done at once")
    func confirmNone() async throws {
        let text = Bench.plan("q") + "\ndefaults: {confirm: none}\n"
        let office = try await Rounds(text)
        defer { office.remove() }
        let view = try await office.act(.done, "q/viec", by: "so")
        #expect(view.obligation.state == "done" && view.obligation.bucket == "done-on-time")
        #expect(view.obligation.doneAt == view.obligation.claimedAt)
        #expect(
            try await problem { try await office.act(.confirm, "q/viec", by: "desk") }.status == 409
        )
    }

    @Test("Several leads: each closes its part, and partners owe nothing")
    func leads() async throws {
        let office = try await Rounds(
            Bench.plan("q").replacing("lead: [so]", with: "lead: [so, khac], with: [xa-a, desk]"))
        defer { office.remove() }
        #expect(try await office.list().map(\.agency) == ["so", "khac"])
        try await office.act(.done, "q/viec/2023/so", by: "so")
        try await office.act(.confirm, "q/viec/2023/so", by: "desk")
        #expect(try await office.list("state=done").map(\.agency) == ["so"])
        #expect(try await office.list("state=planned").map(\.agency) == ["khac"])
        #expect(try await office.list("agency=xa-a") == [])
        #expect(try await office.list()[0].with == ["xa-a", "desk"])
        let task = try await office.work.task(try Query("id=q/viec"))
        #expect(task.total == 2 && task.reported == 1 && task.done == 1)
        #expect(task.missing.map(\.agency) == ["khac"])
    }

    @Test("A request is never late, open or done")
    func request() async throws {
        let office = try await Rounds()
        defer { office.remove() }
        try office.clock.turn(to: "2023-06-30 09:00")
        #expect(try await office.show("p/de-nghi").obligation.bucket == "open-in-time")
        #expect(try await office.list("bucket=open-overdue").allSatisfy { $0.task != "de-nghi" })
        try await office.act(.done, "p/de-nghi", by: "khac")
        try await office.act(.confirm, "p/de-nghi", by: "desk")
        #expect(try await office.show("p/de-nghi").obligation.bucket == "done-on-time")
        #expect(try await office.counts("state=done").doneOnTime == 1)
        #expect(try await office.list("bucket=done-late") == [])
        let task = try await office.work.task(try Query("id=p/de-nghi"))
        #expect(task.late == 0)
    }

    @Test("Continuous work: quiet when its check-in does not come, never overdue")
    func checkin() async throws {
        let office = try await Rounds()
        defer { office.remove() }
        // The quarter ends on Friday 30/6; seven working days later is Tuesday 11/7.
        for (at, isQuiet) in [("2023-07-10 12:00", false), ("2023-07-11 12:00", true)] {
            try office.clock.turn(to: at)
            let view = try await office.show("p/thuong").obligation
            #expect(view.quiet == isQuiet && view.bucket == "undated", "\(at)")
        }
        try await office.act(.checkin, "p/thuong", by: "so") { $0.note = "vẫn làm" }
        #expect(try await office.show("p/thuong").checkins.map(\.text) == ["vẫn làm"])
        #expect(try await !office.show("p/thuong").obligation.quiet)
        try office.clock.turn(to: "2024-03-01 12:00")
        let counts = try await office.counts("agency=so")
        #expect(counts.undated == 1)
        #expect(try await office.list("bucket=undated").map(\.task) == ["thuong"])
        let asked = try await problem { try await office.act(.checkin, "p/viec/2023/so", by: "so") }
        #expect(asked.status == 409)
    }
}
