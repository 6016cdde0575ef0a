import DondocCore
import GRDB
import Testing

@testable import DondocStore

/// Listings and counts walk along indexes, so that a million obligations are as quick as a thousand.
@Suite struct WalkPlanTests {
    static let shapes: [(filter: Filter, indexes: [String])] = [
        (Filter(), ["obligation_due (silent=?)"]),
        (
            .with { $0.dueBefore = WalkTests.today },
            ["obligation_due (silent=? AND day<?)"]
        ),
        (
            .with { ($0.dueAfter, $0.dueBefore) = (WalkTests.today, WalkTests.today + 30) },
            ["obligation_due (silent=? AND day>? AND day<?)"]
        ),
        (.with { $0.state = .claimed }, ["obligation_stands (stands=? AND silent=?)"]),
        (.with { $0.state = .done }, ["obligation_stands (stands=? AND silent=?)"]),
        (.with { $0.bucket = .doneLate }, ["obligation_stands (stands=? AND silent=?)"]),
        (
            .with { $0.bucket = .doneOnTime },
            ["obligation_stands (stands=? AND silent=? AND day<?)"]
        ),
        (
            .with { $0.bucket = .openOverdue },
            ["obligation_stands (stands=? AND silent=? AND day<?)"]
        ),
        (
            .with { $0.bucket = .openInTime },
            [
                "obligation_stands (stands=? AND silent=? AND day>? AND day<?)",
                "obligation_request (silent=? AND day<?)",
            ]
        ),
        (
            .with { $0.bucket = .undated },
            ["obligation_stands (stands=? AND silent=? AND day=?)"]
        ),
        (
            .with { ($0.bucket, $0.byOriginal) = (.openOverdue, true) },
            [
                "obligation_stands (stands=? AND silent=? AND day<?)",
                "obligation_moved (silent=?)",
            ]
        ),
        (.with { $0.plan = "p" }, ["obligation_plan (plan=? AND stands=? AND silent=?)"]),
        (
            .with { ($0.plan, $0.bucket) = ("p", .openOverdue) },
            ["obligation_plan (plan=? AND stands=? AND silent=? AND day<?)"]
        ),
        (
            .with { ($0.plan, $0.state) = ("p", .claimed) },
            ["obligation_plan (plan=? AND stands=? AND silent=?)"]
        ),
        (
            .with { $0.agency = "so-ldtbxh" },
            ["obligation_agency (agency_part=? AND silent=?)"]
        ),
        (
            .with { ($0.agency, $0.plan, $0.bucket) = ("thanh-hoa/so-ldtbxh", "p", .undated) },
            ["obligation_agency (agency_part=? AND silent=?)"]
        ),
        (
            .with { ($0.agency, $0.state, $0.few) = ("so-ldtbxh", .claimed, -1) },
            ["obligation_stands (stands=? AND silent=?)"]
        ),
        (.with { ($0.lead, $0.few) = ("@ubnd", -1) }, ["obligation_due (silent=?)"]),
        (.with { $0.onlyAsked = true }, ["obligation_asked (silent=?)"]),
        (.with { $0.onlyPressed = true }, ["obligation_wake (wake_at>?)"]),
    ]

    @Test("A page is read in order from an index: nothing is scanned, nothing sorted")
    func pages() async throws {
        let s = try Scratch()
        defer { s.remove() }
        for (filter, indexes) in Self.shapes {
            let plan = try await s.plan(of: filter)
            for index in indexes {
                #expect(plan.contains("USING INDEX \(index)"), "\(filter)\n\(plan)")
            }
            let walks = plan.split(separator: "\n").filter { $0.contains(" o ") }
            #expect(
                walks.allSatisfy { line in indexes.contains { line.hasSuffix("INDEX \($0)") } },
                "\(filter)\n\(plan)")
            #expect(!plan.contains("SCAN o"), "\(filter)\n\(plan)")
            #expect(!plan.contains("TEMP B-TREE"), "\(filter)\n\(plan)")
        }
    }

    @Test("A few rows of a lead, or of a list of numbers, are found by key and then sorted")
    func fewRows() async throws {
        let s = try Scratch()
        defer { s.remove() }
        let lead = try await s.plan(of: Filter.with { $0.lead = "so-ldtbxh" })
        #expect(lead.contains("SEARCH l USING COVERING INDEX task_led (lead=?)"))
        #expect(lead.contains("USING INDEX \(Store.byTask) (plan=? AND task=?)"))
        let missing = try await s.plan(
            of: Filter.with { ($0.numbers, $0.state, $0.plan) = ([1, 2], .claimed, "p") })
        #expect(missing.contains("SEARCH o USING INTEGER PRIMARY KEY (rowid=?)"))
    }

    @Test(
        "What hangs on a number, a task or a change is found by key",
        arguments: [
            (
                "SELECT * FROM \(ObligationRecord.tables) WHERE o.number IN (SELECT value FROM json_each('[]'))",
                "SEARCH o USING INTEGER PRIMARY KEY"
            ),
            (
                "SELECT * FROM obligation WHERE key >= 'a' AND key < 'b' ORDER BY key LIMIT 6",
                "USING INDEX sqlite_autoindex_obligation_1"
            ),
            (
                "SELECT * FROM \(ObligationRecord.tables) WHERE o.plan = 'p' AND o.task = 't' AND +o.state <> 'done'",
                "SEARCH o USING INDEX \(Store.byTask) (plan=? AND task=?)"
            ),
            (
                Store.pressedSQL.replacing("= ?", with: "= 'a'"),
                "USING COVERING INDEX obligation_pressed (agency=? AND silent=? AND state=?)"
            ),
            (
                Store.watchedSQL.replacing("= ?", with: "= 'p'"),
                "USING COVERING INDEX obligation_open (plan=? AND state=?)"
            ),
        ])
    func keyed(sql: String, search: String) async throws {
        let s = try Scratch()
        defer { s.remove() }
        let plan = try await s.plan(of: sql)
        #expect(plan.contains(search), "\(plan)")
        #expect(!plan.contains("SCAN o") && !plan.contains("SCAN t"), "\(plan)")
        #expect(!plan.contains("TEMP B-TREE"), "\(plan)")
    }

    @Test("The trail is read from its end, along an index")
    func trail() async throws {
        let s = try Scratch()
        defer { s.remove() }
        let all = Store.trailWalk(of: nil, nil, change: nil)
        let whole = try await s.plan(of: "SELECT * \(all.sql)")
        #expect(whole.hasPrefix("SCAN t\n") && !whole.contains("TEMP B-TREE"), "\(whole)")
        for (walk, index) in [
            (Store.trailWalk(of: 1, nil, change: nil), "trail_of (obligation=?)"),
            (Store.trailWalk(of: 1, OwnRows(uid: 1), change: nil), "trail_of (obligation=?)"),
            (Store.trailWalk(of: nil, nil, change: 1), "trail_change (change=?)"),
            (Store.trailWalk(of: nil, OwnRows(uid: 1), change: nil), "change_of (uid=?)"),
        ] {
            let plan = try await s.plan(of: "SELECT t.reason, c.at \(walk.sql)", walk.arguments)
            #expect(plan.contains("INDEX \(index)"), "\(plan)")
            #expect(!plan.contains("SCAN") && !plan.contains("TEMP B-TREE"), "\(plan)")
        }
    }

    @Test("Counts walk along the same indexes and look at no row", arguments: Bucket.allCases)
    func lengths(bucket: Bucket) async throws {
        let s = try Scratch()
        defer { s.remove() }
        for plan in [nil, "p"] {
            let filter = Filter.with { ($0.plan, $0.bucket) = (plan, bucket) }
            let (plus, minus) = filter.lengths(WalkTests.today)
            #expect(!plus.isEmpty && minus.isEmpty == (bucket != .openOverdue))
            for walk in plus + minus {
                #expect(!walk.sql.contains("is_request = 0"))
                let plan = try await s.plan(of: "SELECT count(*) \(walk.sql)", walk.arguments)
                #expect(plan.contains("SEARCH o USING"), "\(plan)")
            }
        }
    }
}

extension Filter {
    static func with(_ change: (inout Filter) -> Void) -> Filter {
        var filter = Filter()
        change(&filter)
        return filter
    }
}

extension Scratch {
    fileprivate func plan(of filter: Filter) async throws -> String {
        let query = try await store.pool.read { db in
            try Store.pageQuery(db, filter, WalkTests.today)
        }
        return try await plan(of: query?.sql ?? "", query?.arguments ?? [])
    }

    fileprivate func plan(
        of sql: String, _ arguments: [any DatabaseValueConvertible & Sendable] = []
    ) async throws -> String {
        try await store.pool.read { db in
            try Row.fetchAll(
                db, sql: "EXPLAIN QUERY PLAN \(sql)",
                arguments: StatementArguments(arguments), adapter: nil
            ).map { $0["detail"] as String }.joined(separator: "\n")
        }
    }
}
