import DondocAPI
import DondocCore
import DondocStore

/// Records as the API shows them.
struct Views: Sendable {
    let office: Office
    let now: Moment
    /// Judged by the first day, whatever has been granted since.
    var byOriginal = false
    var isTraining = false

    func obligation(_ r: ObligationRecord) -> ObligationView {
        let s = r.standing
        let judged = byOriginal ? r.originalDue : s.due
        return ObligationView(
            number: r.number, key: r.key, plan: r.plan.id, task: r.task.id,
            kind: r.task.kind.rawValue, title: r.task.title, ref: r.task.ref,
            period: r.periodLabel, agency: r.agencyPart, agencyName: office.label(r.agency),
            lead: r.task.lead, with: r.task.with, phrase: r.task.phrase,
            due: s.due?.description, actBy: s.actBy?.description,
            originalDue: r.originalDue?.description, state: s.state.rawValue,
            bucket: r.bucket(on: now.day, byOriginal: byOriginal)?.rawValue,
            quiet: office.policy.isQuiet(s, at: now), daysLeft: judged.map { $0 - now.day },
            extended: r.extendedTo != nil, returned: r.returned, remindersSent: r.reminders,
            claimedAt: r.claimedAt?.description, doneAt: r.doneAt?.description, doc: r.doc,
            change: r.change)
    }

    func detail(_ r: ObligationRecord, _ d: Detail?, _ inputs: Inputs?) -> DetailView {
        var view = DetailView(obligation(r))
        view.inputs = inputs.map {
            .init(
                total: $0.total, missing: $0.missing.count, late: $0.late(on: now.day),
                waived: $0.waived)
        }
        guard let d else { return view }
        view.file = d.file
        view.docDated = d.docDated?.description
        view.received = d.received?.description
        view.asked = d.asked.map { .init(to: $0.to.description, reason: $0.reason) }
        view.grant = d.extensionTo.map {
            .init(
                to: $0.description, doc: d.extensionDoc, dated: d.extensionDated?.description)
        }
        view.waivers = d.waivers.map {
            .init(
                key: $0.key, reason: $0.remark.text ?? "", at: $0.remark.at.description,
                user: $0.remark.user, person: $0.remark.person)
        }
        view.attachments = d.attachments.map {
            .init(
                name: $0.name, sha256: $0.sha256, note: $0.remark.text,
                at: $0.remark.at.description, user: $0.remark.user)
        }
        view.checkins = d.checkins.map(remark)
        view.notes = d.notes.map(remark)
        view.snoozed = d.snoozed.flatMap(pause)
        view.acked = d.acked.flatMap(pause)
        return view
    }

    /// nil for one that is over.
    func pause(_ p: Detail.Paused) -> PauseView? {
        guard p.until > now else { return nil }
        return PauseView(until: p.until.description, reason: p.text, by: p.by)
    }

    private func remark(_ r: Detail.Remark) -> DetailView.Remark {
        .init(at: r.at.description, user: r.user, text: r.text)
    }

    /// nil when no rung lies ahead.
    func next(_ r: ObligationRecord, last: Moment?) -> NextView? {
        guard let wake = r.wake else { return nil }
        let policy = office.policy
        let step = policy.plan(r.standing).first { $0.at == wake }?.step
        return NextView(
            next: wake.description, left: wake - now, last: last?.description,
            step: step?.id ?? "", number: r.number, key: r.key, title: r.task.title,
            agency: r.agencyPart, agencyName: office.label(r.agency), phrase: r.task.phrase,
            due: r.standing.due?.description)
    }

    func letter(_ n: PastNotice) -> LetterView {
        let state =
            switch n.state {
            case .waiting: "waiting"
            case .letter(let state): state.rawValue
            case .withdrawn: LetterState.withdrawn.rawValue
            }
        return LetterView(
            channel: n.channel, recipient: n.recipient, role: n.role.rawValue, state: state,
            releaseAt: n.releaseAt.description, letter: n.letter?.id,
            attempts: n.letter?.attempts ?? 0, mayHaveArrived: mayHaveArrived(n),
            subject: n.letter?.subject, messageId: n.letter?.messageID,
            sentAt: n.state == .withdrawn ? nil : n.letter?.sentAt?.description,
            error: n.letter?.error, reason: n.reason,
            withdrawn: n.withdrawal.map(Views.deed))
    }

    /// What was taken out of a letter that then left may have stood in an attempt before.
    private func mayHaveArrived(_ n: PastNotice) -> Bool {
        n.letter?.mayHaveArrived == true && n.state != .letter(.sent)
    }

    func log(_ row: TrailRow) -> LogView {
        LogView(
            at: row.at.description, change: row.change, verb: row.verb, user: row.user,
            person: row.person, onBehalf: row.onBehalf, deputyFor: row.deputyFor,
            undoes: row.undoes, number: row.number, key: row.key,
            before: row.before, after: row.after, reason: row.reason)
    }

    func plan(_ p: PlanRecord) -> PlanView {
        let t = p.facts.territory
        return PlanView(
            plan: p.facts.id, number: p.facts.number, title: p.facts.title, territory: t,
            issuer: p.facts.issuer.keyPart(in: t), coordinator: p.facts.coordinator.keyPart(in: t),
            issued: p.facts.issued?.description, starts: p.starts.description,
            ends: p.ends.description, loadedAt: p.loadedAt.description, silent: p.isSilent,
            tasks: p.tasks, reports: p.reports, targets: p.targets, obligations: p.obligations)
    }

    func plan(_ p: PlanRecord, _ items: [PlanItem], _ targets: [PlanTarget]) -> PlanShowView {
        PlanShowView(
            plan: plan(p), note: p.note,
            items: items.map { i in
                PlanShowView.Item(
                    id: i.task.id, kind: i.task.kind.rawValue, ref: i.task.ref,
                    title: i.task.title, phrase: i.task.phrase, lead: i.task.lead,
                    due: i.due.map(\.description), obligations: i.obligations,
                    assumed: i.isAssumed, request: i.task.isRequest, report: i.report,
                    note: i.note)
            },
            targets: targets.map { t in
                PlanShowView.Target(
                    id: t.id, ref: t.ref, title: t.title, goal: t.goal, unit: t.unit,
                    owner: t.owner, by: t.by)
            })
    }
}
