import DondocCore
import DondocLetters
import DondocStore

extension Notices {
    /// What tells a partner of its part: once for each task, all tasks of a day in one letter.
    func assigned(_ partner: UntoldPartner, _ due: DuePlan, at now: Moment) -> NewReminder {
        let step = "assigned-\(now.day)"
        let about = "plan:\(due.plan.id)/with:\(partner.agency)"
        let territory = due.plan.territory
        let notice = AssignedNotice(
            planHeading: due.plan.heading, planId: due.plan.id, today: now.day,
            agency: office.name(partner.agency),
            coordinator: office.name(due.plan.coordinator),
            rows: partner.tasks.map { task in
                AssignedNotice.Row(
                    ref: task.ref, title: task.title,
                    lead: task.lead.map { office.name($0, in: territory) }.joined(separator: "; "),
                    phrase: task.phrase)
            })
        let recipients = office.mailTargets(
            office.directory.mailboxes(of: partner.agency, on: now.day), isTraining)
        let letters = recipients.map { recipient in
            let id = messageID(about, 1, step, recipient)
            let letter = LetterWriter.assigned(
                notice, head: head, to: recipient, messageID: id,
                references: thread("plan:\(due.plan.id)"), at: now)
            return NewLetter(
                recipient: recipient, messageID: id, subject: letter.subject,
                message: letter.message)
        }
        let subject = LetterWriter.subject(notice, isTraining: isTraining)
        let journal = JournalEntry(
            [
                ("MESSAGE", Words.reminded(subject, recipients)),
                ("DONDOC_PLAN", due.plan.id), ("DONDOC_STEP", step),
                ("DONDOC_AGENCY", partner.agency.keyPart(in: territory)),
                ("DONDOC_RECIPIENT", recipients.joined(separator: ", ")),
            ] + Notices.common(.told, at: now))
        return NewReminder(
            step: step, stepAt: due.wake, kind: .assigned, merged: [step],
            isLate: now - due.wake > Policy.lateAfter, letters: letters, journal: [journal])
    }
}
