import DondocAPI
import DondocCore
import DondocStore
import DondocSystemd
import Foundation
import GRDB
import Synchronization
import Testing

@testable import DondocDaemon

/// A clock that a test turns.
final class HandClock: OfficeClock {
    private let moment: Mutex<Moment>
    let bell: Bell

    init(_ text: String) throws {
        moment = Mutex(try #require(Moment(written: text)))
        bell = try Bell()
    }

    func turn(to text: String) throws {
        let new = try #require(Moment(written: text))
        moment.withLock { $0 = new }
    }

    func now() -> Moment { moment.withLock { $0 } }
    func hold() -> Moment { now() }
    func release() {}
    func rest(until: Moment?, _ watchdog: Watchdog) async -> Bell.Wake? { nil }
    var isTraining: Bool { true }
    var hasEnded: Bool { false }
}

/// A small office with everybody in it, whose clock is turned by hand.
struct Rounds {
    let bench: Bench
    let clock: HandClock
    let work: Work
    var store: Store { bench.store }

    /// Everybody: `so` and `khac` owe work, `desk` coordinates plan `p`, `desk2` none of it.
    ///
    /// The deputy `thay` stands in for the clerk of `so` from 1 to 30 June, `het` did so for its leader
    /// until 31 May, `pho` stands in for the coordinator.
    static let agencies = """
        agencies:
          so: {name: Sở, mail: [so@example.test]}
          khac: {name: Sở khác, mail: [khac@example.test]}
          desk: {name: Đầu mối, mail: [desk@example.test]}
          desk2: {name: Đầu mối khác, mail: [desk2@example.test]}
          xa-a: {name: Xã A, mail: [xa-a@example.test]}
          xa-b: {name: Xã B, mail: [xa-b@example.test]}
          xa-c: {name: Xã C, mail: [xa-c@example.test]}
        groups:
          xa: {name: Các xã, members: [xa-a, {id: xa-b, until: 2023-06-20}]}
        people:
          vt: {name: Văn thư, user: so, mail: vt@example.test, agency: so, role: staff, deputy: {id: th, from: 2023-06-01, until: 2023-06-30}}
          ld: {name: Lãnh đạo, user: lanhdao, agency: so, role: leader, deputy: {id: ht, from: 2023-05-01, until: 2023-05-31}}
          vk: {name: Văn thư khác, user: khac, agency: khac, role: staff}
          lk: {name: Lãnh đạo khác, user: lanhdao2, agency: khac, role: leader}
          dp: {name: Đầu mối, user: desk, mail: dp@example.test, agency: desk, role: coordinator, deputy: {id: ph, from: 2023-06-01, until: 2023-06-30}}
          d2: {name: Đầu mối khác, user: desk2, agency: desk2, role: coordinator}
          kt: {name: Kiểm tra, user: kiemtra, agency: so, role: auditor}
          qt: {name: Quản trị, user: quantri, agency: so, role: admin}
          th: {name: Người thay, user: thay, mail: th@example.test, agency: khac, role: staff}
          ht: {name: Người đã thay, user: het, agency: khac, role: staff}
          ph: {name: Phó đầu mối, user: pho, mail: ph@example.test, agency: khac, role: staff}
        """

    static let plan = """
        plan: p
        title: Kế hoạch
        territory: t
        issuer: desk
        period: 2023
        coordinator: desk
        tasks:
          - {id: viec, title: Việc, lead: [so, khac], due: trước ngày 15/6/2023}
          - {id: van-ban, title: Văn bản, lead: [so], due: trước ngày 15/6/2023, proof: document}
          - {id: tep, title: Tệp, lead: [so], due: trước ngày 15/6/2023, proof: file}
          - {id: loi, title: Lời, lead: [so], due: trước ngày 15/6/2023, proof: note}
          - {id: de-nghi, title: Đề nghị, lead: [khac], due: trước ngày 15/6/2023, request: true}
          - {id: thuong, title: Việc thường xuyên, lead: [so], due: Thường xuyên}
        reports:
          - {id: bc, title: Báo cáo, from: [so, khac, "@xa"], to: [desk], due: trước ngày 15/6/2023, covers: nd09-half}
          - {id: th, title: Tổng hợp, from: [desk], to: [desk], due: trước ngày 20/6/2023, covers: nd09-half, after: [bc]}
        """

    init(
        at start: String = "2023-06-05 09:00", _ plan: String? = Rounds.plan,
        agencies: String = Rounds.agencies
    ) async throws {
        bench = try Bench(at: start, agencies: agencies)
        clock = try HandClock(start)
        work = Work(
            store: bench.store, clock: clock, office: bench.office, config: bench.work.config,
            poke: {})
        if let plan { try await load(plan) }
    }

    func remove() { bench.remove() }

    @discardableResult
    func load(_ text: String, by user: String = "root") async throws -> LoadView {
        try await work.load(
            LoadRequest(files: [.init(name: "plan.yaml", text: text)], all: false),
            by: caller(user))
    }

    /// As `Callers` finds somebody out on the clock's day; `root` is nobody among the people.
    func caller(_ user: String) -> Caller {
        guard user != "root" else { return Bench.root }
        let directory = bench.office.current.directory
        let person = directory.person(user: user)
        let place = directory.people.firstIndex { $0.user == user } ?? 999
        return Caller(
            uid: 2_000 + place, user: user, person: person, isAdmin: person?.role == .admin,
            principals: person.map { directory.principals(of: $0, on: clock.now().day) } ?? [])
    }

    /// A verb about one obligation, by login name.
    @discardableResult
    func act(
        _ verb: ObligationVerb, _ id: String, by user: String,
        _ fill: (inout ActRequest) -> Void = { _ in }
    ) async throws -> DetailView {
        let text = try await work.act(verb, .one(id), request(fill), by: caller(user), .init())
        return try JSONDecoder().decode(DetailView.self, from: Data(text.utf8))
    }

    /// A verb about several, or a dry run.
    @discardableResult
    func change(
        _ verb: ObligationVerb, _ query: String, by user: String, isDryRun: Bool = false,
        _ fill: (inout ActRequest) -> Void = { _ in }
    ) async throws -> ChangeView {
        var terms = Work.Terms()
        terms.isDryRun = isDryRun
        let target = try Target(try Query(query))
        let text = try await work.act(verb, target, request(fill), by: caller(user), terms)
        return try JSONDecoder().decode(ChangeView.self, from: Data(text.utf8))
    }

    @discardableResult
    func undo(_ change: Int? = nil, by user: String, isDryRun: Bool = false) async throws
        -> ChangeView
    {
        var terms = Work.Terms()
        terms.isDryRun = isDryRun
        let text = try await work.undo(UndoRequest(change: change), by: caller(user), terms)
        return try JSONDecoder().decode(ChangeView.self, from: Data(text.utf8))
    }

    private func request(_ fill: (inout ActRequest) -> Void) -> ActRequest {
        var request = ActRequest()
        fill(&request)
        return request
    }

    func show(_ id: String, at day: String? = nil) async throws -> DetailView {
        try await work.show(try Query("id=\(id)" + (day.map { "&at=\($0)" } ?? "")))
    }

    func list(_ query: String = "", by user: String = "root") async throws -> [ObligationView] {
        try await work.list(try Query(query), caller: caller(user))
    }

    func counts(_ query: String = "") async throws -> CountsView {
        try await work.counts(try Query(query), caller: Bench.root)
    }

    /// The heartbeat's look at a moment; the clock goes there.
    func beat(at text: String) async throws {
        try clock.turn(to: text)
        try await bench.beat(at: text)
    }

    /// Rungs that were said about an obligation.
    func said(_ id: String) async throws -> [String] {
        try await store.reminders(of: try await store.obligation(id).number).map(\.step)
    }

    /// Every row of every table but these.
    func dump(without left: Set<String> = []) throws -> String {
        let queue = try DatabaseQueue(path: store.path)
        return try queue.read { db in
            let tables = try String.fetchAll(
                db, sql: "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")
            return try tables.filter { !left.contains($0) }.map { table in
                try Row.fetchAll(db, sql: "SELECT * FROM \"\(table)\"").map(\.description)
                    .joined(separator: "\n")
            }.joined(separator: "\n--\n")
        }
    }

    /// What a refusal leaves behind.
    static let trail: Set = ["trail", "change", "installation", "sqlite_sequence"]
}

extension Query {
    /// As some route takes it.
    init(_ text: String) throws {
        guard let fit = Route.all.lazy.compactMap({ try? Query(text: text, of: $0) }).first else {
            self = try Query(text: text, of: try #require(Route.at(.get, Path.obligations)))
            return
        }
        self = fit
    }
}

/// The problem that a request ends in.
func problem(_ run: () async throws -> Void) async throws -> Problem {
    do {
        try await run()
    } catch let problem as Problem {
        return problem
    }
    throw StoreFault.damaged("no problem")
}

extension Work {
    /// Simulates beside a thousand other tests: with more patience than people have.
    func play(_ request: SimulateRequest, by caller: Caller = Bench.root) async throws
        -> [SimulatedView]
    {
        try await simulate(request, by: caller, patience: 15 * Simulator.patience)
    }
}
