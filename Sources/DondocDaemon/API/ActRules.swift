import DondocAPI
import DondocCore
import DondocStore

extension Work {
    /// What a verb comes to for one obligation, by the table of moves and the plan's rules.
    ///
    /// - Throws: `Problem` with the reason why not.
    func plan(
        _ verb: ObligationVerb, _ record: ObligationRecord, _ request: ActRequest, _ caller: Caller,
        at now: Moment
    ) async throws -> Act {
        let to = try move(record.standing.state, verb)
        try check(verb, request)
        var act = Act(
            number: record.number, seen: record.change, verb: verb, effect: .note,
            from: record.standing.state)
        (act.doc, act.file) = (request.doc, request.file)
        (act.note, act.reason) = (request.note, request.reason)
        act.dated = try past(request.dated, now, Words.futureDay)
        switch verb {
        case .start: act.effect = .start
        case .done:
            try prove(record, request)
            try await checkInputs(record)
            act.waitsForInputs = !record.task.after.isEmpty
            act.effect = .claim(to: record.plan.confirm == .none ? .done : to)
        case .confirm: act.effect = .confirm(received: try received(record, request, now))
        case .return: act.effect = .return
        case .withdraw: act.effect = .withdraw
        case .reopen: act.effect = .reopen(to: to)
        case .extend: act.effect = try granted(record, request, caller, now)
        case .waive: act.effect = .waive(try await waived(record, request))
        case .attach:
            let (name, file) = (request.name ?? "", request.file ?? "")
            (act.effect, act.file) = (.attach(name: name, sha256: file), nil)
        case .checkin:
            guard record.standing.asksCheckin else {
                throw Problem.no(Words.notWaitingForCheckin(record.task.title))
            }
            act.effect = .checkin
        case .note: break
        case .snooze, .ack: act.effect = try paused(verb, record, request, caller, at: now)
        case .now: act.effect = try await pressed(record, at: now)
        }
        return act
    }

    /// What is wrong with a request whatever it is about.
    ///
    /// - Throws: `Problem` 400.
    func check(_ verb: ObligationVerb, _ request: ActRequest) throws(Problem) {
        try checkPause(verb, request)
        if verb.needsReason, request.end != true, (request.reason ?? "").isEmpty {
            throw .bad(Words.reasonMissing(verb.rawValue))
        }
        for text in [request.dated, request.received, request.to] {
            if let text, Day(iso: text) == nil { throw .bad(Words.badDay(text)) }
        }
        switch verb {
        case .confirm where request.received != nil && (request.reason ?? "").isEmpty:
            throw .bad(Words.reasonMissing("confirm --received"))
        case .extend where request.refuse == true && request.to != nil:
            throw .bad(Words.refuseWithDay)
        case .extend where request.refuse != true && request.to == nil:
            throw .bad(Words.extensionDayMissing)
        case .waive where (request.inputs ?? []).isEmpty: throw .bad(Words.inputsUnnamed)
        case .attach where (request.name ?? "").isEmpty || request.file == nil:
            throw .bad(Words.attachmentMissing)
        case .note where (request.note ?? "").isEmpty: throw .bad(Words.noteEmpty)
        default: break
        }
    }

    private func move(_ state: ObligationState, _ verb: ObligationVerb) throws -> ObligationState {
        do {
            return try ObligationLife.move(state, verb)
        } catch {
            throw Problem.no(Words.illegal(error))
        }
    }

    /// A day that is not to come; nil when none is given.
    private func past(_ text: String?, _ now: Moment, _ tooLate: (String) -> String) throws -> Day?
    {
        guard let text else { return nil }
        guard let day = Day(iso: text) else { throw Problem.bad(Words.badDay(text)) }
        guard day <= now.day else { throw Problem.no(tooLate(day.written)) }
        return day
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

    /// The day on which the work came in on paper: no later than its claim.
    private func received(_ record: ObligationRecord, _ request: ActRequest, _ now: Moment) throws
        -> Day?
    {
        guard let day = try past(request.received, now, Words.futureReceipt) else { return nil }
        guard let claimed = record.claimedDay, day <= claimed else {
            throw Problem.no(Words.receivedAfterClaim(day.written))
        }
        return day
    }

    /// Whether somebody may do more than the agency that owes the work.
    func judges(_ caller: Caller, _ record: ObligationRecord) -> Bool {
        Rights.may(
            caller, .judge, of: record.agency, coordinator: record.plan.coordinator,
            isOnBehalf: false
        ).answer == .allowed
    }

    /// Asked by the unit before the day; granted or refused by those who judge.
    private func granted(
        _ record: ObligationRecord, _ request: ActRequest, _ caller: Caller, _ now: Moment
    ) throws -> Act.Effect {
        let judges = judges(caller, record)
        if request.refuse == true {
            guard record.askedTo != nil else { throw Problem.no(Words.nothingAsked) }
            return .refuse
        }
        guard let text = request.to else { throw Problem.bad(Words.extensionDayMissing) }
        guard let to = Day(iso: text) else { throw Problem.bad(Words.badDay(text)) }
        guard let due = record.standing.due else { throw Problem.no(Words.undatedExtension) }
        guard to > due else { throw Problem.no(Words.extensionNotLater(due.written)) }
        guard judges else {
            guard now.day < due else { throw Problem.no(Words.askedTooLate(due.written)) }
            return .ask(to: to)
        }
        guard !(request.doc ?? "").isEmpty else { throw Problem.no(Words.extensionNeedsDocument) }
        guard record.askedTo != nil || now.day < due || request.force == true else {
            throw Problem.no(Words.extensionNeedsForce(due.written))
        }
        return .grant(to: to, actBy: office.current.calendar.working(onOrBefore: to))
    }

    /// Numbers of the missing inputs that are named.
    private func waived(_ record: ObligationRecord, _ request: ActRequest) async throws -> [Int] {
        guard let inputs = try await store.inputs(of: record) else {
            throw Problem.no(Words.noInputs(record.task.title))
        }
        var numbers: [Int] = []
        for name in request.inputs ?? [] {
            let found = inputs.missing.filter {
                name == String($0.number) || name == $0.key || name == $0.agencyPart
                    || name == $0.agency?.description
            }
            guard !found.isEmpty else {
                throw Problem.no(
                    Words.notMissing(name),
                    items: inputs.missing.map { "\(office.current.label($0.agency)): \($0.key)" })
            }
            numbers += found.map(\.number).filter { !numbers.contains($0) }
        }
        return numbers
    }
}
