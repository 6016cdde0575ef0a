import DondocAPI
import DondocCore
import DondocStore
import Foundation
import Testing

@testable import DondocDaemon

/// What is not taken back, and by whom not.
@Suite(.serialized) struct UndoRefusalTests {
    static let id = "p/viec/2023/so"

    @Test("Something later that stands on it is named: change, verb, user and obligation")
    func later() async throws {
        let office = try await Rounds()
        defer { office.remove() }
        let start = try await office.act(.start, Self.id, by: "so").obligation.change
        try await office.act(.note, Self.id, by: "so") { $0.note = "x" }
        let claim = try await office.act(.done, Self.id, by: "lanhdao").obligation.change
        let before = try office.dump()
        let held = try await problem { try await office.undo(start, by: "so") }
        #expect((held.status, held.exit) == (409, 1))
        #expect(held.detail.contains("\(claim) (done, lanhdao)") && held.detail.contains(Self.id))
        #expect(try office.dump() == before)
        try await office.undo(claim, by: "lanhdao")
        // A note does not hold it.
        #expect(try await office.undo(start, by: "so").obligations[0].state == "planned")
    }

    @Test("A state that came again by another change is not the first one's to take back")
    func sameAgain() async throws {
        let office = try await Rounds()
        defer { office.remove() }
        func withdraw() async throws -> Int {
            try await office.act(.withdraw, Self.id, by: "desk") { $0.reason = "x" }.obligation
                .change
        }
        let first = try await withdraw()
        try await office.act(.reopen, Self.id, by: "desk") { $0.reason = "x" }
        let second = try await withdraw()
        let held = try await problem { try await office.undo(first, by: "desk") }
        #expect(held.status == 409 && held.detail.contains("\(second) (withdraw, desk)"))
    }

    @Test(
        "Without a number it refuses where the last change has a verb of its own that takes it back"
    )
    func counterVerbs() async throws {
        let office = try await Rounds()
        defer { office.remove() }
        let start = try await office.act(.start, Self.id, by: "desk") { $0.onBehalf = "so" }
        func refused(_ command: String, by user: String = "desk") async throws {
            let no = try await problem { try await office.undo(by: user) }
            #expect((no.status, no.exit) == (409, 1))
            #expect(no.detail.contains(command) && no.detail.contains("dondoc undo SỐ"), "\(no)")
            #expect(try await office.show(Self.id).obligation.state == "started")
        }
        let desk = office.caller("desk")
        _ = try await office.work.markDead(
            DeadAddressRequest(address: "so@example.test", until: "2023-06-30", reason: "đầy"),
            by: desk, .init())
        try await refused("dondoc mail alive")
        _ = try await office.work.markAlive(
            AliveAddressRequest(address: "so@example.test"), by: desk, .init())
        try await refused("dondoc mail dead")
        _ = try await office.work.hold(HoldRequest(reason: "x"), by: desk, .init())
        try await refused("dondoc resume")
        _ = try await office.work.resume(ResumeRequest(), by: desk, .init())
        try await refused("dondoc hold")
        #expect(
            try await office.undo(start.obligation.change, by: "desk").obligations[0].state
                == "planned")
        _ = try await office.work.hold(HoldRequest(reason: "x"), by: Bench.root, .init())
        let root = try await problem { try await office.undo(by: "root") }
        #expect(root.detail.contains("dondoc resume"))
    }

    @Test("Nothing is taken back twice; a change that does not exist is 404")
    func twice() async throws {
        let office = try await Rounds()
        defer { office.remove() }
        let start = try await office.act(.start, Self.id, by: "so").obligation.change
        let undone = try #require(try await office.undo(start, by: "so").change)
        let again = try await problem { try await office.undo(start, by: "so") }
        #expect(again.status == 409 && again.detail.contains("\(undone)"))
        #expect(try await problem { try await office.undo(9_999, by: "so") }.status == 404)
    }

    @Test("The last change is the last one when it is taken back, not when it was looked for")
    func lastByThen() async throws {
        let office = try await Rounds()
        defer { office.remove() }
        let first = try await office.act(.start, Self.id, by: "so").obligation.change
        let second = try await office.act(.start, "p/tep", by: "so").obligation.change
        let caller = office.caller("so")
        func take(_ change: Int) async throws {
            _ = try await office.store.undo(
                change, isLast: true, reason: nil, by: caller.actor, at: office.clock.now(),
                office.work.rules(at: office.clock.now()),
                old: { _, _, _ in throw StoreFault.damaged("no plan") },
                journal: { _ in JournalEntry([("MESSAGE", "undone")]) },
                answer: { _, _ in "" })
        }
        let before = try office.dump()
        await #expect(throws: Outpaced.self) { try await take(first) }
        #expect(try office.dump() == before)
        try await take(second)
        // Two at once by one person take back two.
        try await office.act(.start, "p/tep", by: "so")
        async let one = office.undo(by: "so")
        async let other = office.undo(by: "so")
        _ = try await (one, other)
        for id in [Self.id, "p/tep"] {
            #expect(try await office.show(id).obligation.state == "planned")
        }
    }

    @Test("Redone in the order in which it was undone, and not otherwise")
    func order() async throws {
        let office = try await Rounds()
        defer { office.remove() }
        let start = try await office.act(.start, Self.id, by: "so").obligation.change
        let done = try await office.act(.done, Self.id, by: "so").obligation.change
        let undoneDone = try await office.undo(done, by: "so").change
        let undoneStart = try await office.undo(start, by: "so").change
        #expect(try await problem { try await office.undo(undoneDone, by: "so") }.status == 409)
        try await office.undo(undoneStart, by: "so")
        #expect(try await office.undo(undoneDone, by: "so").obligations[0].state == "claimed")
    }

    @Test("Refusals, reloads and test letters hold nothing to take back")
    func nothing() async throws {
        let office = try await Rounds()
        defer { office.remove() }
        _ = try await problem { try await office.act(.start, Self.id, by: "khac") }
        let refused = try await office.store.trail(of: 1, uid: nil, limit: 1)[0].change
        try Rounds.agencies.replacing("Sở khác", with: "Sở kia").write(
            toFile: "\(office.bench.folder.path)/agencies/t.yaml", atomically: true, encoding: .utf8
        )
        _ = try await office.work.reload(by: Bench.root)
        let reload = try await office.store.trail(of: nil, uid: 0, limit: 1)[0]
        #expect(reload.verb == "reload")
        let tested = try await office.store.openMailTest(
            "a@example.test", by: office.caller("desk").actor, at: office.clock.now())
        for (change, user) in [
            (refused, "khac"), (refused, "root"), (reload.change, "root"), (tested, "desk"),
            (tested, "quantri"),
        ] {
            let problem = try await problem { try await office.undo(change, by: user) }
            #expect((problem.status, problem.exit) == (409, 1), "\(change) \(user)")
        }
        #expect(try await problem { try await office.undo(refused, by: "so") }.status == 403)
    }

    @Test("Days that follow from a calendar are mended in the files, not taken back")
    func fromFiles() async throws {
        let office = try await Rounds()
        defer { office.remove() }
        try "year: 2023\ndays: [{day: 2023-06-14, kind: holiday, name: x}]\n".write(
            toFile: "\(office.bench.folder.path)/calendar/2023.yaml", atomically: true,
            encoding: .utf8)
        _ = try await office.work.reload(by: Bench.root)
        let row = try await office.store.trail(of: 1, uid: nil, limit: 1)[0]
        #expect(row.verb == "moved")
        let problem = try await problem { try await office.undo(row.change, by: "root") }
        #expect(problem.status == 409 && problem.detail.contains("calendar/"))
    }

    @Test(
        "Whose change, taken back by whom",
        arguments: [
            ("so", "so", 200), ("so", "lanhdao", 403), ("so", "khac", 403), ("so", "desk", 200),
            ("so", "desk2", 403), ("so", "kiemtra", 403), ("so", "quantri", 200),
            ("so", "thay", 200),
            ("so", "het", 403), ("so", "pho", 200), ("so", "stranger", 403),
            ("lanhdao", "lanhdao", 200), ("lanhdao", "so", 403), ("thay", "thay", 200),
            ("thay", "so", 403), ("desk", "so", 403), ("desk", "desk", 200), ("quantri", "so", 403),
        ])
    func rights(doneBy: String, by user: String, status: Int) async throws {
        let office = try await Rounds()
        defer { office.remove() }
        let change = try await office.act(.start, Self.id, by: doneBy) {
            if doneBy == "desk" { $0.onBehalf = "so" }
        }.obligation.change
        if status == 200 {
            let view = try await office.undo(change, by: user)
            let row = try await office.store.trail(of: 1, uid: nil, limit: 1)[0]
            #expect(row.change == view.change && row.user == user)
            let deputies = ["thay": "Văn thư", "pho": "Đầu mối"]
            #expect(row.deputyFor == deputies[user])
        } else {
            let before = try office.dump(without: Rounds.trail)
            let problem = try await problem { try await office.undo(change, by: user) }
            #expect((problem.status, problem.exit) == (403, 77))
            #expect(try office.dump(without: Rounds.trail) == before)
            let last = try await office.store.trail(of: nil, uid: nil, limit: 1)[0]
            #expect(last.verb == "refused" && last.user == user)
        }
    }

    @Test("A deputy takes nothing back once his days are over, not even his own")
    func afterwards() async throws {
        let office = try await Rounds()
        defer { office.remove() }
        let change = try await office.act(.start, Self.id, by: "thay").obligation.change
        try office.clock.turn(to: "2023-07-01 00:00")
        #expect(try await problem { try await office.undo(change, by: "thay") }.status == 403)
    }

    @Test("A change over two plans is not the coordinator's of one")
    func twoPlans() async throws {
        let office = try await Rounds()
        defer { office.remove() }
        try await office.load(Bench.plan("q", coordinator: "desk2"))
        let change = try await office.change(.start, "mine=1&state=planned", by: "so").change
        for user in ["desk", "desk2"] {
            #expect(try await problem { try await office.undo(change, by: user) }.status == 403)
        }
        #expect(try await office.undo(change, by: "so").obligations.count == 7)
    }

    @Test("Without a number it is the caller's own last change, and his alone")
    func last() async throws {
        let office = try await Rounds()
        defer { office.remove() }
        try await office.act(.start, Self.id, by: "so")
        try await office.act(.start, "p/tep", by: "so")
        try await office.act(.start, "p/loi", by: "lanhdao")
        #expect(try await office.undo(by: "so").obligations.map(\.task) == ["tep"])
        #expect(try await office.undo(by: "so").obligations.map(\.task) == ["viec"])
        #expect(try await problem { try await office.undo(by: "so") }.status == 409)
        #expect(try await problem { try await office.undo(by: "khac") }.status == 409)
        #expect(try await office.show("p/loi").obligation.state == "started")
    }
}
