import DondocAPI
import DondocCore
import DondocStore

/// Which obligations a verb is about.
enum Target: Sendable {
    case one(String)
    /// Each is meant: one that cannot be done refuses all.
    case several([String])
    /// What a listing would show; those whose state does not allow the verb are left out.
    case filter(Query)

    /// From `?id=`, with commas between several, or from the filters of a listing.
    ///
    /// - Throws: `Problem` 400 when there is neither, or both, or an id is empty.
    init(_ query: Query) throws(Problem) {
        let isFiltered = query.hasAny(of: Target.filters)
        guard let list = query.value(.id) else {
            guard isFiltered else { throw .bad(Words.targetMissing) }
            self = .filter(query)
            return
        }
        guard !isFiltered, query.value(.by) == nil else { throw .bad(Words.targetTwice) }
        let ids = list.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        guard !ids.contains("") else { throw .bad(Words.badFilter("id", list)) }
        self = ids.count == 1 ? .one(list) : .several(ids)
    }

    /// What narrows a listing: by which day it is judged alone means nothing less than everything.
    static let filters = Parameter.filters.filter { $0 != .by }
    /// The most that one change may touch.
    static let limit = 10_000
}

extension Work {
    /// A verb: rights, then the table of moves, then one transaction; one command is one change set.
    func act(
        _ verb: ObligationVerb, _ target: Target, _ request: ActRequest, by caller: Caller,
        _ terms: Terms
    ) async throws -> String {
        try Clean.check(request)
        if case .one = target {
        } else if terms.seen != nil {
            throw Problem.bad(Words.ifMatchOfOne)
        }
        return try await persistently(terms, key: terms.requestKey(caller)) {
            try await actOnce(verb, target, request, caller, terms)
        }
    }

    private func actOnce(
        _ verb: ObligationVerb, _ target: Target, _ request: ActRequest, _ caller: Caller,
        _ terms: Terms
    ) async throws -> String {
        let now = clock.now()
        let key = terms.requestKey(caller)
        if let kept = try await kept(key) {
            return Views(office: office.current, now: now).retold(kept)
        }
        let (found, skipped) = try await records(target, verb, caller)
        let hats = try await permit(verb, found, request, caller)
        // Somebody may have used the key since: what was found is already what that came to.
        if let kept = try await kept(key) {
            return Views(office: office.current, now: now).retold(kept)
        }
        if let seen = terms.seen, let one = found.first, !seen.allows(one.change) {
            throw Outpaced()
        }
        let views = Views(office: office.current, now: now)
        let isWhole = {
            guard case .one = target else { return false }
            return !terms.isDryRun
        }()
        guard !found.isEmpty else {
            try check(verb, request)
            let nothing = try JSON.text(
                ChangeView(
                    change: nil, verb: verb.rawValue, dryRun: terms.isDryRun, skipped: skipped,
                    obligations: []))
            try await store.keep(key, nothing)
            return nothing
        }
        var actor = caller.actor(in: hats)
        actor.onBehalf = request.onBehalf
        var acts = try await planned(verb, found, hats, request, caller, actor, at: now)
        if terms.seen != nil { acts[0].insists = true }
        let body = try await store.perform(
            acts, verb.rawValue, by: actor, at: now, rules(at: now), key: key,
            isDryRun: terms.isDryRun
        ) { outcome in
            try inOfficeLanguage {
                if isWhole, let record = outcome.records.first {
                    return try JSON.text(views.detail(record, outcome.detail, outcome.inputs))
                }
                return try JSON.text(
                    ChangeView(
                        change: terms.isDryRun ? nil : outcome.change, verb: verb.rawValue,
                        dryRun: terms.isDryRun, skipped: skipped,
                        obligations: outcome.records.map(views.obligation)))
            }
        }
        if !terms.isDryRun { poke() }
        return views.retold(body)
    }

    /// The obligations that are meant, and how many of a filter are left out.
    private func records(_ target: Target, _ verb: ObligationVerb, _ caller: Caller) async throws
        -> ([ObligationRecord], Int)
    {
        switch target {
        case .one(let id): return ([try await find(id)], 0)
        case .several(let ids):
            guard ids.count <= Target.limit else { throw Problem.tooMany }
            var found: [ObligationRecord] = []
            for id in ids {
                let one = try await find(id)
                if !found.contains(where: { $0.number == one.number }) { found.append(one) }
            }
            return (found, 0)
        case .filter(let query):
            var filter = try await filter(query, caller)
            filter.limit = Target.limit + 1
            let all = try await store.obligations(filter, on: clock.now().day)
            guard all.count <= Target.limit else { throw Problem.tooMany }
            let legal = Set(ObligationLife.states(for: verb))
            let fit = all.filter { legal.contains($0.standing.state) }
            return (fit.sorted { $0.number < $1.number }, all.count - fit.count)
        }
    }

    /// In whose place each of these may be done.
    ///
    /// - Throws: `Problem` 403 when any may not: then nothing is done at all, and the trail has it.
    private func permit(
        _ verb: ObligationVerb, _ records: [ObligationRecord], _ request: ActRequest,
        _ caller: Caller
    ) async throws -> [Caller.Hat?] {
        var hats: [Caller.Hat?] = []
        var refused: [(record: ObligationRecord, answer: Rights.Answer)] = []
        for record in records {
            if let said = request.onBehalf, said != record.agencyPart,
                said != record.agency?.description
            {
                throw Problem(
                    title: "wrong agency", status: 422,
                    detail: Words.behalfMismatch(said, record.agencyPart), exit: ExitStatus.no)
            }
            let (answer, hat) = may(verb, record, request, caller)
            if answer != .allowed {
                refused.append((record, answer))
            }
            hats.append(hat)
        }
        if let first = refused.first {
            throw try await refusal(
                verb.rawValue, of: caller, at: clock.now(), obligation: first.record.number,
                why(first.answer, verb, first.record, request),
                items: records.count > 1 ? refused.prefix(1_000).map(\.record.key) : [])
        }
        return hats
    }

    /// Who may not grant another day may ask for one; to refuse or to force is to judge.
    private func may(
        _ verb: ObligationVerb, _ record: ObligationRecord, _ request: ActRequest, _ caller: Caller
    ) -> (answer: Rights.Answer, hat: Caller.Hat?) {
        func may(_ deed: Rights.Deed) -> (answer: Rights.Answer, hat: Caller.Hat?) {
            Rights.may(
                caller, deed, of: record.agency, coordinator: record.plan.coordinator,
                isOnBehalf: request.onBehalf != nil)
        }
        if verb == .snooze || verb == .ack {
            // In the place of whom somebody may do more, that is done.
            let judged = may(.judge)
            return judged.answer == .allowed ? judged : may(.pause)
        }
        let own = may(verb.deed)
        guard verb == .extend, own.answer != .allowed, request.refuse != true,
            request.force != true
        else { return own }
        return may(.ask)
    }

    private func why(
        _ answer: Rights.Answer, _ verb: ObligationVerb, _ record: ObligationRecord,
        _ request: ActRequest
    ) -> String {
        if answer == .needsBehalf { return Words.behalfNeeded }
        if verb == .extend, request.refuse == true { return Words.onlyCoordinatorRefuses }
        if verb == .extend, request.force == true { return Words.onlyCoordinatorForces }
        return Words.notPermitted(verb.rawValue, office.current.label(record.agency))
    }

    /// What the command comes to for each obligation.
    ///
    /// - Throws: `Problem` of the only one; of several one that names each that cannot be done.
    private func planned(
        _ verb: ObligationVerb, _ records: [ObligationRecord], _ hats: [Caller.Hat?],
        _ request: ActRequest, _ caller: Caller, _ actor: Actor, at now: Moment
    ) async throws -> [Act] {
        var acts: [Act] = []
        var problems: [String] = []
        for (record, hat) in zip(records, hats) {
            do {
                var act = try await plan(verb, record, request, caller, at: now)
                let agency = hat?.person.agency ?? caller.person?.agency
                act.isOwnWork = act.isJudgement && agency != nil && agency == record.agency
                switch act.effect {
                case .return: act.reminder = notices.returned(record, at: now)
                case .press:
                    let count = try await store.presses(of: record.number).count
                    act.reminder = notices.pressed(record, count + 1, at: now)
                default: break
                }
                act.journal = journal(act, record, actor, at: now)
                acts.append(act)
            } catch let problem as Problem {
                // What is wrong with the request itself is wrong for all of them.
                guard records.count > 1, problem.status != 400 else { throw problem }
                problems.append("\(record.number) \(record.key): \(problem.detail)")
            }
        }
        guard problems.isEmpty else {
            throw Problem.no(Words.notAllPossible(problems.count, records.count), items: problems)
        }
        return acts
    }

    private var notices: Notices {
        Notices(office: office.current, store: store, isTraining: clock.isTraining)
    }

    private func journal(
        _ act: Act, _ record: ObligationRecord, _ actor: Actor, at now: Moment
    ) -> JournalEntry {
        inOfficeLanguage {
            let pressed = act.entryKind == .pressed ? act.reminder : nil
            return Notices.entry(
                act.entryKind,
                Words.acted(
                    act.words, record.task.title, office.current.label(record.agency), actor.user),
                record, at: now, step: pressed?.step,
                recipients: pressed?.notices.map(\.recipient) ?? [], actor: actor.user,
                reason: act.reason ?? act.note)
        }
    }
}

extension Problem {
    static var tooMany: Problem {
        Problem(
            title: "too many", status: 413, detail: Words.tooMany(Target.limit),
            exit: ExitStatus.no)
    }
}

extension Act {
    /// An act of those who judge; to ask for another day is none, and nor is to press.
    fileprivate var isJudgement: Bool {
        switch effect {
        case .ask, .press: false
        default: verb.deed == .judge
        }
    }

    /// What the journal calls it.
    fileprivate var words: String {
        guard case .pause(let change) = effect else { return Words.said(verb.rawValue) }
        return change.until.map { Words.paused(change.kind, $0.written) }
            ?? Words.ended(change.kind)
    }

    fileprivate var entryKind: EntryKind {
        switch effect {
        case .claim(.done), .confirm: .confirmed
        case .claim: .claimed
        case .return: .returned
        case .grant: .extended
        case .ask: .waiting
        case .withdraw: .withdrawn
        case .press: .pressed
        case .pause(let change): change.kind == .snooze ? .snoozed : .acked
        case .start, .refuse, .reopen, .waive, .attach, .checkin, .note: .moved
        }
    }
}
