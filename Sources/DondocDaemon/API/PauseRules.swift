import DondocAPI
import DondocCore
import DondocPlanFile
import DondocStore

/// How far reminders may be put off, by whom, and when somebody may press at once.
extension Work {
    /// Calendar days that a pause may last.
    private static let longest = 366
    /// Working days of an acknowledgement where none is given, and the most that those who owe the work
    /// may give themselves.
    private static let (ackDays, ackLimit) = (3, 10)

    /// What is wrong with a request whatever it is about.
    ///
    /// - Throws: `Problem` 400.
    func checkPause(_ verb: ObligationVerb, _ request: ActRequest) throws(Problem) {
        guard verb == .snooze || verb == .ack else { return }
        if let text = request.until, moment(text) == nil { throw .bad(Words.badMoment(text)) }
        let given = [request.until != nil, request.workingDays != nil, request.end == true]
        guard given.count(where: \.self) <= 1 else { throw .bad(Words.pauseTwice) }
        if verb == .snooze, request.until == nil, request.end != true {
            throw .bad(Words.untilMissing)
        }
        if let days = request.workingDays, !(1...Work.longest).contains(days) {
            throw .bad(Words.badWorkingDays(Work.longest))
        }
    }

    /// A day means its hour of reminders.
    private func moment(_ text: String) -> Moment? {
        guard let moment = Moment(written: text) else { return nil }
        return text.utf8.count == 10 ? hour(of: moment.day) : moment
    }

    private func hour(of day: Day) -> Moment {
        Moment(day, minuteOfDay: office.current.settings.remindAt)
    }

    /// A snooze or an acknowledgement, or the end of one.
    func paused(
        _ verb: ObligationVerb, _ record: ObligationRecord, _ request: ActRequest,
        _ caller: Caller, at now: Moment
    ) throws -> Act.Effect {
        let kind: PauseChange.Kind = verb == .snooze ? .snooze : .ack
        let standing = record.standing
        let old = kind == .snooze ? standing.snoozedUntil : standing.ackedUntil
        let by = caller.person?.name ?? caller.actor.user
        if request.end == true {
            guard let old, old > now else { throw Problem.no(Words.nothingToEnd(kind)) }
            return .pause(PauseChange(kind, until: nil, by: by))
        }
        guard standing.isPressed else { throw Problem.no(Words.silentPlan(record.plan.id)) }
        let judges = judges(caller, record)
        let until = until(request, at: now)
        guard until > now else { throw Problem.no(Words.pauseNotAhead(until.written)) }
        guard until.day <= now.day + Work.longest else {
            throw Problem.no(Words.pauseTooLong(Work.longest))
        }
        if !judges {
            switch kind {
            case .snooze: try checkOwnSnooze(until, standing, at: now)
            case .ack: try checkOwnAck(until, old, at: now)
            }
        }
        return .pause(PauseChange(kind, until: until, by: by, isJudged: judges))
    }

    private func until(_ request: ActRequest, at now: Moment) -> Moment {
        if let moment = request.until.flatMap(moment) { return moment }
        let days = request.workingDays ?? Work.ackDays
        return hour(of: office.current.calendar.working(days, after: now.day))
    }

    /// Those who owe the work may put reminders off up to its due day, and no longer once it has passed.
    private func checkOwnSnooze(_ until: Moment, _ standing: Standing, at now: Moment) throws {
        guard let due = standing.due else { throw Problem.no(Words.undatedSnooze) }
        guard now.day <= due else { throw Problem.no(Words.overdueSnooze(due.written)) }
        let last = hour(of: due)
        guard until <= last else { throw Problem.no(Words.snoozeBeyondDue(last.written)) }
    }

    /// Those who owe the work may not put its escalation off again and again.
    private func checkOwnAck(_ until: Moment, _ old: Moment?, at now: Moment) throws {
        if let old, old > now, until > old { throw Problem.no(Words.ackAgain(old.written)) }
        let last = hour(of: office.current.calendar.working(Work.ackLimit, after: now.day))
        guard until <= last else {
            throw Problem.no(Words.ackTooLong(Work.ackLimit, last.written))
        }
    }

    /// A letter to the lead at once; one a working day, and none where it would reach somebody else.
    func pressed(_ record: ObligationRecord, at now: Moment) async throws -> Act.Effect {
        guard record.standing.isPressed else {
            throw Problem.no(Words.silentPlan(record.plan.id))
        }
        if let until = record.standing.snoozedUntil, until > now {
            throw Problem.no(Words.pressedWhileSnoozed(until.written, record.number))
        }
        let directory = office.current.directory
        let boxes = record.agency.map { directory.mailboxes(of: $0, on: now.day) } ?? []
        guard !boxes.isEmpty else {
            let reached = directory.coordinatorMailboxes(
                of: record.plan.coordinator, on: now.day)
            throw Problem.no(Words.nobodyToPress(office.current.name(record.agency), reached))
        }
        let hours = office.current.hours
        let release = hours.release(at: now, atOnce: true)
        if let last = try await store.presses(of: record.number).last,
            max(last.release, hours.release(at: last.at, atOnce: true)).day >= release.day
        {
            throw Problem.no(Words.pressedAlready(last.at.written, last.by))
        }
        return .press
    }
}
