import DondocAPI
import DondocCore
import DondocPlanFile
import DondocStore
import Foundation

@testable import DondocDaemon

/// A daemon's inside without its socket: a real store, a training clock that stands, a small office.
struct Bench {
    let folder: URL
    let store: Store
    let clock: TrainingClock
    let office: OfficeBox
    let work: Work

    static let agencies = """
        agencies:
          so: {name: Sở, mail: [so@example.test]}
          desk: {name: Đầu mối, mail: [desk@example.test]}
          mute: {name: Không hộp thư}
        people:
          dp: {name: Đầu mối, user: desk, agency: desk, role: coordinator}
          vt: {name: Văn thư, user: so, agency: so, role: staff}
        """

    static func plan(
        _ id: String, coordinator: String = "desk", due: String = "trước ngày 15/6/2023"
    )
        -> String
    {
        """
        plan: \(id)
        title: Kế hoạch
        territory: t
        issuer: desk
        period: 2023
        coordinator: \(coordinator)
        tasks:
          - {id: viec, title: Việc, lead: [so], due: \(due)}
        """
    }

    /// A bench whose clock stands at `start`.
    init(at start: String = "2023-06-05 07:59", agencies: String = Bench.agencies) throws {
        folder = FileManager.default.temporaryDirectory.appendingPathComponent(
            "dondoc-\(UUID().uuidString)")
        for name in ["agencies", "calendar", "plans"] {
            try FileManager.default.createDirectory(
                at: folder.appendingPathComponent(name), withIntermediateDirectories: true)
        }
        try agencies.write(
            to: folder.appendingPathComponent("agencies/t.yaml"), atomically: true, encoding: .utf8)
        try "site: {name: Văn phòng}\n".write(
            to: folder.appendingPathComponent("dondoc.yaml"), atomically: true, encoding: .utf8)
        guard let moment = Moment(written: start) else { throw StoreFault.damaged(start) }
        store = try Store(
            path: folder.appendingPathComponent("dondoc.db").path, kind: .training,
            newMoment: moment)
        clock = try TrainingClock(start: moment, rate: 1, end: moment)
        let config = ConfigFolder(path: folder.path)
        let files = try config.applicable()
        office = OfficeBox(try ConfigFolder.office(files, try config.settings()))
        _ = try store.apply(files.map { ($0.name, $0.text) }, by: .daemon, at: moment)
        work = Work(store: store, clock: clock, office: office, config: config, poke: {})
    }

    func remove() {
        try? store.close()
        try? FileManager.default.removeItem(at: folder)
    }

    static let root = Caller(uid: 0, user: "root", person: nil, isAdmin: true)

    func caller(_ user: String) -> Caller {
        Caller(
            uid: 1_000, user: user, person: office.current.directory.person(user: user),
            isAdmin: false)
    }

    @discardableResult
    func load(_ text: String, by caller: Caller = root) async throws -> LoadView {
        try await work.load(
            LoadRequest(files: [.init(name: "plan.yaml", text: text)], all: false), by: caller)
    }

    func beat(at text: String) async throws {
        guard let now = Moment(written: text) else { throw StoreFault.damaged(text) }
        let notices = Notices(office: office.current, store: store, isTraining: true)
        var batch: [Said] = []
        for record in try await store.due(by: now, limit: 500) {
            batch.append(try await notices.decide(record, at: now))
        }
        try await store.record(batch, at: now)
        _ = try await notices.compose(at: now, wallClock: 0)
    }

    /// Lists and what is newly assigned, and the letters that carry them; answers who was told of which
    /// tasks.
    @discardableResult
    func tell(at text: String) async throws -> [String: [String]] {
        guard let now = Moment(written: text) else { throw StoreFault.damaged(text) }
        let notices = Notices(office: office.current, store: store, isTraining: true)
        for due in try await store.duePlans(by: now) {
            let (next, list) = notices.digest(due, at: now)
            try await store.recordDigest(
                plan: due.plan.id, seen: due.wake, next: next, list, at: now)
        }
        var said: [String: [String]] = [:]
        let hears = notices.hearsOfAssigned(on: now.day)
        while case let plans = try await store.plansToTell(by: now, hears: hears), !plans.isEmpty {
            for plan in plans {
                for partner in plan.partners { said[partner.agency.id] = partner.tasks.map(\.id) }
                for lead in plan.leads { said["lead " + lead.agency.id] = [] }
                try await store.recordTold(
                    plan, notices.tell(plan, at: now), at: now, hears: hears)
            }
        }
        _ = try await notices.compose(at: now, wallClock: 0)
        return said
    }

    /// From now on letters go to a relay of this machine, where nobody is.
    func sendMail() {
        var office = office.current
        office.settings.mail.via = .smtp(host: "127.0.0.1", port: 1, implicitTLS: false, user: nil)
        self.office.replace(office)
    }

    /// The fields of the journal's entries about causes of degradation, in their order.
    static func alarms(_ store: Store) async throws -> [[String: String]] {
        try await store.waitingJournal(limit: 1_000).map { _, entry in
            Dictionary(entry.fields.map { ($0.name, $0.value) }) { "\($0) \($1)" }
        }.filter { $0["DONDOC_CAUSE"] != nil }
    }
}

extension ActRequest {
    init(doc: String? = nil, note: String? = nil, onBehalf: String? = nil) {
        self.init()
        (self.doc, self.note, self.onBehalf) = (doc, note, onBehalf)
    }
}

extension Work {
    func load(_ request: LoadRequest, by caller: Caller) async throws -> LoadView {
        try view(await load(request, by: caller, Terms()))
    }

    func reload(isDryRun: Bool = false, by caller: Caller) async throws -> ReloadView {
        var terms = Terms()
        terms.isDryRun = isDryRun
        return try view(await reload(by: caller, terms))
    }

    func testMail(_ request: MailTestRequest, by caller: Caller) async throws -> MailTestView {
        try view(await testMail(request, by: caller, Terms()))
    }

    private func view<T: Decodable>(_ text: String) throws -> T {
        try JSONDecoder().decode(T.self, from: Data(text.utf8))
    }

    /// A verb about one obligation.
    func act(
        _ verb: ObligationVerb, _ id: String, _ request: ActRequest = ActRequest(),
        by caller: Caller, _ terms: Terms = .init()
    ) async throws -> String {
        try await act(verb, .one(id), request, by: caller, terms)
    }
}
