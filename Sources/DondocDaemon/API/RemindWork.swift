import DondocAPI
import DondocCore
import DondocStore

extension Work {
    /// Days ahead of which `reminders` tells where nothing else is asked for.
    private static let daysAhead = 30
    /// Obligations that are looked at in one reading of the store.
    private static let batch = 1_000

    /// The ladders that are applied, in the order of their file.
    func policies() -> [PolicyView] {
        let policies = office.current.policies
        return policies.ladders.map { PolicyView($0, kinds: policies.kinds(of: $0.name)) }
    }

    func policy(_ name: String) throws -> PolicyView {
        guard !name.isEmpty else { throw Problem.bad(Words.policyMissing) }
        let ladder = try ladder(name)
        return PolicyView(ladder, kinds: office.current.policies.kinds(of: ladder.name))
    }

    private func ladder(_ name: String) throws -> Ladder {
        let policies = office.current.policies
        if let ladder = policies[name] { return ladder }
        let near = policies.names.compactMap { known in
            editDistance(name, known, limit: 3).map { ($0, known) }
        }
        throw Problem.noSuch(Words.noSuchPolicy(name, near.min { $0 < $1 }?.1))
    }

    /// What a ladder comes to for one obligation, whether it is its own or not.
    func policyDays(_ query: Query) async throws -> PolicyDaysView {
        let ladder = try query.value(.policy).map(ladder)
        let record = try await find(query[.id])
        guard let ladder else { throw Problem.bad(Words.policyMissing) }
        let past = try await store.reminders(of: record.number)
        let start = try await store.ladderStart(of: record.number, since: record.standing.since)
        return views.days(record, ladder, past, start)
    }

    /// What will be said until a day if nobody acts, soonest first; one row a channel.
    ///
    /// Coordinators' lists are among them where nothing but a plan or an agency is asked for.
    func reminders(_ query: Query, caller: Caller) async throws -> [ReminderView] {
        let views = views
        var filter = try await filter(query, caller)
        let (limit, offset) = (filter.limit, filter.offset)
        let until = try query.parsed(.until) { Day(iso: $0) } ?? views.now.day + Work.daysAhead
        let end = Moment(until + 1)
        (filter.onlyPressed, filter.limit, filter.offset) = (true, Work.batch, 0)
        var rows: [(at: Moment, number: Int, view: ReminderView)] = []
        while true {
            let records = try await store.obligations(filter, on: views.now.day)
            for record in records {
                rows += views.reminders(record, before: end).map { ($0.at, record.number, $0.view) }
            }
            // They come by their next rung: behind the first beyond the day there is none before it.
            guard records.count == filter.limit, let last = records.last?.wake, last < end else {
                break
            }
            filter.offset += filter.limit
        }
        if hasLists(query) {
            rows += try await lists(filter, views, before: end).map { ($0.at, 0, $0.view) }
        }
        rows.sort { ($0.at, $0.number) < ($1.at, $1.number) }
        return rows.dropFirst(offset).prefix(limit).map(\.view)
    }
}

extension Views {
    fileprivate func days(
        _ r: ObligationRecord, _ ladder: Ladder, _ past: [PastReminder], _ start: LadderStart
    ) -> PolicyDaysView {
        var climbing = r
        climbing.standing.remind = ladder.name
        let (policy, standing) = (office.policy, climbing.standing)
        let rungs = rungs(climbing, past, start).compactMap { told -> PolicyDaysView.Rung? in
            guard let step = told.step else { return nil }
            let said = told.said
            let moved = standing.due.flatMap { due in
                standing.actBy.flatMap { actBy in
                    ladder.movedFrom(step.id, due: due, actBy: actBy, policy.calendar)
                }
            }
            let to = office.addressees(of: r, step.audience, on: step.day)
            return PolicyDaysView.Rung(
                said: said, day: step.day.description, movedFrom: moved?.description,
                because: moved.flatMap { policy.calendar.entry($0)?.name },
                to: to.map {
                    .init(
                        role: $0.role.rawValue, name: office.holder(of: $0.mailbox),
                        mailbox: $0.mailbox)
                },
                nobody: step.channels.contains(Rung.mail)
                    ? office.unheard(r, step.audience, on: step.day).map(\.rawValue) : [],
                channels: office.channels(
                    step.channels, policy.kind(of: step, standing, on: step.day), step.audience,
                    isTraining))
        }
        return PolicyDaysView(
            policy: ladder.name, own: policy.ladder(of: r.standing).name,
            obligation: obligation(r), rungs: rungs)
    }

    /// Whose end a reminder waits for; nil where its hour is its own.
    private func held(_ said: Reminder, _ standing: Standing, _ at: Moment) -> String? {
        let policy = office.policy
        let isHeld = policy.plan(standing).contains {
            $0.at == at && policy.moment($0.step) < at && said.merged.contains($0.step.id)
        }
        if isHeld, at == standing.snoozedUntil { return "snooze" }
        return said.step.id.hasSuffix("-escalated") ? "ack" : nil
    }

    /// As `decide` will say it, with nothing done meanwhile.
    fileprivate func reminders(_ r: ObligationRecord, before end: Moment)
        -> [(at: Moment, view: ReminderView)]
    {
        let policy = office.policy
        var standing = r.standing
        var found: [(at: Moment, view: ReminderView)] = []
        standing.decidedTo = max(standing.decidedTo, now)
        while let at = policy.wake(standing, after: standing.decidedTo), at < end {
            if case .remind(let said) = policy.decide(standing, at: at).verdict {
                let boxes = office.addressees(of: r, said.audience, on: at.day).map(\.mailbox)
                for channel in office.channels(
                    said.channels, said.kind, said.audience, isTraining)
                {
                    let view = ReminderView(
                        at: at.description, kind: said.kind.rawValue, step: said.step.id,
                        key: r.key, agency: r.agencyPart, due: standing.due?.description,
                        recipients: channel == Rung.mail ? boxes : [], channel: channel,
                        merged: said.merged, held: held(said, standing, at), number: r.number)
                    found.append((at, view))
                }
            }
            standing.decidedTo = at
        }
        return found
    }
}

extension PolicyView {
    fileprivate init(_ ladder: Ladder, kinds: [WorkKind]) {
        self.init(
            name: ladder.name, kinds: kinds.map(\.rawValue),
            steps: ladder.rungs.map { rung in
                Step(
                    at: rung.id, to: rung.audience.map(\.rawValue), channels: rung.channels,
                    wording: rung.wording, every: rung.repetition?.every.description,
                    times: rung.times)
            }, checkinAsk: ladder.checkinBefore, checkinQuiet: ladder.quietAfter)
    }
}
