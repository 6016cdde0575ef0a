import DondocAPI
import DondocCore
import DondocStore
import Testing

@testable import DondocDaemon

/// Extensions: asked before the day, granted, refused, forced; the first day stays on record.
@Suite(.serialized) struct ExtensionTests {
    static let id = "p/viec/2023/so"

    private func ask(_ office: Rounds, to: String = "2023-06-30", by user: String = "so")
        async throws
    {
        try await office.act(.extend, Self.id, by: user) {
            ($0.to, $0.reason) = (to, "chờ số liệu")
        }
    }

    private func grant(
        _ office: Rounds, to: String = "2023-06-30", doc: String? = "12/QĐ", force: Bool? = nil
    ) async throws {
        try await office.act(.extend, Self.id, by: "desk") {
            ($0.to, $0.doc, $0.reason, $0.force) = (to, doc, "đồng ý", force)
        }
    }

    @Test(
        "The unit asks until the day before the due day, whoever in it",
        arguments: [
            ("2023-06-14 23:59", "so", true), ("2023-06-14 23:59", "lanhdao", true),
            ("2023-06-15 00:00", "so", false), ("2023-06-16 09:00", "so", false),
        ])
    func asked(at: String, by user: String, isTaken: Bool) async throws {
        let office = try await Rounds()
        defer { office.remove() }
        try office.clock.turn(to: at)
        guard isTaken else {
            #expect(try await problem { try await ask(office, by: user) }.status == 409)
            return
        }
        try await ask(office, by: user)
        let view = try await office.show(Self.id)
        #expect(view.asked == .init(to: "2023-06-30", reason: "chờ số liệu"))
        #expect(view.obligation.due == "2023-06-15" && !view.obligation.extended)
        #expect(try await office.list("asked=1").map(\.key) == [Self.id])
        // To ask is no judgement of one's own work.
        let row = try await office.store.trail(of: view.obligation.number, uid: nil, limit: 1)[0]
        #expect(row.reason == "asked=2023-06-30; chờ số liệu")
    }

    @Test("Asking again replaces what was asked")
    func again() async throws {
        let office = try await Rounds()
        defer { office.remove() }
        try await ask(office)
        try await ask(office, to: "2023-06-25")
        #expect(try await office.show(Self.id).asked?.to == "2023-06-25")
    }

    @Test(
        "Granted before the day, or on a request made in time, or by force",
        arguments: [
            ("2023-06-14 23:59", false, nil as Bool?, 200), ("2023-06-15 00:00", false, nil, 409),
            ("2023-06-15 00:00", false, true, 200), ("2023-06-16 09:00", false, nil, 409),
            ("2023-06-16 09:00", true, nil, 200), ("2023-06-16 09:00", false, true, 200),
        ])
    func granted(at: String, wasAsked: Bool, force: Bool?, status: Int) async throws {
        let office = try await Rounds()
        defer { office.remove() }
        if wasAsked { try await ask(office) }
        try office.clock.turn(to: at)
        guard status == 200 else {
            #expect(try await problem { try await grant(office, force: force) }.status == status)
            #expect(try await office.show(Self.id).obligation.due == "2023-06-15")
            return
        }
        try await grant(office, force: force)
        let view = try await office.show(Self.id)
        #expect(view.obligation.due == "2023-06-30" && view.obligation.actBy == "2023-06-30")
        #expect(view.obligation.originalDue == "2023-06-15" && view.obligation.extended)
        #expect(view.asked == nil)
        #expect(view.grant == .init(to: "2023-06-30", doc: "12/QĐ", dated: nil))
        #expect(view.obligation.bucket == "open-in-time")
    }

    @Test(
        "A new day is later than the one in force, and has a decision and a reason",
        arguments: [
            ("2023-06-14", "12/QĐ", "x", 409), ("2023-06-15", "12/QĐ", "x", 409),
            ("2023-06-16", "12/QĐ", "x", 200), ("2023-06-16", "", "x", 409),
            ("2023-06-16", "12/QĐ", "", 400), ("2023-06-31", "12/QĐ", "x", 400),
            ("", "12/QĐ", "x", 400),
        ])
    func needs(to: String, doc: String, reason: String, status: Int) async throws {
        let office = try await Rounds()
        defer { office.remove() }
        func grant() async throws {
            try await office.act(.extend, Self.id, by: "desk") {
                ($0.to, $0.doc, $0.reason) = (to.isEmpty ? nil : to, doc, reason)
            }
        }
        if status == 200 {
            try await grant()
        } else {
            #expect(try await problem(grant).status == status)
        }
    }

    @Test("A day that is off is granted as it is; the working day before it is acted by")
    func offDay() async throws {
        let office = try await Rounds()
        defer { office.remove() }
        // 2/7/2023 is a Sunday.
        try await grant(office, to: "2023-07-02")
        let view = try await office.show(Self.id).obligation
        #expect(view.due == "2023-07-02" && view.actBy == "2023-06-30")
        // Another one counts from there, and the first day stays the first.
        #expect(try await problem { try await grant(office, to: "2023-07-02") }.status == 409)
        try await grant(office, to: "2023-07-10")
        let later = try await office.show(Self.id).obligation
        #expect(later.due == "2023-07-10" && later.originalDue == "2023-06-15")
    }

    @Test("A refusal ends what was asked, with a reason and no day")
    func refused() async throws {
        let office = try await Rounds()
        defer { office.remove() }
        func refuse(to: String? = nil, reason: String = "đã đủ thời gian") async throws {
            try await office.act(.extend, Self.id, by: "desk") {
                ($0.refuse, $0.to, $0.reason) = (true, to, reason)
            }
        }
        #expect(try await problem { try await refuse() }.status == 409)
        try await ask(office)
        #expect(try await problem { try await refuse(to: "2023-06-20") }.status == 400)
        #expect(try await problem { try await refuse(reason: "") }.status == 400)
        // The day may have come meanwhile.
        try office.clock.turn(to: "2023-06-16 09:00")
        try await refuse()
        let view = try await office.show(Self.id)
        #expect(view.asked == nil && view.obligation.due == "2023-06-15")
        #expect(view.obligation.bucket == "open-overdue")
    }

    @Test("Work without a day, and work that was claimed, is not extended")
    func impossible() async throws {
        let office = try await Rounds()
        defer { office.remove() }
        for id in ["p/thuong", Self.id] {
            if id == Self.id { try await office.act(.done, id, by: "so") }
            let problem = try await problem {
                try await office.act(.extend, id, by: "desk") {
                    ($0.to, $0.doc, $0.reason) = ("2023-12-01", "12/QĐ", "x")
                }
            }
            #expect(problem.status == 409)
        }
    }

    @Test("A claim answers a request for more time: nothing waits any more, not after a return")
    func claimWithRequest() async throws {
        let office = try await Rounds()
        defer { office.remove() }
        try await ask(office)
        try await office.act(.done, Self.id, by: "so")
        #expect(try await office.show(Self.id).asked == nil)
        #expect(try await office.list("asked=1") == [])
        try await office.undo(by: "so")
        #expect(try await office.show(Self.id).asked?.to == "2023-06-30")
        try await office.act(.done, Self.id, by: "so")
        try await office.act(.return, Self.id, by: "desk") { $0.reason = "x" }
        #expect(try await office.show(Self.id).asked == nil)
    }

    @Test("The ladder begins anew towards the new day; the old rungs are not said")
    func ladder() async throws {
        let office = try await Rounds()
        defer { office.remove() }
        // act_by 14/6: three working days before it is Friday 9/6.
        try await office.beat(at: "2023-06-09 08:00")
        try office.clock.turn(to: "2023-06-10 09:00")
        try await grant(office)
        for day in 12...30 { try await office.beat(at: "2023-06-\(day) 08:00") }
        for day in 3...5 { try await office.beat(at: "2023-07-0\(day) 08:00") }
        // 30/6 is a Friday: -7wd is 21/6, -3wd 27/6, -1wd 29/6, +1wd Monday 3/7, +3wd 5/7.
        #expect(
            try await office.said(Self.id)
                == ["-3wd", "-7wd", "-3wd", "-1wd", "0", "+1wd", "+3wd"])
        let other = try await office.said("p/viec/2023/khac")
        #expect(other == ["-3wd", "-1wd", "0", "due", "+1wd", "+3wd", "+7wd", "+14wd"])
    }

    @Test("Statistics by the day in force and by the first day")
    func eitherDay() async throws {
        let office = try await Rounds()
        defer { office.remove() }
        try await grant(office)
        try office.clock.turn(to: "2023-06-20 09:00")
        func counts(_ by: String) async throws -> [Int] {
            let c = try await office.counts("agency=so&plan=p&by=\(by)")
            #expect(
                c.by == by && c.doneOnTime + c.doneLate + c.openInTime + c.openOverdue == c.dated)
            return [c.doneOnTime, c.doneLate, c.openInTime, c.openOverdue]
        }
        // Of so: viec is extended; van-ban, tep, loi and bc were due on 15/6.
        #expect(try await counts("due") == [0, 0, 1, 4])
        #expect(try await counts("original") == [0, 0, 0, 5])
        try await office.act(.done, Self.id, by: "so")
        try await office.act(.confirm, Self.id, by: "desk")
        #expect(try await counts("due") == [1, 0, 0, 4])
        #expect(try await counts("original") == [0, 1, 0, 4])
        #expect(try await office.list("bucket=done-late&by=original").map(\.key) == [Self.id])
        #expect(try await office.list("bucket=done-late") == [])
    }

    @Test("A plan that is loaded again keeps the grant, unless its own day is later now")
    func reloaded() async throws {
        let office = try await Rounds()
        defer { office.remove() }
        try await grant(office)
        func load(_ day: String) async throws -> ObligationView {
            try await office.load(
                Rounds.plan.replacing(
                    "lead: [so, khac], due: trước ngày 15/6/2023",
                    with: "lead: [so, khac], due: trước ngày \(day)"))
            return try await office.show(Self.id).obligation
        }
        let same = try await load("20/6/2023")
        #expect(same.due == "2023-06-30" && same.extended && same.actBy == "2023-06-30")
        #expect(try await office.show("p/viec/2023/khac").obligation.due == "2023-06-20")
        // 5/7/2023 is a Wednesday.
        let later = try await load("5/7/2023")
        #expect(later.due == "2023-07-05" && !later.extended && later.actBy == "2023-07-04")
        #expect(later.originalDue == "2023-06-15")
        #expect(try await office.show(Self.id).grant == nil)
    }
}
