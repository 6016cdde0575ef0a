import DondocCore
import DondocLetters
import DondocPlanFile
import DondocStore

/// What tells agencies of work that is new to them: at once, and once.
extension Notices {
    /// Everybody who is to be told of a plan: those who lead its work, and those who take part in it.
    func tell(_ due: PlanToTell, at now: Moment) -> [Told] {
        due.leads.filter(\.hasOpen).map {
            Told(.lead($0.agency), assigned($0.agency, .lead, due, at: now))
        }
            + due.partners.map { Told(.partner($0), assigned($0.agency, .partners, due, at: now)) }
    }

    /// Whether anybody hears of what is new to an agency: by mail, or by a hook.
    ///
    /// Without mail the journal is told, for nobody is written to anyway.
    func hearsOfAssigned(on day: Day) -> @Sendable (AgencyRef) -> Bool {
        let isOfAll =
            !office.sendsMail(isTraining)
            || office.hooks(isTraining).contains { $0.on.contains(.assigned) }
        return { [office] in isOfAll || office.reaches($0, as: .lead, on: day) }
    }

    private func assigned(
        _ agency: AgencyRef, _ role: Audience, _ due: PlanToTell, at now: Moment
    ) -> NewReminder {
        let step = "assigned-\(now.day)"
        let boxes = office.directory.mailboxes(of: agency, on: now.day)
        let notices =
            notices(
                for: boxes.map { Addressee(mailbox: $0, role: role) }, atOnce: true, at: now)
            + hookNotices(.assigned, role, atOnce: true, at: now)
        let recipients = notices.map(\.addressee)
        let journal = JournalEntry(
            [
                (
                    "MESSAGE",
                    Words.reminded(Words.told(due.plan.heading, office.name(agency)), recipients)
                ),
                ("DONDOC_PLAN", due.plan.id), ("DONDOC_STEP", step),
                ("DONDOC_AGENCY", agency.keyPart(in: due.plan.territory)),
                ("DONDOC_RECIPIENT", recipients.joined(separator: ", ")),
            ] + Notices.common(.told, at: now))
        return NewReminder(
            step: step, stepAt: due.at, kind: .assigned, merged: [step],
            isLate: now - due.at > Policy.lateAfter, notices: notices, journal: [journal])
    }

    /// Work as a letter lists it to the agency that answers for it.
    func row(assigned record: ObligationRecord) -> AssignedNotice.Row {
        AssignedNotice.Row(
            ref: record.task.ref, title: record.task.title,
            lead: office.name(record.agency), phrase: record.task.phrase, role: .lead,
            number: record.number, due: record.standing.due)
    }

    /// Work as a letter lists it to an agency that takes part.
    func row(with task: TaskFacts, as part: TaskPart, in territory: String) -> AssignedNotice.Row {
        var row = AssignedNotice.Row(
            ref: task.ref, title: task.title,
            lead: task.lead.map { office.name($0, in: territory) }.joined(separator: "; "),
            phrase: task.phrase, role: .partner)
        switch part {
        case .with: break
        case .advises: row.part = .advises
        case .decides: row.part = .decides
        }
        return row
    }
}
