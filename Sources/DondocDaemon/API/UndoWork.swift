import DondocAPI
import DondocCore
import DondocPlanFile
import DondocStore

extension Work {
    /// Takes a change back whole: the one that is named, or the caller's own last.
    func undo(_ request: UndoRequest, by caller: Caller, _ terms: Terms) async throws -> String {
        try Clean.check(request)
        guard terms.seen == nil else { throw Problem.bad(Words.ifMatchOfOne) }
        return try await persistently(terms, key: terms.requestKey(caller)) {
            try await undoOnce(request, caller, terms)
        }
    }

    private func undoOnce(_ request: UndoRequest, _ caller: Caller, _ terms: Terms) async throws
        -> String
    {
        let key = terms.requestKey(caller)
        let now = clock.now()
        if let kept = try await kept(key) {
            return Views(office: office.current, now: now).retold(kept)
        }
        var id = request.change
        if id == nil { id = try await store.lastChange(of: caller.uid) }
        guard let id else { throw Problem.no(Words.nothingToUndo) }
        guard let facts = try await store.change(id) else {
            throw Problem.noSuch(Words.noSuchChange(id))
        }
        let hat = try await permit(facts, caller)
        let office = office.current
        let views = Views(office: office, now: now)
        let actor = caller.actor(in: hat)
        do {
            let body = try await store.undo(
                id, isLast: request.change == nil, reason: request.reason, by: actor, at: now,
                rules(at: now), release: office.hours.release(at: now), key: key,
                isDryRun: terms.isDryRun,
                old: { try oldPlan($0, $1, isSilent: $2, office, at: now) },
                journal: { record in
                    inOfficeLanguage {
                        Notices.entry(
                            .moved,
                            Words.undone(
                                id, record.task.title, office.label(record.agency), actor.user),
                            record, at: now, actor: actor.user, reason: request.reason)
                    }
                },
                answer: { change, records in
                    try inOfficeLanguage {
                        try JSON.text(
                            ChangeView(
                                change: terms.isDryRun ? nil : change, verb: "undo",
                                dryRun: terms.isDryRun, skipped: 0,
                                obligations: records.prefix(1_000).map(views.obligation)))
                    }
                })
            if !terms.isDryRun { poke() }
            return views.retold(body)
        } catch let refusal as UndoRefusal {
            throw Problem.no(Words.cannotUndo(id, refusal))
        }
    }

    /// In whose place a change may be taken back.
    ///
    /// Somebody's own; any of plans that he coordinates; admin any. Loads by those who may load.
    private func permit(_ facts: ChangeFacts, _ caller: Caller) async throws -> Caller.Hat? {
        if caller.isAdmin { return nil }
        if facts.isEmpty, facts.uid == caller.uid {
            throw Problem.no(Words.cannotUndo(facts.id, .nothingToUndo(verb: facts.verb)))
        }
        for hat in caller.hats where mayUndo(facts, hat, caller) { return hat }
        throw try await refusal(
            "undo \(facts.id)", of: caller, at: clock.now(), Words.notYourChange(facts.id))
    }

    private func mayUndo(_ facts: ChangeFacts, _ hat: Caller.Hat, _ caller: Caller) -> Bool {
        let person = hat.person
        if person.role == .admin { return true }
        if person.role == .coordinator, !facts.coordinators.isEmpty,
            facts.coordinators.allSatisfy({ $0 == person.agency })
        {
            return true
        }
        // One's own change, as long as one may still act there; a deputy has those of whom he replaces.
        let isOwn = facts.uid == caller.uid || (hat.isDeputy && facts.user == person.user)
        return isOwn && !facts.isLoad && !facts.agencies.isEmpty
            && facts.agencies.allSatisfy { $0 == person.agency }
            && [.staff, .leader, .coordinator].contains(person.role)
    }

    /// A plan's earlier text, read anew.
    private func oldPlan(
        _ file: String, _ text: String, isSilent: Bool, _ office: Office, at now: Moment
    ) throws -> PlanToLoad {
        let source = SourceText(name: file, text: text)
        do {
            guard
                let read = try PlanFile.plans(
                    [source], office.directory, office.calendar, office.policies, today: now.day
                ).first
            else { throw Problem.no(Words.nothingToUndo) }
            return planToLoad(read, source, isSilent: isSilent, office, at: now)
        } catch let wrong as Diagnostics {
            throw Problem.file(wrong)
        }
    }
}
