import DondocAPI
import DondocCore
import DondocPlanFile
import DondocStore

extension Work {
    /// Loads plans from text that the client sent, or from the daemon's own folder.
    func load(_ request: LoadRequest, by caller: Caller, _ terms: Terms) async throws -> String {
        try await persistently(terms) {
            try await readingFiles { try await loadOnce(request, caller, terms) }
        }
    }

    private func loadOnce(_ request: LoadRequest, _ caller: Caller, _ terms: Terms) async throws
        -> String
    {
        let (now, office) = (clock.now(), office.current)
        let key = terms.requestKey(caller)
        if let kept = try await kept(key) { return kept }
        let files =
            request.all
            ? try config.plans()
            : request.files.map { SourceText(name: $0.name, text: $0.text) }
        if let same = try await store.unchanged(files.map(\.text)) {
            _ = try await permitLoad(same.map { ($0.facts.id, $0.facts.coordinator) }, caller)
            let answer = try JSON.text(
                LoadView(change: nil, plans: try await rows(same, office, on: now.day)))
            try await store.keep(key, answer)
            return answer
        }
        let read = try PlanFile.plans(
            files, office.directory, office.calendar, office.policies, today: now.day)
        let hats = try await permitLoad(read.map { ($0.plan.id, $0.plan.coordinator) }, caller)
        let ready = try await prepare(read, files, office, at: now)
        let actor = caller.actor(in: hats)
        let warnings = zip(ready, read).map { one, read in
            read.warnings.map(\.description)
                + (one.isSilent
                    ? []
                    : unreachable(
                        Watched(plan: one.plan.id, coordinator: one.plan.coordinator),
                        Set(one.assignments.compactMap(\.agency)).sorted(), one.climbs, office,
                        on: now.day))
        }
        let body = try await store.load(
            ready, by: actor, at: now, key: key, isDryRun: terms.isDryRun,
            journal: { plan, counts in
                inOfficeLanguage { Notices.loaded(plan, counts, by: actor.user, at: now) }
            },
            answer: { change, counts in
                let rows = zip(zip(ready, warnings), counts).map { one, count in
                    LoadView.Row(
                        plan: one.0.plan.id, added: count.added, changed: count.changed,
                        withdrawn: count.withdrawn, unchanged: count.unchanged,
                        silent: one.0.isSilent, warnings: one.1)
                }
                return try JSON.text(LoadView(change: terms.isDryRun ? nil : change, plans: rows))
            })
        if !terms.isDryRun { poke() }
        return body
    }

    /// Agencies of a plan that nobody can write to, its coordinator and those whom its ladders climb to
    /// among them, as warnings.
    private func unreachable(
        _ plan: Watched, _ leads: [AgencyRef], _ climbs: (leads: [Climb], partners: [Climb]),
        _ office: Office, on day: Day
    ) -> [String] {
        let bare = leads.filter { !office.reaches($0, as: .lead, on: day) }
            .map { Trouble.unreachable($0, office, on: day) }
        let isWatched = office.reaches(plan.coordinator, as: .coordinator, on: day)
        let unwatched = isWatched ? [] : [Trouble.unreachable(plan, office, on: day)]
        let found = Climbing(office, on: day).unheard(climbs.leads, climbs.partners)
        let unheard = Trouble.unheard(found, office, on: day)
        return Trouble.bundled(bare + unwatched + unheard).map(\.line)
    }

    /// Plans that are stored already, word for word; who cannot be reached is said again.
    private func rows(_ same: [PlanRecord], _ office: Office, on day: Day) async throws
        -> [LoadView.Row]
    {
        var rows: [LoadView.Row] = []
        for one in same {
            let plan = Watched(plan: one.facts.id, coordinator: one.facts.coordinator)
            let warnings =
                one.isSilent
                ? []
                : unreachable(
                    plan, try await store.charged(by: plan.plan),
                    try await store.climbs(of: plan.plan), office, on: day)
            rows.append(LoadView.Row(one, warnings))
        }
        return rows
    }

    /// In whose place each of these plans may be loaded.
    private func permitLoad(_ plans: [(id: String, coordinator: AgencyRef)], _ caller: Caller)
        async throws -> [Caller.Hat?]
    {
        // Whoever would take a plan over must coordinate it already.
        let stored = try await store.plans().map {
            (id: $0.facts.id, coordinator: $0.facts.coordinator)
        }
        let concerned = plans + stored.filter { old in plans.contains { $0.id == old.id } }
        var hats: [Caller.Hat?] = []
        for plan in concerned {
            let (isAllowed, hat) = Rights.loads(caller, coordinator: plan.coordinator)
            guard isAllowed else {
                throw try await refusal(
                    "plan load", of: caller, at: clock.now(), Words.notCoordinator(plan.id))
            }
            hats.append(hat)
        }
        return hats
    }

    /// A plan whose period had ended when it was first loaded is silent, and stays so.
    func prepare(
        _ plans: [PlanFile.ReadPlan], _ files: [SourceText], _ office: Office, at now: Moment
    ) async throws -> [PlanToLoad] {
        var silent: [String: Bool] = [:]
        for stored in try await store.planTexts() { silent[stored.plan] = stored.isSilent }
        return zip(plans, files).map { read, file in
            let isSilent = silent[read.plan.id] ?? (read.plan.period.ends < now.day)
            return planToLoad(read, file, isSilent: isSilent, office, at: now)
        }
    }

    func planToLoad(
        _ read: PlanFile.ReadPlan, _ file: SourceText, isSilent: Bool, _ office: Office,
        at now: Moment
    ) -> PlanToLoad {
        let policy = office.policy
        return PlanToLoad(
            plan: read.plan, assignments: read.assignments, file: file.name, text: file.text,
            isSilent: isSilent, tellAt: isSilent ? nil : tellAt(read.plan, office.hours, now),
            partners: read.plan.partners(office.directory),
            actBy: { policy.calendar.working(onOrBefore: $0) }, rules: office.rules(at: now))
    }
}

extension PlanToLoad {
    /// What its work climbs, by who leads it and by who takes part in it.
    fileprivate var climbs: (leads: [Climb], partners: [Climb]) {
        let leads = assignments.compactMap { one in
            one.agency.map { Climb(agency: $0, kind: one.workKind, remind: one.remind) }
        }
        let kinds = Dictionary(grouping: assignments, by: \.task)
            .mapValues { Dictionary(grouping: $0) { $0.workKind }.compactMapValues(\.first) }
        let taking = partners.filter { $0.part == .with }.flatMap { partner in
            (kinds[partner.task] ?? [:]).map { kind, one in
                Climb(agency: partner.agency, kind: kind, remind: one.remind)
            }
        }
        return (leads, taking)
    }
}

/// At once, but not before the plan is issued or begins.
private func tellAt(_ plan: Plan, _ hours: OfficeHours, _ now: Moment) -> Moment {
    let begins = Moment(plan.issued ?? plan.period.starts)
    return hours.release(at: max(now, begins), atOnce: true)
}

/// Runs what reads files: their mistakes are the caller's answer.
func readingFiles<T>(_ body: () async throws -> T) async throws -> T {
    do {
        return try await body()
    } catch let wrong as Diagnostics {
        throw Problem.file(wrong)
    } catch let fault as ConfigurationFault {
        throw Problem(
            title: "configuration", status: 422, detail: fault.description, exit: ExitStatus.data)
    }
}

extension Problem {
    /// Every mistake of the files, in order.
    static func file(_ wrong: Diagnostics) -> Problem {
        Problem(
            title: "bad file", status: 422, detail: Words.diagnostics(wrong.list.count),
            exit: ExitStatus.data, items: wrong.list.map(\.description))
    }
}

extension LoadView.Row {
    /// A plan that is stored already, word for word.
    init(_ same: PlanRecord, _ warnings: [String]) {
        self.init(
            plan: same.facts.id, added: 0, changed: 0, withdrawn: 0, unchanged: same.named,
            silent: same.isSilent, warnings: warnings)
    }
}
