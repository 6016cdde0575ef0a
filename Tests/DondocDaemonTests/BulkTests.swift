import DondocAPI
import DondocCore
import DondocStore
import Foundation
import Testing

@testable import DondocDaemon

/// Several obligations by one command: all or nothing, one change set.
@Suite(.serialized) struct BulkTests {
    @Test("Several ids: one that cannot be done refuses all of them and is named")
    func ids() async throws {
        let office = try await Rounds()
        defer { office.remove() }
        try await office.act(.start, "p/tep", by: "so")
        let before = try office.dump()
        let numbers = try await office.list("agency=so&plan=p").map(\.number)
        let illegal = try await problem {
            try await office.change(
                .start, "id=\(numbers.map(String.init).joined(separator: ","))", by: "so")
        }
        let tep = try await office.store.obligation("p/tep").number
        #expect((illegal.status, illegal.exit) == (409, 1))
        #expect(illegal.items.count == 1 && illegal.items[0].hasPrefix("\(tep) p/tep/2023/so: "))
        let proofs = try await problem {
            try await office.change(.done, "plan=p&agency=so&state=planned", by: "so")
        }
        #expect(proofs.status == 409 && proofs.items.count == 2)
        #expect(proofs.items.allSatisfy { $0.contains("van-ban") || $0.contains("loi") })
        #expect(try office.dump() == before)
    }

    @Test("What is wrong with the request itself is 400, however many it is about")
    func wrongRequest() async throws {
        let office = try await Rounds()
        defer { office.remove() }
        for (verb, query) in [
            (ObligationVerb.withdraw, "plan=p"), (.note, "id=1,2"), (.extend, "id=1,2"),
        ] {
            let problem = try await problem { try await office.change(verb, query, by: "quantri") }
            #expect((problem.status, problem.exit) == (400, 64), "\(verb)")
        }
        for query in [
            "", "id=", "id=1&plan=p", "id=1&mine=1",
        ] {
            let problem = try await problem { try await office.change(.start, query, by: "root") }
            #expect((problem.status, problem.exit) == (400, 64), "\(query)")
        }
    }

    @Test("A bad day or a missing reason is 400 also where the filters hit nothing")
    func wrongOfNothing() async throws {
        let office = try await Rounds()
        defer { office.remove() }
        let nothing = "plan=p&state=done"
        for (verb, fill) in [
            (.extend, { ($0.to, $0.doc, $0.reason) = ("2023-06-31", "1/QĐ", "x") }),
            (.extend, { ($0.to, $0.dated, $0.doc, $0.reason) = ("2023-07-31", "6/6", "1", "x") }),
            (.extend, { $0.reason = "x" }), (.done, { $0.dated = "2023-02-29" }),
            (.confirm, { ($0.received, $0.reason) = ("hôm qua", "x") }),
            (.confirm, { $0.received = "2023-06-05" }), (.withdraw, { $0.note = nil }),
            (.waive, { $0.reason = "x" }), (.attach, { $0.name = "a" }), (.note, { $0.note = "" }),
        ] as [(ObligationVerb, (inout ActRequest) -> Void)] {
            for isDryRun in [false, true] {
                let problem = try await problem {
                    try await office.change(verb, nothing, by: "desk", isDryRun: isDryRun, fill)
                }
                #expect((problem.status, problem.exit) == (400, 64), "\(verb)")
            }
        }
        let view = try await office.change(.start, nothing, by: "desk")
        #expect(view.change == nil && view.obligations.isEmpty)
        for bad in ["due-before=2023-06-31", "state=late", "bucket=x", "by=x", "mine=0"] {
            let problem = try await problem {
                try await office.change(
                    .start,
                    "\(nothing)&\(bad)".replacing(
                        "state=done&state", with: "state"), by: "desk")
            }
            #expect(problem.status == 400, "\(bad)")
        }
    }

    @Test("Filters leave out and count what the verb does not fit; one command is one change")
    func filter() async throws {
        let office = try await Rounds()
        defer { office.remove() }
        try await office.act(.start, "p/tep", by: "so")
        try await office.act(.done, "p/viec/2023/so", by: "so")
        let view = try await office.change(.start, "plan=p&agency=so", by: "so")
        // Of six: viec is claimed and tep started.
        #expect(view.skipped == 2 && view.obligations.count == 4 && view.change != nil)
        #expect(view.obligations.allSatisfy { $0.change == view.change && $0.state == "started" })
        let log = try await office.work.log(
            try Query("change=\(view.change ?? 0)"), caller: Bench.root)
        #expect(log.count == 4 && Set(log.map(\.verb)) == ["start"])
        #expect(Set(log.compactMap(\.number)) == Set(view.obligations.map(\.number)))
        // Nothing left to do is no error, and no change.
        let none = try await office.change(.start, "plan=p&agency=so", by: "so")
        #expect(none.change == nil && none.skipped == 6 && none.obligations == [])
        let nowhere = try await problem {
            try await office.change(.start, "plan=nowhere", by: "khac")
        }
        #expect(nowhere.status == 404)
    }

    @Test("Filters name what listings name")
    func filters() async throws {
        let office = try await Rounds()
        defer { office.remove() }
        try office.clock.turn(to: "2023-06-16 09:00")
        for query in [
            "mine=1", "lead=so", "bucket=open-overdue", "due-before=2023-06-16", "missing=p/th/",
            "due-after=2023-06-15", "state=planned&plan=p",
        ] {
            let listed = try await office.list(query, by: "so").map(\.number).sorted()
            let view = try await office.change(.note, query, by: "quantri", isDryRun: true) {
                $0.note = "x"
            }
            let own = try await office.list(query, by: "quantri").map(\.number).sorted()
            #expect(view.obligations.map(\.number) == own && !own.isEmpty, "\(query)")
            if query != "mine=1" { #expect(own == listed, "\(query)") }
        }
        // Root is nobody's staff: nothing is its own.
        #expect(try await office.list("mine=1", by: "root") == [])
        #expect(try await office.change(.start, "mine=1", by: "root").change == nil)
    }

    @Test("On behalf of one agency: all must be that agency's, and the trail has both names")
    func behalf() async throws {
        let office = try await Rounds()
        defer { office.remove() }
        let mixed = try await problem {
            try await office.change(.start, "plan=p&state=planned", by: "desk") {
                $0.onBehalf = "so"
            }
        }
        #expect(mixed.status == 422)
        let view = try await office.change(.start, "plan=p&agency=so", by: "desk") {
            $0.onBehalf = "so"
        }
        #expect(view.obligations.count == 6)
        let row = try await office.store.trail(of: 1, uid: nil, limit: 1)[0]
        #expect(row.person == "Đầu mối" && row.onBehalf == "so" && row.deputyFor == nil)
    }

    @Test("At most ten thousand, by ids or by filter: 413")
    func limit() async throws {
        let agencies = (0..<101).map { "  u\($0): {name: U\($0)}" }.joined(separator: "\n")
        let tasks = (0..<100).map {
            "  - {id: v\($0), title: V, lead: [\"@g\"], due: trước ngày 15/6/2023}"
        }.joined(separator: "\n")
        let members = (0..<101).map { "u\($0)" }.joined(separator: ", ")
        let head = Rounds.plan.split(separator: "\ntasks:")[0]
        let office = try await Rounds(
            "\(head)\ntasks:\n\(tasks)\n",
            agencies: Rounds.agencies.replacing(
                "groups:", with: "\(agencies)\ngroups:\n  g: {name: G, members: [\(members)]}"))
        defer { office.remove() }
        let before = try await office.store.trailHead()
        for query in ["plan=p", "id=" + (1...10_001).map(String.init).joined(separator: ",")] {
            let problem = try await problem { try await office.change(.start, query, by: "root") }
            #expect((problem.status, problem.exit) == (413, 1), "\(query.prefix(9))")
        }
        #expect(try await office.store.trailHead() == before)
        let view = try await office.change(
            .start, "plan=p&due-before=2024-01-01&agency=u7", by: "root")
        #expect(view.obligations.count == 100)
    }

    @Test("A dry run answers as the real one would, and leaves nothing at all behind")
    func dryRun() async throws {
        let office = try await Rounds()
        defer { office.remove() }
        try await office.act(.note, "p/tep", by: "so") { $0.note = "x" }
        let before = try office.dump()
        let dry = try await office.change(.start, "plan=p&agency=so", by: "so", isDryRun: true)
        let one = try await office.change(.withdraw, "id=1", by: "desk", isDryRun: true) {
            $0.reason = "x"
        }
        let taken = try await office.undo(by: "so", isDryRun: true)
        #expect(dry.dryRun && dry.change == nil && one.change == nil && taken.change == nil)
        #expect(one.obligations.map(\.state) == ["withdrawn"])
        var terms = Work.Terms()
        terms.isDryRun = true
        let load = try await office.work.load(
            LoadRequest(
                files: [.init(name: "q", text: Bench.plan("q"))], all: false), by: Bench.root, terms
        )
        #expect(load.contains("\"added\":1") && load.contains("\"change\":null"))
        #expect(try office.dump() == before)
        let real = try await office.change(.start, "plan=p&agency=so", by: "so")
        #expect(real.obligations.map(\.state) == dry.obligations.map(\.state))
        #expect(real.obligations.map(\.number) == dry.obligations.map(\.number))
    }

    @Test("What is no day is told also where nothing would be done")
    func badDay() async throws {
        let office = try await Rounds()
        defer { office.remove() }
        for query in ["state=done", "id=1"] {
            let problem = try await problem {
                try await office.change(.confirm, query, by: "desk") {
                    ($0.received, $0.reason) = ("hôm qua", "x")
                }
            }
            #expect((problem.status, problem.exit) == (400, 64))
        }
        #expect(try await office.change(.confirm, "state=done", by: "desk").change == nil)
    }

    private func terms(_ key: String, _ asked: String) -> Work.Terms {
        var terms = Work.Terms()
        (terms.key, terms.request) = (key, SHA256.hex(asked))
        return terms
    }

    @Test(
        "The same request under the same key has the same answer and one effect; another is refused"
    )
    func keys() async throws {
        let office = try await Rounds()
        defer { office.remove() }
        let so = office.caller("so")
        let target = try Target(try Query("plan=p&agency=so"))
        func start() async throws -> String {
            try await office.work.act(.start, target, .init(), by: so, terms("key-0001", "start"))
        }
        let first = try await start()
        let count = try await office.store.trailHead()
        #expect(try await start() == first)
        #expect(try await office.store.trailHead() == count)
        func undo() async throws -> String {
            try await office.work.undo(.init(), by: so, terms("key-0002", "undo"))
        }
        let undone = try await undo()
        #expect(try await undo() == undone)
        #expect(try await office.list("state=started") == [])
        func load() async throws -> String {
            try await office.work.load(
                LoadRequest(files: [.init(name: "q", text: Bench.plan("q"))], all: false),
                by: Bench.root, terms("key-0003", "load"))
        }
        let loaded = try await load()
        #expect(try await load() == loaded && loaded.contains("\"added\":1"))
        // One key, another route.
        let reused = try await problem {
            _ = try await office.work.undo(.init(), by: so, terms("key-0001", "undo"))
        }
        #expect((reused.status, reused.exit) == (409, 1))
        // A key is its user's own.
        _ = try await office.work.act(
            .note, .one("1"), ActRequest(note: "x"), by: office.caller("quantri"),
            terms("key-0001", "note"))
    }

    @Test("If-Match is for one obligation and for what its caller saw, a note too")
    func seen() async throws {
        let office = try await Rounds()
        defer { office.remove() }
        let seen = try await office.store.obligation("1").change
        func act(_ verb: ObligationVerb, _ query: String, _ seen: Int) async throws -> Int {
            var terms = Work.Terms()
            terms.seen = .changes([seen])
            do {
                _ = try await office.work.act(
                    verb, try Target(try Query(query)), ActRequest(note: "x"),
                    by: office.caller("so"), terms)
                return 200
            } catch let problem as Problem {
                return problem.status
            }
        }
        #expect(try await act(.start, "id=1,3", seen) == 400)
        #expect(try await act(.start, "agency=so", seen) == 400)
        #expect(try await act(.note, "id=1", seen) == 200)
        #expect(try await act(.note, "id=1", seen) == 412)
        #expect(try await act(.start, "id=1", seen) == 412)
        let now = try await office.store.obligation("1").change
        #expect(try await act(.start, "id=1", now) == 200)
    }
}
