import DondocAPI
import DondocCore
import DondocStore

extension Work {
    var views: Views { Views(office: office.current, now: clock.now()) }

    /// One page of obligations.
    func list(_ query: Query, caller: Caller) async throws -> [ObligationView] {
        if let id = query.value("missing"), id != "" { return try await missing(id) }
        let views = views
        let filter = try filter(query, caller)
        return try await store.obligations(filter, on: views.now.day).map(views.obligation)
    }

    /// The inputs that a report waits for.
    private func missing(_ id: String) async throws -> [ObligationView] {
        let record = try await find(id)
        let views = views
        var rows: [ObligationView] = []
        for input in try await store.inputs(of: record)?.missing ?? [] {
            rows.append(views.obligation(try await find(input.key)))
        }
        return rows
    }

    /// What may be said next, soonest first.
    func next(_ query: Query, caller: Caller) async throws -> [NextView] {
        let views = views
        var filter = try filter(query, caller)
        filter.onlyPressed = true
        let records = try await store.obligations(filter, on: views.now.day)
        let last = try await store.lastReminders(of: records.map(\.number))
        return records.compactMap { views.next($0, last: last[$0.number]) }
    }

    private func filter(_ query: Query, _ caller: Caller) throws -> Filter {
        var filter = Filter()
        filter.plan = query.value("plan")
        filter.agency = query.value("agency")
        filter.lead = query.value("lead")
        if try query.flag("mine") { filter.agency = caller.person?.agency.description ?? "-" }
        filter.state = try query.parsed("state") { ObligationState(rawValue: $0) }
        filter.bucket = try query.parsed("bucket") { Bucket(rawValue: $0) }
        filter.dueBefore = try query.parsed("due-before") { Day(iso: $0) }
        filter.dueAfter = try query.parsed("due-after") { Day(iso: $0) }
        filter.limit = try query.parsed("limit", Query.number(in: 1...1000)) ?? 1000
        filter.offset = try query.parsed("offset", Query.number(in: 0...10_000_000)) ?? 0
        return filter
    }

    /// What was and was not said about one obligation.
    func why(_ id: String) async throws -> WhyView {
        let record = try await find(id)
        let past = try await store.reminders(of: record.number)
        let waits = try await store.inputs(of: record)?.missing.map(\.key) ?? []
        return views.why(record, past, waitsFor: waits)
    }

    /// The trail, newest last; staff see what they did themselves.
    func log(_ query: Query, caller: Caller) async throws -> [LogView] {
        let scope = Rights.sees(caller)
        guard scope != .none else {
            throw Problem(
                title: "not permitted", status: 403, detail: Words.notPermitted("log"),
                exit: ExitStatus.notPermitted)
        }
        let number = query["id"].isEmpty ? nil : try await find(query["id"]).number
        let limit = try query.parsed("limit", Query.number(in: 1...1_000_000)) ?? 100
        let views = views
        return try await store.trail(
            of: number, uid: scope == .own ? caller.uid : nil, limit: min(limit, 1000)
        ).map(views.log)
    }

    func plans() async throws -> [PlanView] {
        let views = views
        return try await store.plans().map { views.plan($0) }
    }

    func plan(_ id: String) async throws -> PlanShowView {
        guard let (plan, items, targets) = try await store.plan(id) else {
            throw Problem(
                title: "no such thing", status: 404, detail: Words.noSuchPlan(id),
                exit: ExitStatus.noSuchThing)
        }
        return views.plan(plan, items, targets)
    }
}
