import DondocAPI
import DondocCore
import DondocStore
import Foundation
import GRDB
import NIOCore
import Synchronization
import Testing

@testable import DondocDaemon

/// The table of `interface.md`, "Rights", asked of the real server over a real socket: each verb and
/// each route by everybody.
@Suite(.serialized) struct RouteRightsTests {
    /// Who asks, in the order of the columns; the work is that of `so`, the plan that of `desk`.
    static let columns: [(letter: Character, user: String, isOnBehalf: Bool)] = [
        ("s", "so", false), ("o", "khac", false), ("c", "desk", false), ("f", "desk", true),
        ("x", "desk2", false), ("l", "lanhdao", false), ("m", "lanhdao2", false),
        ("a", "kiemtra", false), ("r", "quantri", false), ("n", "stranger", false),
        ("d", "thay", false), ("e", "het", false), ("p", "pho", false),
    ]

    struct Row: Sendable, CustomTestStringConvertible {
        let route: String
        let query: String
        let body: String
        let cells: String
        var testDescription: String { "\(route) \(query) \(body)" }
        var method: String { String(route.prefix { $0 != " " }) }
        var path: String { String(route.drop { $0 != " " }.dropFirst()) }
    }

    /// `+` is answered, `-` is 403 and stays in the trail, `.` is not asked: `for` belongs to work alone.
    ///
    /// s staff of the agency, o of another; c the plan's coordinator, f with `for`, x another plan's;
    /// l the agency's leader, m another's; a auditor; r admin; n nobody; d deputy of s within his days,
    /// e deputy of l after them; p deputy of c.
    // Columns are the point of a table.
    // swift-format-ignore
    static let table: [Row] = [
        //                                                                     s o c f x l m a r n d e p
        ("GET /v1/whoami",              "",                     "",            "+ + + . + + + + + + + + +"),
        ("GET /v1/status",              "",                     "",            "+ + + . + + + + + - + + +"),
        ("GET /v1/openapi.json",        "",                     "",            "+ + + . + + + + + - + + +"),
        ("GET /v1/obligations",         "",                     "",            "+ + + . + + + + + - + + +"),
        ("GET /v1/counts",              "",                     "",            "+ + + . + + + + + - + + +"),
        ("GET /v1/next",                "",                     "",            "+ + + . + + + + + - + + +"),
        ("GET /v1/obligation",          "id=viec",              "",            "+ + + . + + + + + - + + +"),
        ("GET /v1/obligation/why",      "id=viec",              "",            "+ + + . + + + + + - + + +"),
        ("GET /v1/task",                "id=p/viec",            "",            "+ + + . + + + + + - + + +"),
        ("GET /v1/plans",               "",                     "",            "+ + + . + + + + + - + + +"),
        ("GET /v1/plan",                "id=p",                 "",            "+ + + . + + + + + - + + +"),
        ("GET /v1/policies",            "",                     "",            "+ + + . + + + + + - + + +"),
        ("GET /v1/policy",              "id=standard",          "",            "+ + + . + + + + + - + + +"),
        ("GET /v1/policy/explain",      "policy=standard&id=viec", "",         "+ + + . + + + + + - + + +"),
        ("GET /v1/reminders",           "",                     "",            "+ + + . + + + + + - + + +"),
        ("GET /v1/log",                 "id=viec",              "",            "+ + + . + + + + + - + + +"),
        ("GET /v1/audit",               "",                     "",            "- - - . - - - + + - - - -"),
        ("POST /v1/obligation/start",   "id=viec",              "",            "+ - - + - + - - + - + - -"),
        ("POST /v1/obligation/done",    "id=viec",              "",            "+ - - + - + - - + - + - -"),
        ("POST /v1/obligation/checkin", "id=thuong",            "",            "+ - - + - + - - + - + - -"),
        ("POST /v1/obligation/note",    "id=viec",              "note",        "+ - - + - + - - + - + - -"),
        ("POST /v1/obligation/attach",  "id=viec",              "attach",      "+ - - + - + - - + - + - -"),
        ("POST /v1/obligation/confirm", "id=loi",               "",            "- - + . - - - - + - - - +"),
        ("POST /v1/obligation/return",  "id=loi",               "reason",      "- - + . - - - - + - - - +"),
        ("POST /v1/obligation/withdraw","id=viec",              "reason",      "- - + . - - - - + - - - +"),
        ("POST /v1/obligation/reopen",  "id=tep",               "reason",      "- - + . - - - - + - - - +"),
        ("POST /v1/obligation/waive",   "id=th",                "waive",       "- - + . - - - - + - - - +"),
        // Whoever owes the work asks, whoever judges grants.
        ("POST /v1/obligation/extend",  "id=viec",              "extend",      "+ - + . - + - - + - + - +"),
        ("POST /v1/obligation/extend",  "id=van-ban",           "refuse",      "- - + . - - - - + - - - +"),
        ("POST /v1/obligation/extend",  "id=viec",              "force",       "- - + . - - - - + - - - +"),
        // The day of `viec` is 15/6: how far beyond is a matter of `PauseRightsTests`.
        ("POST /v1/obligation/snooze",  "id=viec",              "snooze",      "+ - + . - + - - + - + - +"),
        ("POST /v1/obligation/ack",     "id=viec",              "",            "+ - + . - + - - + - + - +"),
        ("POST /v1/obligation/now",     "id=viec",              "press",       "- - + . - - - - + - - - +"),
        // A note of s.
        ("POST /v1/undo",               "",                     "undo",        "+ - + . - - - - + - + - +"),
        ("POST /v1/plans",              "",                     "plan",        "- - + . - - - - + - - - +"),
        // A look, whatever its method.
        ("POST /v1/simulate",           "",                     "",            "+ + + . + + + + + - + + +"),
        ("POST /v1/reload",             "",                     "",            "- - - . - - - - + - - - -"),
        ("POST /v1/mail/test",          "",                     "mail",        "- - + . + - - - + - - - +"),
        ("GET /v1/queue",               "",                     "",            "- - + . + - - - + - - - +"),
        ("GET /v1/queue/letter",        "id=1",                 "",            "- - + . - - - - + - - - +"),
        ("POST /v1/queue/retry",        "id=1",                 "",            "- - + . - - - - + - - - +"),
        ("POST /v1/queue/drop",         "id=1",                 "reason",      "- - + . - - - - + - - - +"),
        ("POST /v1/hold",               "",                     "reason",      "- - + . + - - - + - - - +"),
        ("POST /v1/resume",             "",                     "",            "- - + . + - - - + - - - +"),
        ("GET /v1/mail/addresses",      "",                     "",            "- - + . + - - - + - - - +"),
        ("POST /v1/mail/dead",          "",                     "dead",        "- - + . + - - - + - - - +"),
        ("POST /v1/mail/alive",         "",                     "alive",       "- - + . + - - - + - - - +"),
    ].map { Row(route: $0.0, query: $0.1, body: $0.2, cells: $0.3) }

    @Test("No route is without a row") func complete() async throws {
        let office = try await Rounds()
        defer { office.remove() }
        let callers = Callers(office: office.bench.office, clock: office.clock)
        let methods = Routes.methods(of: Routes(work: office.work, callers: callers).router())
        let routes = methods.flatMap { path, methods in methods.map { "\($0) \(path)" } }
        #expect(Set(routes) == Set(Self.table.map(\.route)))
        #expect(
            ObligationVerb.allCases.allSatisfy { routes.contains("POST \(Path.act($0.rawValue))") })
    }

    @Test("Everybody may do what the table says, and nothing else happens", arguments: table)
    func row(row: Row) async throws {
        let door = try await Door()
        defer { door.end() }
        let cells = row.cells.split(separator: " ").map(String.init)
        try #require(cells.count == Self.columns.count)
        for (column, cell) in zip(Self.columns, cells) where cell != "." {
            let before = (try door.rows(), try door.office.dump(without: Rounds.trail))
            let (status, body) = try await door.ask(
                row, as: column.user, isOnBehalf: column.isOnBehalf)
            let said = "\(column.letter): \(status) \(body)"
            let rows = try door.rows().dropFirst(before.0.count)
            #expect(try door.office.dump(without: Rounds.trail) == before.1, "\(said)")
            if cell == "+" {
                #expect(status == (row.body == "mail" ? 409 : 200), "\(said)")
                #expect(rows.isEmpty, "\(said)")
            } else {
                #expect(status == 403 && body.contains("\"exit\":77"), "\(said)")
                #expect(rows.count == 1, "\(said)")
                #expect(rows.first?.hasPrefix("refused|\(column.user)|") == true, "\(rows)")
            }
        }
    }

    @Test("One foreign id among several refuses all of them, and the answer names it")
    func foreign() async throws {
        let door = try await Door()
        defer { door.end() }
        let office = door.office
        let own = try await office.store.obligation("p/viec/2023/so").number
        let foreign = try await office.store.obligation("p/viec/2023/khac").number
        let before = try office.dump(without: Rounds.trail)
        for query in ["id=\(own),\(foreign)", "id=\(foreign),\(own)", "plan=p&state=planned"] {
            let problem = try await problem { try await office.change(.start, query, by: "so") }
            #expect((problem.status, problem.exit) == (403, 77))
            #expect(problem.items.contains("p/viec/2023/khac"))
            #expect(!problem.items.contains { $0.hasSuffix("/so") })
            #expect(try office.dump(without: Rounds.trail) == before)
        }
        #expect(try door.rows().filter { $0.hasPrefix("refused|so|") }.count == 3)
        // With the own ones alone it goes.
        let view = try await office.change(.start, "plan=p&agency=so&state=planned", by: "so")
        #expect(view.obligations.allSatisfy { $0.agency == "so" && $0.state == "started" })
    }

    @Test("The trail: one's own rows, those of the plans that one coordinates, or all")
    func log() async throws {
        let office = try await Rounds()
        defer { office.remove() }
        try await office.load(Bench.plan("q", coordinator: "desk2"))
        try await office.act(.note, "p/viec/2023/so", by: "so") { $0.note = "a" }
        try await office.act(.note, "p/viec/2023/khac", by: "khac") { $0.note = "b" }
        try await office.act(.note, "q/viec/2023/so", by: "so") { $0.note = "c" }
        func notes(_ user: String, _ query: String = "") async throws -> [String] {
            try await office.work.log(try Query(query), caller: office.caller(user))
                .filter { $0.verb == "note" }.map { $0.reason ?? "" }
        }
        #expect(try await notes("so") == ["note=a", "note=c"])
        #expect(try await notes("lanhdao") == [])
        #expect(try await notes("khac", "id=p/viec/2023/so") == [])
        #expect(try await notes("desk") == ["note=a", "note=b"])
        #expect(try await notes("desk2") == ["note=c"])
        #expect(try await notes("thay") == ["note=a", "note=c"])
        #expect(try await notes("pho") == ["note=a", "note=b"])
        #expect(try await notes("kiemtra") == ["note=a", "note=b", "note=c"])
        #expect(try await notes("quantri") == ["note=a", "note=b", "note=c"])
    }
}

/// The real server in front of a small office; who knocks is chosen by the test, in place of the kernel.
struct Door {
    let office: Rounds
    private let talk: Talk
    private let ids: [String: Int]
    private let undoable: Int
    private let knocking = Knocking()

    init() async throws {
        office = try await Rounds()
        let office = office
        var ids: [String: Int] = [:]
        for task in ["viec", "van-ban", "tep", "loi", "thuong"] {
            ids[task] = try await office.store.obligation("p/\(task)/2023/so").number
        }
        ids["th"] = try await office.store.obligation("p/th/").number
        self.ids = ids
        try await office.act(.done, "p/loi", by: "so") { $0.note = "xong" }
        try await office.act(.done, "p/tep", by: "so") {
            $0.file = String(repeating: "a", count: 64)
        }
        try await office.act(.confirm, "p/tep", by: "desk")
        try await office.act(.extend, "p/van-ban", by: "so") {
            ($0.to, $0.reason) = ("2023-06-30", "chờ số liệu")
        }
        undoable = try await office.act(.note, "p/viec/2023/so", by: "so") { $0.note = "x" }
            .obligation.change
        try office.bench.plant(1, .failed, plan: "p")
        _ = try await office.work.hold(
            HoldRequest(reason: "x"), by: office.caller("desk"), .init())
        _ = try await office.work.markDead(
            DeadAddressRequest(address: "xa-c@example.test", until: "2023-06-30", reason: "x"),
            by: office.caller("desk"), .init())
        let knocking = knocking
        var callers = Callers(office: office.bench.office, clock: office.clock)
        callers.peer = { _ in knocking.uid }
        callers.login = { _ in knocking.user }
        talk = try Talk(office.bench, office.work, callers)
    }

    func end() { talk.end() }

    /// Status and body of a request; what can be tried dry is.
    func ask(_ row: RouteRightsTests.Row, as user: String, isOnBehalf: Bool) async throws
        -> (Int, String)
    {
        knocking.set(user, office.caller(user).uid)
        var query = row.query
        if let name = query.split(separator: "=").last, let id = ids[String(name)] {
            query = query.dropLast(name.count) + "\(id)"
        }
        let isWhole = [Path.mailTest, Path.plans, Path.simulate].contains(row.path)
        if row.method == "POST", !isWhole {
            query += query.isEmpty ? "dry-run=1" : "&dry-run=1"
        }
        let body = body(row.body, isOnBehalf)
        let target = row.path + (query.isEmpty ? "" : "?\(query)")
        let request = """
            \(row.method) \(target) HTTP/1.1\r
            Host: dondoc\r
            Connection: close\r
            Content-Length: \(body.utf8.count)\r
            \r
            \(body)
            """
        let answer = try await talk.say(Array(request.utf8))
        return (Int(answer.dropFirst(9).prefix(3)) ?? 0, answer)
    }

    private func body(_ kind: String, _ isOnBehalf: Bool) -> String {
        let behalf = isOnBehalf ? #""for":"so""# : ""
        let hash = String(repeating: "0", count: 64)
        func with(_ fields: String) -> String {
            "{\([fields, behalf].filter { !$0.isEmpty }.joined(separator: ","))}"
        }
        return switch kind {
        case "note": with(#""note":"x""#)
        case "attach": with(#""name":"a.pdf","file":"\#(hash)""#)
        case "reason": with(#""reason":"x""#)
        case "waive": with(#""reason":"x","inputs":["so"]"#)
        case "extend": with(#""reason":"x","to":"2023-07-31","doc":"12/QĐ""#)
        case "refuse": with(#""reason":"x","refuse":true"#)
        case "force": with(#""reason":"x","to":"2023-07-31","doc":"12/QĐ","force":true"#)
        case "dead": #"{"address":"xa-a@example.test","until":"2023-06-30","reason":"x"}"#
        case "alive": #"{"address":"xa-c@example.test"}"#
        case "snooze": with(#""reason":"x","until":"2023-06-14""#)
        case "press": with(#""note":"x""#)
        case "undo": #"{"change":\#(undoable)}"#
        case "mail": #"{"to":"a@example.test"}"#
        case "plan": plan
        default: isOnBehalf ? with("") : ""
        }
    }

    private var plan: String {
        let file = LoadRequest.File(name: "plan.yaml", text: Rounds.plan)
        return (try? JSON.text(LoadRequest(files: [file], all: false))) ?? ""
    }

    /// `verb|user|…` of each row of the trail.
    func rows() throws -> [String] {
        let queue = try DatabaseQueue(path: office.store.path)
        return try queue.read { db in
            try String.fetchAll(
                db,
                sql: """
                    SELECT t.verb || '|' || c.user || '|' || coalesce(t.reason, '')
                    FROM trail t JOIN change c ON c.id = t.change ORDER BY t.id
                    """)
        }
    }
}

/// Whom the server takes the next connection for.
final class Knocking: Sendable {
    private let state = Mutex((user: "", uid: 0))

    var user: String { state.withLock { $0.user } }
    var uid: Int { state.withLock { $0.uid } }

    func set(_ user: String, _ uid: Int) { state.withLock { $0 = (user, uid) } }
}
