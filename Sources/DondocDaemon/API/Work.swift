import DondocAPI
import DondocCore
import DondocMail
import DondocStore
import Foundation

/// What people ask for, checked and carried out; the routes only translate.
struct Work: Sendable {
    let store: Store
    let clock: any OfficeClock
    let office: OfficeBox
    let config: ConfigFolder
    /// systemd's folder of secrets.
    var credentials: String?
    let poke: @Sendable () -> Void
    /// Has a courier try one letter to one address; nil when none is free.
    var tryLetter:
        @Sendable (
            _ message: [UInt8], _ to: String, _ ended: @escaping @Sendable (Delivery) -> Void
        ) async -> Delivery? = { _, _, _ in nil }
    /// What `status` says of the process.
    var running = Running(socket: "")

    /// What the head of a request says beside its body.
    struct Terms: Sendable {
        /// The caller's key and the hash of what was asked: the request may be repeated.
        var key: String?
        var request = ""
        /// `If-Match`: the change that the caller saw.
        var seen: Int?
    }

    // MARK: One obligation

    /// Looks one obligation up.
    ///
    /// - Throws: `Problem` 404 or, for a prefix of several keys, 409 with the first few.
    func find(_ id: String) async throws -> ObligationRecord {
        guard !id.isEmpty else { throw Problem.bad(Words.idMissing) }
        do {
            return try await store.obligation(id)
        } catch Unresolved.none {
            throw Problem(
                title: "no such thing", status: 404, detail: Words.noSuch(id),
                exit: ExitStatus.noSuchThing)
        } catch Unresolved.several(let keys) {
            throw Problem(
                title: "ambiguous", status: 409, detail: Words.several(id),
                exit: ExitStatus.noSuchThing, items: keys)
        }
    }

    /// start, done, confirm, checkin, note: rights, then the table of moves, then one transaction.
    ///
    /// Somebody who is faster is no reason to refuse unless the caller said what it had seen: the act
    /// is thought through again, a few times.
    func act(_ deed: Deed, _ id: String, _ request: ActRequest, by caller: Caller, _ terms: Terms)
        async throws -> String
    {
        try Clean.check(request)
        for _ in 0..<16 {
            do {
                return try await actOnce(deed, id, request, caller, terms)
            } catch is Outpaced {
                if terms.seen != nil { break }
            }
        }
        throw Problem(
            title: "changed meanwhile", status: 412, detail: Words.outpaced,
            exit: ExitStatus.tryAgain)
    }

    private func actOnce(
        _ deed: Deed, _ id: String, _ request: ActRequest, _ caller: Caller, _ terms: Terms
    ) async throws -> String {
        let now = clock.now()
        let record = try await find(id)
        try await permit(deed, record, request, caller, at: now)
        if let kept = try await kept(terms, caller) { return kept }
        if let seen = terms.seen, seen != record.change { throw Outpaced() }
        var act = try await plan(deed, record, request, at: now)
        act.note = request.note
        act.doc = request.doc
        act.file = request.file
        var actor = caller.actor
        actor.onBehalf = request.onBehalf
        act.journal = Notices.entry(
            deed.entryKind(record.plan.confirm),
            Words.acted(
                deed.rawValue, record.task.title, office.current.label(record.agency), actor.user),
            record, at: now, actor: actor.user, reason: request.note)
        let views = Views(office: office.current, now: now)
        let body = try await store.perform(
            act, by: actor, at: now,
            idempotency: terms.key.map { (caller.uid, $0, terms.request) },
            answer: { try JSON.text(views.obligation($0)) })
        poke()
        return body
    }

    private func permit(
        _ deed: Deed, _ record: ObligationRecord, _ request: ActRequest, _ caller: Caller,
        at now: Moment
    ) async throws {
        if let said = request.onBehalf, said != record.agencyPart,
            said != record.agency?.description
        {
            throw Problem(
                title: "wrong agency", status: 422,
                detail: Words.behalfMismatch(said, record.agencyPart), exit: ExitStatus.no)
        }
        let answer = Rights.may(
            caller, deed, of: record.agency, coordinator: record.plan.coordinator,
            isOnBehalf: request.onBehalf != nil)
        guard answer != .allowed else { return }
        let why =
            answer == .needsBehalf
            ? Words.behalfNeeded
            : Words.notPermitted(deed.rawValue, office.current.label(record.agency))
        try await store.refused(
            deed.rawValue, by: caller.actor, at: now, obligation: record.number, reason: why)
        throw Problem(
            title: "not permitted", status: 403, detail: why, exit: ExitStatus.notPermitted)
    }

    private func kept(_ terms: Terms, _ caller: Caller) async throws -> String? {
        guard let key = terms.key,
            let kept = try await store.keptAnswer(
                uid: caller.uid, key: key, request: terms.request)
        else { return nil }
        guard kept.isSameRequest else {
            throw Problem(
                title: "key reused", status: 409, detail: Words.keyReused, exit: ExitStatus.no)
        }
        return kept.body
    }

    /// What the act comes to, by the table of moves and the plan's rules.
    private func plan(
        _ deed: Deed, _ record: ObligationRecord, _ request: ActRequest, at now: Moment
    ) async throws -> Act {
        let state = record.standing.state
        var act = Act(
            number: record.number, seen: record.change, verb: deed.rawValue, effect: .note,
            from: state)
        if let text = request.dated {
            guard let day = Day(iso: text) else { throw Problem.bad(Words.badDay(text)) }
            guard day <= now.day else { throw Problem.no(Words.futureDay(day.written)) }
            act.dated = day
        }
        switch deed {
        case .note:
            guard let note = request.note, !note.isEmpty else { throw Problem.bad(Words.noteEmpty) }
        case .checkin:
            guard record.standing.asksCheckin, state.isOpen else {
                throw Problem.no(Words.notWaitingForCheckin(record.task.title))
            }
            act.effect = .checkin
        case .start: act.effect = .move(.start, to: try move(state, .start))
        case .confirm: act.effect = .move(.confirm, to: try move(state, .confirm))
        case .done:
            let claimed = try move(state, .done)
            try prove(record, request)
            try await checkInputs(record)
            act.effect = .move(.done, to: record.plan.confirm == .none ? .done : claimed)
        }
        // A rung that is reached but not yet decided stays due.
        act.wake = office.current.policy.wake(record.standing, after: record.standing.decidedTo)
        act.digestAt = office.current.policy.nextDigest(after: now)
        return act
    }

    private func move(_ state: ObligationState, _ verb: ObligationVerb) throws -> ObligationState {
        do {
            return try ObligationLife.move(state, verb)
        } catch {
            throw Problem.no(Words.illegal(error))
        }
    }

    private func prove(_ record: ObligationRecord, _ request: ActRequest) throws {
        let given: Bool =
            switch record.task.proof {
            case .document: !(request.doc ?? "").isEmpty
            case .file: !(request.file ?? "").isEmpty
            case .note: !(request.note ?? "").isEmpty
            case .none: true
            }
        guard given else { throw Problem.no(Words.proofNeeded(record.task.proof)) }
    }

    /// A consolidated report waits for the reports below it.
    private func checkInputs(_ record: ObligationRecord) async throws {
        guard let inputs = try await store.inputs(of: record), !inputs.missing.isEmpty else {
            return
        }
        throw Problem(
            title: "inputs missing", status: 409,
            detail: Words.inputsMissing(inputs.missing.count, inputs.total), exit: ExitStatus.no,
            items: inputs.missing.map { "\(office.current.label($0.agency)): \($0.key)" })
    }
}

extension Deed {
    func entryKind(_ confirm: Plan.Confirm) -> EntryKind {
        switch self {
        case .done: confirm == .none ? .confirmed : .claimed
        case .confirm: .confirmed
        case .start, .checkin, .note: .moved
        }
    }
}

extension Problem {
    static func bad(_ detail: String) -> Problem {
        Problem(title: "bad request", status: 400, detail: detail, exit: ExitStatus.usage)
    }

    /// The same, for eyes: what came from outside drives no terminal.
    var inert: Problem {
        var problem = self
        problem.detail = DondocCore.inert(detail)
        problem.items = items.map { item in
            item.split(separator: "\n", omittingEmptySubsequences: false)
                .map { DondocCore.inert(String($0)) }.joined(separator: "\n")
        }
        return problem
    }

    static func no(_ detail: String) -> Problem {
        Problem(title: "refused", status: 409, detail: detail, exit: ExitStatus.no)
    }
}

/// JSON as answers carry it: keys in a fixed order, slashes plain.
enum JSON {
    static func text(_ value: some Encodable) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(value), as: UTF8.self)
    }
}
