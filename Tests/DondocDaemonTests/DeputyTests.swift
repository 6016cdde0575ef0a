import DondocAPI
import DondocCore
import DondocStore
import Foundation
import Testing

@testable import DondocDaemon

/// Deputies: another's rights for a span of days, both names in the trail.
@Suite(.serialized) struct DeputyTests {
    static let id = "p/viec/2023/so"

    @Test(
        "The days turn the rights on and off by themselves",
        arguments: [
            ("2023-05-31 23:59", false), ("2023-06-01 00:00", true), ("2023-06-30 23:59", true),
            ("2023-07-01 00:00", false),
        ])
    func window(at: String, stands: Bool) async throws {
        let office = try await Rounds()
        defer { office.remove() }
        let knocking = Knocking()
        knocking.set("thay", 5_000)
        var callers = Callers(office: office.bench.office, clock: office.clock)
        callers.peer = { _ in knocking.uid }
        callers.login = { _ in knocking.user }
        let talk = try Talk(office.bench, office.work, callers)
        defer { talk.end() }
        func ask(_ head: String) async throws -> String {
            try await talk.say(
                Array("\(head) HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n".utf8))
        }
        try office.clock.turn(to: at)
        let who = try await ask("GET /v1/whoami")
        #expect(who.contains(stands ? #""deputy_for":["Văn thư"]"# : #""deputy_for":null"#))
        #expect(who.contains(#""agency":"t/khac""#) && who.contains(#""person":"Người thay""#))
        let answer = try await ask("POST /v1/obligation/start?id=1")
        #expect(answer.hasPrefix("HTTP/1.1 \(stands ? 200 : 403) "))
        let row = try await office.store.trail(of: 1, uid: nil, limit: 1)[0]
        #expect(row.person == "Người thay" && row.user == "thay")
        #expect(row.deputyFor == (stands ? "Văn thư" : nil))
        #expect(row.verb == (stands ? "start" : "refused"))
    }

    @Test("One's own rights come first: the trail names nobody whose rights were not needed")
    func ownFirst() async throws {
        let office = try await Rounds()
        defer { office.remove() }
        try await office.act(.start, "p/viec/2023/khac", by: "thay")
        #expect(try await office.store.trail(of: 2, uid: nil, limit: 1)[0].deputyFor == nil)
        let both = try await office.change(.start, "id=3,6", by: "thay")
        #expect(both.obligations.map(\.agency).sorted() == ["khac", "so"])
        #expect(try await office.store.trail(of: 3, uid: nil, limit: 1)[0].deputyFor == "Văn thư")
    }

    @Test("A deputy of the coordinator, on behalf of an agency: three names")
    func behalf() async throws {
        let office = try await Rounds()
        defer { office.remove() }
        try await office.act(.start, Self.id, by: "pho") { $0.onBehalf = "so" }
        let row = try await office.store.trail(of: 1, uid: nil, limit: 1)[0]
        #expect(row.person == "Phó đầu mối" && row.deputyFor == "Đầu mối" && row.onBehalf == "so")
        // A clerk's deputy is no coordinator.
        let problem = try await problem {
            try await office.act(.note, Self.id, by: "thay") {
                ($0.note, $0.onBehalf) = ("x", "so")
            }
        }
        #expect(problem.status == 403)
        try await office.load(Rounds.plan.replacing("Kế hoạch", with: "Hai"), by: "pho")
        let load = try await office.store.trail(of: nil, uid: nil, limit: 1)[0]
        #expect(load.verb == "load" && load.deputyFor == "Đầu mối")
    }

    @Test("Mine is one's own work and that of those one stands in for, on these days alone")
    func mine() async throws {
        let office = try await Rounds()
        defer { office.remove() }
        func agencies(_ query: String, _ user: String) async throws -> Set<String> {
            Set(try await office.list(query, by: user).map(\.agency))
        }
        #expect(try await agencies("mine=1", "thay") == ["khac", "so"])
        #expect(try await agencies("mine=1&bucket=undated", "thay") == ["so"])
        #expect(try await agencies("mine=1", "pho") == ["khac", "desk"])
        #expect(try await agencies("mine=1", "het") == ["khac"])
        #expect(try await agencies("mine=1", "root") == [])
        let caller = office.caller("thay")
        let listed = try await office.list("mine=1", by: "thay")
        let counts = try await office.work.counts(try Query("mine=1"), caller: caller)
        #expect(counts.total == listed.count && listed.count == 9)
        #expect(
            listed.map(\.number)
                == (try await office.list("mine=1&limit=9", by: "thay")).map(\.number))
        let next = try await office.work.next(try Query("mine=1"), caller: caller)
        #expect(Set(next.map(\.agency)) == ["khac", "so"])
        let dry = try await office.change(.start, "mine=1", by: "thay", isDryRun: true)
        #expect(Set(dry.obligations.map(\.agency)) == ["khac", "so"])
        try office.clock.turn(to: "2023-07-01 00:00")
        #expect(try await agencies("mine=1", "thay") == ["khac"])
        // On a past day it is the work of today's agencies.
        #expect(try await agencies("mine=1&at=2023-06-30", "thay") == ["khac"])
        #expect(try await agencies("mine=1&at=2023-06-30", "so") == ["so"])
    }

    @Test("A deputy of a deputy has nothing of the first")
    func noChains() async throws {
        let office = try await Rounds(
            agencies: Rounds.agencies.replacing(
                "user: thay, mail: th@example.test, agency: khac, role: staff",
                with:
                    "user: thay, mail: th@example.test, agency: khac, role: staff, deputy: {id: ht, from: 2023-06-01, until: 2023-06-30}"
            ))
        defer { office.remove() }
        #expect(office.caller("thay").principals.map(\.id) == ["vt"])
        #expect(office.caller("het").principals.map(\.id) == ["th"])
        #expect(
            try await problem { try await office.act(.start, Self.id, by: "het") }.status == 403)
    }

    @Test(
        "A deputy of an admin acts for any agency, as the admin does; of his own he needs nobody's")
    func ofAdmin() async throws {
        let office = try await Rounds(
            agencies: Rounds.agencies.replacing(
                "user: quantri, agency: so, role: admin",
                with:
                    "user: quantri, agency: so, role: admin, deputy: {id: vk, from: 2023-06-01, until: 2023-06-30}"
            ))
        defer { office.remove() }
        try await office.act(.start, Self.id, by: "khac") { $0.onBehalf = "so" }
        let row = try await office.store.trail(of: 1, uid: nil, limit: 1)[0]
        #expect(row.deputyFor == "Quản trị" && row.onBehalf == "so")
        try await office.act(.start, "p/viec/2023/khac", by: "khac")
        try await office.undo(by: "khac")
        #expect(try await office.store.trail(of: 2, uid: nil, limit: 1)[0].deputyFor == nil)
    }

    @Test("Who loaded as a deputy takes it back as one, and no longer")
    func load() async throws {
        let office = try await Rounds()
        defer { office.remove() }
        // Moves work of the deputy's own agency alone.
        let text = Rounds.plan.replacing(
            "lead: [khac], due: trước ngày 15/6", with: "lead: [khac], due: trước ngày 22/6")
        try await office.load(text, by: "pho")
        try office.clock.turn(to: "2023-07-01 00:00")
        #expect(try await problem { try await office.undo(by: "pho") }.status == 403)
        try office.clock.turn(to: "2023-06-30 23:59")
        #expect(try await office.undo(by: "pho").obligations.map(\.due) == ["2023-06-15"])
    }

    @Test("Letters go to the deputy too while he stands in, and to nobody twice")
    func mailboxes() async throws {
        let office = try await Rounds()
        defer { office.remove() }
        office.bench.sendMail()
        func recipients(_ at: String) async throws -> [String] {
            try await office.beat(at: at)
            return try await office.store.reminders(of: 1).last?.notices.map(\.recipient) ?? []
        }
        #expect(
            try await recipients("2023-06-09 08:00")
                == ["so@example.test", "vt@example.test", "th@example.test"])
        // +7wd of 15/6 is 26/6, the next rung is Wednesday 5/7, when his days are over.
        for day in ["13", "14", "15", "16", "20", "26"] {
            _ = try await recipients("2023-06-\(day) 08:00")
        }
        #expect(
            try await recipients("2023-07-05 08:00") == ["so@example.test", "vt@example.test"])
        let directory = office.bench.office.current.directory
        let desk = AgencyRef(territory: "t", id: "desk")
        let (june, july) = (try #require(Day(2023, 6, 30)), try #require(Day(2023, 7, 1)))
        #expect(
            directory.coordinatorMailboxes(of: desk, on: june)
                == ["dp@example.test", "ph@example.test"])
        #expect(directory.coordinatorMailboxes(of: desk, on: july) == ["dp@example.test"])
    }

    @Test("A reload tells of a deputy who cannot act, and takes him for letters")
    func withoutUser() async throws {
        let office = try await Rounds()
        defer { office.remove() }
        try Rounds.agencies.replacing("user: thay, ", with: "").write(
            toFile: "\(office.bench.folder.path)/agencies/t.yaml", atomically: true, encoding: .utf8
        )
        let view = try await office.work.reload(by: Bench.root)
        let warning = try #require(view.warnings?.first)
        #expect(view.warnings?.count { $0.contains("agencies/t.yaml") } == 1)
        #expect(warning.hasPrefix("agencies/t.yaml:12:94: warning: người thay 'th' không có user"))
    }
}
