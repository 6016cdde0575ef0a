import DondocCore
import DondocLetters
import DondocPlanFile
import DondocStore

/// Lists for coordinators.
extension Notices {
    /// The list of a day, or none when there is nothing to say; and when to look again.
    func digest(_ due: DuePlan, at now: Moment) -> (next: Moment?, reminder: NewReminder?) {
        let next = due.isLive ? office.policy.nextDigest(after: now) : nil
        guard var list = list(due.plan, due.rows, on: now.day) else { return (next, nil) }
        list.isLate = now - due.wake > Policy.lateAfter
        list.exhausted = due.exhausted
        return (next, reminder(list, due, at: now))
    }

    /// What stands on a plan's list on a day; nil when it is empty.
    func list(_ plan: PlanFacts, _ records: [ObligationRecord], on today: Day) -> DigestNotice? {
        var parts: [DigestClass: [DigestNotice.Row]] = [:]
        for record in records {
            guard let part = office.policy.digestClass(record.standing, on: today) else {
                continue
            }
            parts[part, default: []].append(row(record, on: today))
        }
        guard !parts.isEmpty else { return nil }
        var list = DigestNotice(
            planHeading: plan.heading, planId: plan.id, today: today, isLate: false,
            coordinator: office.name(plan.coordinator),
            late: parts[.late] ?? [], due: parts[.due] ?? [], waiting: parts[.waiting] ?? [])
        list.unreachable = unreachable(records, on: today)
        return list
    }

    /// Agencies that are to be pressed and have no mailbox, or only dead ones, each once by its label.
    private func unreachable(_ records: [ObligationRecord], on today: Day) -> [String] {
        guard office.sendsMail(isTraining) else { return [] }
        let open = records.filter {
            $0.standing.state != .claimed
                && office.policy.digestClass($0.standing, on: today) != nil
        }
        let mute = Set(open.compactMap(\.agency)).filter {
            office.directory.mailboxes(of: $0, on: today).isEmpty
        }
        return mute.sorted().map { office.label($0) }
    }

    private func row(_ record: ObligationRecord, on today: Day) -> DigestNotice.Row {
        let due = record.standing.due
        let hour = Moment(today, minuteOfDay: office.policy.remindAt)
        let snoozed = record.standing.snoozedUntil.flatMap { $0 > hour ? $0.day : nil }
        return DigestNotice.Row(
            number: record.number, title: record.task.title, agency: office.label(record.agency),
            due: due, daysLate: due.flatMap { $0 < today ? today - $0 : nil },
            claimedOn: record.claimedDay, doc: record.doc, snoozedUntil: snoozed)
    }

    private func reminder(_ list: DigestNotice, _ due: DuePlan, at now: Moment) -> NewReminder {
        let step = "digest-\(now.day)"
        let boxes = office.directory.coordinatorMailboxes(of: due.plan.coordinator, on: now.day)
        let notices =
            notices(
                for: boxes.map { Addressee(mailbox: $0, role: .coordinator) }, at: now)
            + hookNotices(.digest, .coordinator, at: now)
        let recipients = notices.map(\.addressee)
        let subject = LetterWriter.subject(list, isTraining: isTraining)
        let journal = JournalEntry(
            [
                ("MESSAGE", Words.reminded(subject, recipients)),
                ("DONDOC_PLAN", due.plan.id), ("DONDOC_STEP", step),
                ("DONDOC_AGENCY", due.plan.coordinator.keyPart(in: due.plan.territory)),
                ("DONDOC_RECIPIENT", recipients.joined(separator: ", ")),
            ] + Notices.common(.digest, at: now))
        return NewReminder(
            step: step, stepAt: due.wake, kind: .digest, merged: [step], isLate: list.isLate,
            notices: notices, journal: [journal])
    }
}
