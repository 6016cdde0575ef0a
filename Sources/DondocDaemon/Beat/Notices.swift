import DondocCore
import DondocLetters
import DondocPlanFile
import DondocStore

/// Makes letters and journal entries of decisions; knows the office's people, but no SQL.
struct Notices: Sendable {
    let office: Office
    let store: Store
    let isTraining: Bool

    /// Asks the pure question about one obligation, and writes down the answer as it will be sent.
    func decide(_ record: ObligationRecord, at now: Moment) async throws -> Said {
        let decision = office.policy.decide(record.standing, at: now)
        var reminder: NewReminder?
        if case .remind(let decided) = decision.verdict {
            reminder = compose(decided, record, try await store.inputs(of: record), at: now)
        }
        return Said(
            number: record.number, change: record.change, dueVersion: record.dueVersion,
            wake: decision.next, reminder: reminder)
    }

    private func compose(
        _ reminder: Reminder, _ record: ObligationRecord, _ inputs: Inputs?, at now: Moment
    ) -> NewReminder {
        let notice = self.notice(reminder, record, inputs, at: now)
        let hearing = office.addressees(of: record, reminder.audience, on: now.day)
        let recipients =
            reminder.channels.contains(Rung.mail)
            ? office.mailTargets(hearing.map(\.mailbox), isTraining) : []
        let letters = recipients.map { recipient in
            let id = messageID(record.key, record.dueVersion, reminder.step.id, recipient)
            let letter = LetterWriter.reminder(
                notice, head: head, to: recipient, messageID: id, references: thread(record.key),
                at: now, key: record.key)
            return NewLetter(
                recipient: recipient, messageID: id, subject: letter.subject,
                message: letter.message)
        }
        let subject = LetterWriter.subject(notice, isTraining: isTraining)
        var journal = [
            entry(
                EntryKind(reminder.kind), Words.reminded(subject, recipients), record, at: now,
                step: reminder.step.id, recipients: recipients)
        ]
        let isReachable =
            !reminder.audience.contains(.lead)
            || record.agency.map { !office.directory.mailboxes(of: $0, on: now.day).isEmpty }
                ?? true
        if !isReachable && office.sendsMail(isTraining) {
            journal.append(
                entry(
                    .undeliverable, Words.undeliverable(office.name(record.agency)), record,
                    at: now, step: reminder.step.id))
        }
        return NewReminder(
            step: reminder.step.id, stepAt: reminder.at,
            kind: reminder.kind, merged: reminder.merged, isLate: reminder.isLate,
            letters: letters, journal: journal)
    }

    private func notice(
        _ reminder: Reminder, _ record: ObligationRecord, _ inputs: Inputs?, at now: Moment
    ) -> ReminderNotice {
        let territory = record.plan.territory
        let quarter: String? =
            switch reminder.step.side {
            case .checkin(let q), .quiet(let q): q.label
            case .ahead, .overdue: nil
            }
        var notice = ReminderNotice(
            kind: reminder.kind, planHeading: record.plan.heading, planNumber: record.plan.number,
            planTitle: record.plan.title, issuer: office.name(record.plan.issuer),
            number: record.number, key: record.key, title: record.task.title,
            agency: office.name(record.agency), isReport: record.task.kind == .report,
            phrase: record.task.phrase, due: record.standing.due, today: now.day)
        notice.isCheckin = quarter != nil
        notice.checkinPeriod = quarter
        notice.isLate = reminder.isLate
        notice.merged = reminder.merged.count
        notice.overdueCount = reminder.kind == .overdue ? record.overdueReminders + 1 : 0
        notice.issued = record.plan.issued
        notice.ref = record.task.ref
        notice.isRequest = record.task.isRequest
        notice.actBy = record.standing.actBy
        notice.product = record.task.product
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

    // MARK: Lists for coordinators

    /// The list of a day, or none when there is nothing to say; and when to look again.
    func digest(_ due: DuePlan, at now: Moment) -> (next: Moment?, reminder: NewReminder?) {
        let policy = office.policy
        let next = due.isLive ? policy.nextDigest(after: now) : nil
        var parts: [DigestClass: [DigestNotice.Row]] = [:]
        for record in due.rows {
            let standing = record.standing
            guard
                let part = policy.digestClass(standing, on: now.day)
            else { continue }
            parts[part, default: []].append(row(record, on: now.day))
        }
        guard !parts.isEmpty else { return (next, nil) }
        let isLate = now - due.wake > Policy.lateAfter
        var notice = DigestNotice(
            planHeading: due.plan.heading, planId: due.plan.id, today: now.day, isLate: isLate,
            coordinator: office.name(due.plan.coordinator),
            late: parts[.late] ?? [], due: parts[.due] ?? [], waiting: parts[.waiting] ?? [])
        notice.exhausted = due.exhausted
        return (next, reminder(notice, due, isLate: isLate, at: now))
    }

    private func row(_ record: ObligationRecord, on today: Day) -> DigestNotice.Row {
        let due = record.standing.due
        return DigestNotice.Row(
            number: record.number, title: record.task.title, agency: office.label(record.agency),
            due: due, daysLate: due.flatMap { $0 < today ? today - $0 : nil },
            claimedOn: record.claimedDay, doc: record.doc)
    }

    private func reminder(_ notice: DigestNotice, _ due: DuePlan, isLate: Bool, at now: Moment)
        -> NewReminder
    {
        let step = "digest-\(now.day)"
        let about = "plan:\(due.plan.id)"
        let recipients = office.mailTargets(
            office.directory.coordinatorMailboxes(of: due.plan.coordinator, on: now.day),
            isTraining)
        var subject = ""
        let letters = recipients.map { recipient in
            let id = messageID(about, 1, step, recipient)
            let letter = LetterWriter.digest(
                notice, head: head, to: recipient, messageID: id, references: thread(about), at: now
            )
            subject = letter.subject
            return NewLetter(
                recipient: recipient, messageID: id, subject: letter.subject,
                message: letter.message)
        }
        if subject.isEmpty { subject = LetterWriter.subject(notice, isTraining: isTraining) }
        let journal = JournalEntry(
            [
                ("MESSAGE", Words.reminded(subject, recipients)),
                ("DONDOC_PLAN", due.plan.id), ("DONDOC_STEP", step),
                ("DONDOC_AGENCY", due.plan.coordinator.keyPart(in: due.plan.territory)),
                ("DONDOC_RECIPIENT", recipients.joined(separator: ", ")),
            ] + Notices.common(.digest, at: now))
        return NewReminder(
            step: step, stepAt: due.wake, kind: .digest, merged: [step], isLate: isLate,
            letters: letters, journal: [journal])
    }

    // MARK: Names and addresses

    var head: Letterhead { office.letterhead(isTraining) }

    func messageID(_ about: String, _ version: Int, _ step: String, _ to: String) -> String {
        MessageID.make(
            [store.installation, about, String(version), step, to, "mail"],
            domain: office.mailDomain)
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
