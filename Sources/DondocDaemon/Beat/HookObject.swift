import DondocAPI
import DondocCore
import DondocLetters
import DondocPlanFile
import DondocStore

/// Makes the JSON object of each notice to a hook.
extension Composer {
    /// Rows of a list that are shown.
    private static let rows = 100

    /// nil when nothing is left to say.
    func object(_ draft: Draft, for hook: String) -> NewLetter? {
        guard let notice = draft.notices.first, let origin = notice.origin else { return nil }
        let at = draft.composedAt ?? now
        let id =
            switch draft.target {
            case .letter(_, let messageID, _): messageID
            case .new(let slot): notices.hookMessageID(hook, slot)
            }
        return Language.$current.withValue(notices.head.language) {
            view(notice, origin, at: at).flatMap { notices.letter($0, messageID: id) }
        }
    }

    private func view(_ notice: PiledNotice, _ origin: PiledNotice.Origin, at: Moment)
        -> NoticeView?
    {
        guard var view = told(notice, origin, at: at) else { return nil }
        view.reminderId = "\(notice.about)#\(origin.dueVersion)#\(notice.step)"
        view.step = notice.step
        view.merged = origin.merged
        view.late = notice.isLate
        view.recipients = origin.recipients
        let plan = notice.plan
        view.plan = plan.id
        view.planNumber = plan.number
        view.planTitle = plan.title
        return view
    }

    private func told(_ notice: PiledNotice, _ origin: PiledNotice.Origin, at: Moment)
        -> NoticeView?
    {
        let office = notices.office
        switch notice.content {
        case .work(let record, let inputs):
            return told(
                item(notice, record, inputs, to: "", on: at.day), notice, origin.kind, record,
                at: at)
        case .list(let plan, let rows, let exhausted):
            guard var list = notices.list(plan, rows, on: at.day) else { return nil }
            list.exhausted = exhausted
            var view = notices.noticeView(
                event: "digest", kind: .digest,
                subject: LetterWriter.subject(
                    list, isTraining: notices.isTraining, language: notices.head.language), at: at)
            view.agency = plan.coordinator.keyPart(in: plan.territory)
            view.agencyName = office.label(plan.coordinator)
            let shown = rows.filter { office.policy.digestClass($0.standing, on: at.day) != nil }
            add(shown.map { row($0, at: at) }, to: &view)
            return view
        case .assigned(let plan, let records):
            let rows = records.map(notices.row(assigned:))
            var view = assigned(plan, records.first?.agency, rows, at: at)
            add(records.map { row($0, at: at) }, to: &view)
            return view
        case .partner(let plan, let agency, let tasks):
            let rows = tasks.map { notices.row(with: $0, as: $1, in: plan.territory) }
            var view = assigned(plan, agency, rows, at: at)
            add(
                tasks.map { task, _ in
                    .init(task: task.id, title: task.title, phrase: task.phrase)
                }, to: &view)
            return view
        }
    }

    private func told(
        _ item: ReminderNotice, _ notice: PiledNotice, _ kind: NoticeKind,
        _ record: ObligationRecord, at: Moment
    ) -> NoticeView {
        // That for which the hook was told: one that it asked for, or whose rung named it.
        let event =
            notice.step.hasPrefix("returned-")
            ? "returned" : notice.role == .lead ? kind.rawValue : "escalated"
        let head = notices.head
        var view = notices.noticeView(
            event: event, kind: item.kind,
            subject: LetterWriter.subject(
                item, isTraining: notices.isTraining, language: head.language),
            text: LetterWriter.told(item, head: head), at: at)
        view.task = record.task.id
        view.key = record.key
        view.number = record.number
        view.title = record.task.title
        view.agency = record.agencyPart
        view.agencyName = notices.office.label(record.agency)
        view.lead = record.task.lead
        view.phrase = record.task.phrase
        view.due = record.standing.due?.description
        view.actBy = record.standing.actBy?.description
        view.daysLeft = record.standing.due.map { $0 - at.day }
        view.state = record.standing.state.rawValue
        view.reason = notice.reason
        return view
    }

    private func assigned(
        _ plan: PlanFacts, _ agency: AgencyRef?, _ rows: [AssignedNotice.Row], at: Moment
    ) -> NoticeView {
        let office = notices.office
        let notice = AssignedNotice(
            planHeading: plan.heading, planId: plan.id, today: at.day,
            agency: office.name(agency), coordinator: office.name(plan.coordinator), rows: rows)
        var view = notices.noticeView(
            event: "assigned", kind: .assigned,
            subject: LetterWriter.subject(
                notice, isTraining: notices.isTraining, language: notices.head.language), at: at)
        view.agency = agency?.keyPart(in: plan.territory)
        view.agencyName = office.label(agency)
        return view
    }

    private func row(_ record: ObligationRecord, at: Moment) -> NoticeView.Item {
        NoticeView.Item(
            key: record.key, number: record.number, task: record.task.id,
            title: record.task.title, agency: record.agencyPart, phrase: record.task.phrase,
            due: record.standing.due?.description,
            daysLeft: record.standing.due.map { $0 - at.day },
            state: record.standing.state.rawValue)
    }

    private func add(_ rows: [NoticeView.Item], to view: inout NoticeView) {
        view.items = Array(rows.prefix(Composer.rows))
        view.itemsTotal = rows.count
    }
}

extension Notices {
    /// What every notice says of the office; without a text of its own its subject is one.
    fileprivate func noticeView(
        event: String, kind: NoticeKind, subject: String, text: String? = nil, at: Moment
    ) -> NoticeView {
        NoticeView(
            event: event, kind: kind.rawValue, step: nil, reminderId: "", at: at.description,
            language: head.language.rawValue, site: office.settings.siteName,
            training: isTraining, subject: subject, text: text ?? subject)
    }

    func hookMessageID(_ hook: String, _ slot: String) -> String {
        MessageID.make(
            [store.installation, hook, slot, hookPrefix + hook], domain: office.mailDomain)
    }

    fileprivate func letter(_ view: NoticeView, messageID: String) -> NewLetter? {
        // Texts, numbers and days: nothing of it has no JSON.
        guard let text = try? JSON.text(view) else { return nil }
        return NewLetter(messageID: messageID, subject: view.subject, message: Array(text.utf8))
    }

    /// What hooks are told of a letter that will not be sent any more; nothing of any other.
    func failed(
        _ letter: WaitingLetter, _ state: LetterState, _ result: LetterResult, at now: Moment
    ) -> [HookLetter] {
        guard state == .failed else { return [] }
        let hooks = office.hooks(ofDead: letter, isTraining)
        guard !hooks.isEmpty, let view = failed(letter, result, at: now) else { return [] }
        let slot = Store.failedSlot + String(letter.id)
        return hooks.compactMap { hook in
            self.letter(view, messageID: hookMessageID(hook.name, slot)).map {
                HookLetter(hook: hook.name, slot: slot, $0)
            }
        }
    }

    private func failed(_ letter: WaitingLetter, _ result: LetterResult, at now: Moment)
        -> NoticeView?
    {
        let error: String
        switch result {
        case .refused(let why), .answerLost(let why), .notAccepted(let why): error = why
        case .accepted: return nil
        }
        return Language.$current.withValue(head.language) {
            let text = Words.failed(letter.addressee, letter.subject, error)
            var view = NoticeView(
                event: "failed", kind: "failed", step: nil,
                reminderId: Store.failedSlot + String(letter.id), at: now.description,
                language: head.language.rawValue, site: office.settings.siteName,
                training: isTraining, subject: text, text: text)
            let plans = Set(letter.about.map(\.plan))
            view.plan = plans.count == 1 ? plans.first : nil
            let works = letter.about.filter { $0.number != nil }
            if works.count == 1, letter.about.count == 1, let work = works.first {
                (view.key, view.number) = (work.about, work.number)
                view.due = work.due?.description
                view.daysLeft = work.due.map { $0 - now.day }
            }
            view.letter = .init(
                channel: letter.channel, recipient: letter.recipient, subject: letter.subject,
                messageId: letter.messageID, error: error,
                keys: works.map(\.about))
            return view
        }
    }

    /// The same notice for a second attempt: the one number in it that differs.
    static func marked(_ object: [UInt8]) -> [UInt8] {
        Array(
            String(decoding: object, as: UTF8.self)
                .replacing("\"attempt\":1", with: "\"attempt\":2", maxReplacements: 1).utf8)
    }
}
