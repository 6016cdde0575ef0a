import DondocCore
import DondocLetters
import DondocPlanFile
import DondocStore

/// Writes down decisions: whom they are for, when they may be said, and what the journal says of them;
/// knows the office's people, but no SQL.
struct Notices: Sendable {
    let office: Office
    let store: Store
    let isTraining: Bool
    /// Letters that nobody will read have a subject and nothing else, and no journal tells of them.
    var onlySubjects = false

    /// Asks the pure question about one obligation, and writes down the answer.
    func decide(_ record: ObligationRecord, at now: Moment) async throws -> Said {
        let decision = office.policy.decide(record.standing, at: now)
        var reminder: NewReminder?
        if case .remind(let decided) = decision.verdict {
            reminder = self.reminder(decided, record, try await store.inputs(of: record), at: now)
        }
        return Said(
            number: record.number, change: record.change, dueVersion: record.dueVersion,
            wake: decision.next, reminder: reminder)
    }

    private func reminder(
        _ reminder: Reminder, _ record: ObligationRecord, _ inputs: Inputs?, at now: Moment
    ) -> NewReminder {
        let step = reminder.step.id
        let hearing = office.addressees(of: record, reminder.audience, on: now.day)
        let notices =
            (reminder.channels.contains(Rung.mail)
                ? self.notices(
                    for: hearing, isNewlyLate: office.policy.isNewlyLate(reminder, record.standing),
                    at: now) : [])
            + hookNotices(reminder, at: now)
        let journal =
            onlySubjects ? [] : entries(reminder, record, inputs, notices.map(\.addressee), at: now)
        return NewReminder(
            step: step, stepAt: reminder.at, kind: reminder.kind, merged: reminder.merged,
            isLate: reminder.isLate, notices: notices, journal: journal)
    }

    /// What the journal says of a reminder, and of a lead that nobody reaches.
    private func entries(
        _ reminder: Reminder, _ record: ObligationRecord, _ inputs: Inputs?,
        _ recipients: [String], at now: Moment
    ) -> [JournalEntry] {
        let step = reminder.step.id
        var notice = self.notice(step, record, inputs, on: now.day)
        notice.isLate = reminder.isLate
        notice.merged = reminder.merged.count
        let subject = LetterWriter.subject(notice, isTraining: isTraining)
        var journal = [
            entry(
                EntryKind(reminder.kind), Words.reminded(subject, recipients), record, at: now,
                step: step, recipients: recipients)
        ]
        if reminder.audience.contains(.lead), let agency = record.agency,
            office.sendsMail(isTraining), !office.reaches(agency, as: .lead, on: now.day)
        {
            let trouble = Trouble.unreachable(agency, office, on: now.day)
            let said = Words.undeliverable(
                office.name(agency), isDead: trouble.isDead,
                hearsInPlace: office.reaches(
                    record.plan.coordinator, as: .coordinator, on: now.day), trouble.mend)
            journal.append(entry(.undeliverable, said, record, at: now, step: step))
        }
        return journal
    }

    /// That a claim was returned: its lead hears of it at once.
    func returned(_ record: ObligationRecord, at now: Moment) -> NewReminder {
        let step = "returned-\(record.returned + 1)"
        let kind = Notices.kind(
            of: step, due: record.standing.due, isRequest: record.task.isRequest, on: now.day)
        return NewReminder(
            step: step, stepAt: now, kind: kind, merged: [step], isLate: false,
            notices: notices(
                for: office.addressees(of: record, [.lead], on: now.day), atOnce: true, at: now)
                + hookNotices(.returned, .lead, atOnce: true, at: now),
            journal: [])
    }

    /// That somebody presses: the lead hears of it at once.
    func pressed(_ record: ObligationRecord, _ time: Int, at now: Moment) -> NewReminder {
        let step = "now-\(time)"
        let kind = Notices.kind(
            of: step, due: record.standing.due, isRequest: record.task.isRequest, on: now.day)
        return NewReminder(
            step: step, stepAt: now, kind: kind, merged: [step], isLate: false,
            notices: notices(
                for: office.addressees(of: record, [.lead], on: now.day), atOnce: true, at: now),
            journal: [])
    }

    /// Everything that a letter says of an obligation on a day.
    func notice(_ step: String, _ record: ObligationRecord, _ inputs: Inputs?, on today: Day)
        -> ReminderNotice
    {
        let territory = record.plan.territory
        let kind = Notices.kind(
            of: step, due: record.standing.due, isRequest: record.task.isRequest, on: today)
        let quarter = ["checkin-", "quiet-"].first(where: step.hasPrefix)
            .map { String(step.dropFirst($0.count)) }
        var notice = ReminderNotice(
            kind: kind, planHeading: record.plan.heading, planNumber: record.plan.number,
            planTitle: record.plan.title, issuer: office.name(record.plan.issuer),
            number: record.number, key: record.key, title: record.task.title,
            agency: office.name(record.agency), isReport: record.task.kind == .report,
            phrase: record.task.phrase, due: record.standing.due, today: today)
        notice.isCheckin = quarter != nil
        notice.checkinPeriod = quarter
        notice.issued = record.plan.issued
        notice.ref = record.task.ref
        notice.isRequest = record.task.isRequest
        notice.wording = office.policy.ladder(of: record.standing).wording(of: step)
        notice.dueVersion = record.dueVersion
        notice.actBy = record.standing.actBy
        notice.product = record.task.product
        notice.proof = record.task.proof
        notice.covers = record.covers
        notice.to = record.task.to.map { office.name($0, in: territory) }
        notice.via = record.task.via.map { office.name($0, in: territory) }
        notice.inputs = inputs.map { inputs in
            ReminderNotice.Inputs(
                done: inputs.total - inputs.missing.count, total: inputs.total,
                missing: inputs.missing.map { office.label($0.agency) })
        }
        return notice
    }

    /// What a rung says on a day; a request is never called late.
    static func kind(of step: String, due: Day?, isRequest: Bool, on today: Day) -> NoticeKind {
        if step.hasPrefix("quiet-") { return .quiet }
        guard !step.hasPrefix("checkin-"), let due, today >= due else { return .upcoming }
        if today == due { return .due }
        return isRequest ? .upcoming : .overdue
    }

    // MARK: Names and addresses

    var head: Letterhead { office.letterhead(isTraining) }

    /// One notice for each address, in the most charged of its roles, which comes first.
    ///
    /// `isNewlyLate` goes with the day's letter, at once where that has gone.
    func notices(
        for addressees: [Addressee], atOnce: Bool = false, isNewlyLate: Bool = false,
        at now: Moment
    ) -> [NewNotice] {
        var seen: Set<String> = []
        let release = office.hours.release(at: now, atOnce: atOnce)
        return addressees.flatMap { one in
            office.mailTargets([one.mailbox], isTraining).map { (office.spelling($0), one.role) }
        }.filter { seen.insert($0.0.lowercased()).inserted }
            .map {
                NewNotice(
                    recipient: $0, role: $1, releaseAt: release, isAtOnce: atOnce || isNewlyLate)
            }
    }

    /// What threads every letter about one thing together.
    func thread(_ about: String) -> String {
        MessageID.make([store.installation, about], domain: office.mailDomain)
    }
}

extension PlanFacts {
    /// Number and title as letters name the plan; a draft ("/KH-UBND") has no number to print.
    var heading: String {
        guard let number, !number.hasPrefix("/") else { return title }
        return "\(number) – \(title)"
    }
}
