import DondocAPI
import DondocCore
import DondocStore

extension Work {
    var views: Views {
        Views(office: office.current, now: clock.now(), isTraining: clock.isTraining)
    }

    /// One page of obligations.
    func list(_ query: Query, caller: Caller) async throws -> [ObligationView] {
        var (asOf, views) = try await past(query)
        var filter = try await filter(query, caller)
        filter.asOf = asOf
        views.byOriginal = filter.byOriginal
        return try await store.obligations(filter, on: views.now.day).map(views.obligation)
    }

    /// How many of a filter stand where.
    func counts(_ query: Query, caller: Caller) async throws -> CountsView {
        let (asOf, views) = try await past(query)
        var filter = try await filter(query, caller)
        filter.asOf = asOf
        let c = try await store.counts(filter, on: views.now.day)
        return CountsView(
            at: views.now.day.description, by: filter.byOriginal ? "original" : "due",
            total: c.total, dated: c.dated, doneOnTime: c.doneOnTime, doneLate: c.doneLate,
            openInTime: c.openInTime, openOverdue: c.openOverdue, undated: c.undated,
            withdrawn: c.withdrawn)
    }

    /// One obligation with all that hangs on it.
    func show(_ query: Query) async throws -> DetailView {
        let (asOf, views) = try await past(query)
        let number = try await find(query[.id], asOf: asOf).number
        guard let (record, detail, inputs) = try await store.whole(number, asOf: asOf) else {
            throw Problem.noSuch(Words.noSuch(query[.id]))
        }
        return views.detail(record, detail, inputs)
    }

    /// A task or report over all its agencies.
    func task(_ query: Query) async throws -> TaskView {
        let (asOf, views) = try await past(query)
        guard query.value(.id) != nil else { throw Problem.bad(Words.idMissing) }
        guard let task = try await store.task(query[.id], on: views.now.day, asOf: asOf) else {
            throw Problem.noSuch(Words.noSuchTask(query[.id]))
        }
        return TaskView(
            plan: task.plan, task: task.task.id, title: task.task.title, phrase: task.task.phrase,
            period: task.period, total: task.total, reported: task.claimed + task.done,
            done: task.done, late: task.late, withdrawn: task.withdrawn,
            missing: task.missing.map(views.obligation))
    }

    /// The day that is asked about: the record as it was at its end, or, for today and days to come,
    /// as it is, judged on that day.
    private func past(_ query: Query) async throws -> (AsOf?, Views) {
        let now = clock.now()
        guard let day = try query.parsed(.at, { Day(iso: $0) }) else {
            return (nil, Views(office: office.current, now: now))
        }
        do {
            let asOf = try await store.asOf(day, now: now)
            let then = day == now.day ? now : Moment(day, minuteOfDay: 24 * 60 - 1)
            return (asOf, Views(office: office.current, now: then))
        } catch let early as BeforeTrail {
            throw Problem.no(Words.beforeTrail(early.from.written))
        }
    }

    /// Who or what is missing: the inputs that a report waits for, or those of a task who have not
    /// reported.
    private func missing(_ id: String, asOf: AsOf?) async throws -> [Int] {
        do {
            let record = try await find(id, asOf: asOf)
            if let inputs = try await store.inputs(of: record, asOf: asOf) {
                return inputs.missing.map(\.number)
            }
            if let numbers = try await store.missing(of: id, asOf: asOf) { return numbers }
            throw Problem.no(Words.noInputs(record.task.title))
        } catch let problem as Problem where problem.title != "refused" {
            guard let numbers = try await store.missing(of: id, asOf: asOf) else { throw problem }
            return numbers
        }
    }

    /// What may be said next, soonest first.
    func next(_ query: Query, caller: Caller) async throws -> [NextView] {
        let views = views
        var filter = try await filter(query, caller)
        filter.onlyPressed = true
        let records = try await store.obligations(filter, on: views.now.day)
        let last = try await store.lastReminders(of: records.map(\.number))
        return records.compactMap { views.next($0, last: last[$0.number]) }
    }

    func filter(_ query: Query, _ caller: Caller) async throws -> Filter {
        var filter = Filter()
        (filter.plan, filter.agency, filter.lead) = try await named(query, caller)
        if try query.flag(.mine) {
            guard filter.agency == nil else { throw Problem.bad(Words.mineTwice) }
            filter.mine = caller.agencies
        }
        filter.state = try query.parsed(.state) { ObligationState(rawValue: $0) }
        filter.bucket = try query.parsed(.bucket) { Bucket(rawValue: $0) }
        filter.dueBefore = try query.parsed(.dueBefore) { Day(iso: $0) }
        filter.dueAfter = try query.parsed(.dueAfter) { Day(iso: $0) }
        filter.byOriginal =
            try query.parsed(.by) { ["due", "original"].contains($0) ? $0 == "original" : nil }
            ?? false
        filter.onlyAsked = try query.flag(.asked)
        if let id = query.value(.missing) {
            filter.numbers = try await missing(id, asOf: try await past(query).0)
        }
        filter.limit = try query.parsed(.limit, Query.number(in: 1...1000)) ?? 1000
        filter.offset = try query.parsed(.offset, Query.number(in: 0...10_000_000)) ?? 0
        return filter
    }

    /// What was and was not said about one obligation, to all or to one recipient.
    func why(_ id: String, to recipient: String? = nil) async throws -> WhyView {
        if let recipient { try views.check(recipient: recipient) }
        let record = try await find(id)
        let past = try await store.reminders(of: record.number)
        let waits = try await store.inputs(of: record)?.missing.map(\.key) ?? []
        let detail = try await store.detail(of: record.number)
        let start = try await store.ladderStart(of: record.number, since: record.standing.since)
        let facts = try await store.whyFacts(of: record.number)
        let views = views
        let asked = try recipient.map { try views.recipient($0, record, past, facts) }
        return views.why(record, past, start, facts, waitsFor: waits, detail, asked)
    }

    /// The trail, newest last; staff see what they did themselves, coordinators what concerns their
    /// plans too.
    func log(_ query: Query, caller: Caller) async throws -> [LogView] {
        let own: OwnRows?
        switch Rights.sees(caller) {
        case .all: own = nil
        case .own(let rows): own = rows
        case .none:
            throw try await refusal("log", of: caller, at: clock.now(), Words.notPermitted("log"))
        }
        let number = query[.id].isEmpty ? nil : try await find(query[.id]).number
        let limit = try query.parsed(.limit, Query.number(in: 1...1000)) ?? 100
        let change = try query.parsed(.change, Query.number(in: 1...Int(Int32.max)))
        if let change, try await !store.knows(change: change) {
            throw Problem.noSuch(Words.noSuchChange(change))
        }
        let views = views
        return try await store.trail(
            of: number, own, change: change, limit: limit
        ).map(views.log)
    }

    func plans() async throws -> [PlanView] {
        let views = views
        return try await store.plans().map { views.plan($0) }
    }

    func plan(_ id: String) async throws -> PlanShowView {
        guard !id.isEmpty else { throw Problem.bad(Words.idMissing) }
        guard let (plan, items, targets) = try await store.plan(id) else {
            throw try await noSuchPlan(id)
        }
        return views.plan(plan, items, targets)
    }
}
