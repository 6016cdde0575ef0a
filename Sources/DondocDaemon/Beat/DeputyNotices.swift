import DondocCore
import DondocPlanFile
import DondocStore

/// What was decided for other deputies than those who stand in by now.
extension Notices {
    /// Turns what is still to be said to whoever hears of it by now; costs nothing while nobody is away.
    func turnDeputies(at now: Moment) async throws {
        let changes = office.directory.deputyChanges(by: now.day)
        guard !changes.isEmpty else { return }
        let dead = try await store.deadSpans()
        var turns: [DeputyTurn] = []
        for change in changes {
            let address = office.spelling(change.address)
            for one in try await store.standInNotices(
                to: address, from: change.from, before: change.before)
            {
                var then = office
                then.directory = office.directory.withDeputies(of: one.decidedAt.day, on: now.day)
                // An address that was dead then or is now: somebody else has heard in its place.
                var decided = then
                decided.directory.dead = Dictionary(
                    dead.filter { $0.stands(at: one.decidedAt) }
                        .map { ($0.address.lowercased(), now.day) }, uniquingKeysWith: max)
                if let turn = try await turn(one, address, from: [decided, then], at: now) {
                    turns.append(turn)
                }
            }
        }
        if !turns.isEmpty { try await store.turn(turns, at: now) }
    }

    /// The same where the files say otherwise who stands in for whom.
    func turnDeputies(from old: Directory, at now: Moment) async throws {
        var (then, turns) = (office, [DeputyTurn]())
        then.directory = old
        then.directory.dead = office.directory.dead
        for address in office.directory.otherDeputies(than: old).map(office.spelling) {
            for one in try await store.standInNotices(to: address, from: nil, before: nil) {
                if let turn = try await turn(one, address, from: [then], at: now) {
                    turns.append(turn)
                }
            }
        }
        if !turns.isEmpty { try await store.turn(turns, at: now) }
    }

    /// nil where it stays as it is; `offices` are those from whose deputies it may have come, the one in
    /// which it was decided first.
    private func turn(
        _ one: StandInNotice, _ address: String, from offices: [Office], at now: Moment
    ) async throws -> DeputyTurn? {
        var before: [[Addressee]] = []
        for then in offices { before.append(try await hearing(one, in: then, on: now.day)) }
        let after = try await hearing(one, in: office, on: now.day)
        let isOver = before.contains { $0.has(address) } && !after.has(address)
        // A list comes anew with its next day.
        let isList = one.turned.obligation == nil && one.turned.assignee == nil
        let others = after.filter {
            !isList && before.first?.has($0.mailbox) != true
                && !one.known.contains($0.mailbox.lowercased())
        }
        guard isOver || !others.isEmpty else { return nil }
        return DeputyTurn(
            one, isOver: isOver, others: notices(of: one.turned, for: others, at: now))
    }

    func hearing(_ one: StandInNotice, in site: Office, on day: Day) async throws
        -> [Addressee]
    {
        try await hearing(
            one.turned, merged: one.merged, roles: one.roles, plan: one.plan, in: site, on: day)
    }

    /// Who hears of what a notice is about, as it is now; `merged` are the rungs of its reminder.
    func hearing(
        _ one: TurnedNotice, merged: [String], roles: Set<Audience>, plan: String,
        in site: Office, on day: Day
    ) async throws -> [Addressee] {
        if let number = one.obligation {
            let record = try await store.obligation(String(number))
            // An address in several roles has a notice in one of them: the rungs name them all.
            let rungs = site.policy.steps(record.standing).filter { merged.contains($0.id) }
            let roles = roles.union(rungs.flatMap(\.audience))
            return site.addressees(of: record, roles.sorted(), on: day)
        }
        if let agency = one.assignee {
            return site.directory.mailboxes(of: agency, on: day)
                .map { Addressee(mailbox: $0, role: one.role) }
        }
        guard let plan = try await store.facts(of: plan) else { return [] }
        return site.directory.coordinatorMailboxes(of: plan.coordinator, on: day)
            .map { Addressee(mailbox: $0, role: .coordinator) }
    }

    /// The same notice for others.
    func notices(of one: TurnedNotice, for hearing: [Addressee], at now: Moment) -> [NewNotice] {
        notices(
            for: hearing, atOnce: one.isAtOnce && !one.isDated,
            isNewlyLate: one.isAtOnce && one.isDated, at: now)
    }
}

extension [Addressee] {
    func has(_ mailbox: String) -> Bool {
        contains { $0.mailbox.lowercased() == mailbox.lowercased() }
    }
}
