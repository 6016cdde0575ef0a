import DondocCore
import DondocLetters
import DondocPlanFile
import DondocStore
import DondocSystemd

/// Makes letters of what is released: one for each recipient.
struct Composer {
    let notices: Notices
    let now: Moment
    /// Whose an address is, by the address in small letters.
    let owners: [String: String]
    /// Those whom the files name as somebody's deputy, by their address in small letters.
    let deputies: [String: Set<String>]

    init(_ notices: Notices, at now: Moment) {
        self.notices = notices
        self.now = now
        owners = notices.office.owners(in: notices.head.language)
        deputies = notices.office.deputies
    }

    func compose(_ pile: Pile) -> ComposedPile {
        ComposedPile(
            pile,
            pile.drafts.map { draft in
                pile.isOfHook
                    ? object(draft, for: pile.recipient) : letter(draft, to: pile.recipient)
            })
    }

    /// All of these, in order: two halves side by side, for a letter is some milliseconds of templates.
    func compose(_ piles: [Pile]) async -> [ComposedPile] {
        let middle = piles.count / 2
        async let front = inTurn(piles[..<middle])
        async let back = inTurn(piles[middle...])
        return await front + back
    }

    /// Whoever asks the daemon something waits for one letter at the most.
    private func inTurn(_ piles: ArraySlice<Pile>) async -> [ComposedPile] {
        var composed: [ComposedPile] = []
        for pile in piles {
            composed.append(compose(pile))
            await Task.yield()
        }
        return composed
    }

    /// nil when nothing is left to say.
    private func letter(_ draft: Draft, to recipient: String) -> NewLetter? {
        let at = draft.composedAt ?? now
        let plans = parts(draft.notices, recipient, on: at.day)
        guard !plans.isEmpty else { return nil }
        var daily = DailyNotice(
            today: at.day, addressee: addressee(draft.notices, recipient, on: at.day),
            plans: plans)
        daily.standsFor = standsFor(draft.notices, recipient, on: at.day)
        daily.replaced = draft.replaces
        let id =
            switch draft.target {
            case .letter(_, let messageID, _): messageID
            case .new(let slot):
                MessageID.make(
                    [notices.store.installation, recipient, slot, "mail"],
                    domain: notices.office.mailDomain)
            }
        guard !notices.onlySubjects else {
            let subject = LetterWriter.subject(
                daily, isTraining: notices.isTraining, language: notices.head.language)
            return NewLetter(messageID: id, subject: subject, message: [])
        }
        let letter = LetterWriter.daily(
            daily, head: notices.head, to: recipient, messageID: id,
            references: thread(plans, recipient), at: at)
        return NewLetter(messageID: id, subject: letter.subject, message: letter.message)
    }

    /// One thing threads with everything about it; a letter about several with the recipient's others.
    private func thread(_ plans: [DailyNotice.Part], _ recipient: String) -> String {
        let items = plans.flatMap(\.items)
        guard plans.count == 1, let plan = plans.first, items.count <= 1 else {
            return notices.thread("mailbox:\(recipient)")
        }
        guard let item = items.first else { return notices.thread("plan:\(plan.planId)") }
        let isAlone = plan.list == nil && plan.assigned.isEmpty
        return notices.thread(isAlone ? item.key : "mailbox:\(recipient)")
    }

    // MARK: Plans

    /// By plan: what is due first comes first.
    private func parts(_ list: [PiledNotice], _ recipient: String, on today: Day)
        -> [DailyNotice.Part]
    {
        var parts: [String: DailyNotice.Part] = [:]
        var order: [String: Day] = [:]
        for notice in list {
            let plan = notice.plan
            var part = parts[plan.id] ?? self.part(plan)
            switch notice.content {
            case .work(let record, let inputs):
                put(item(notice, record, inputs, to: recipient, on: today), into: &part.items)
                if let due = record.standing.due {
                    order[plan.id] = min(order[plan.id] ?? due, due)
                }
            case .list(let plan, let rows, let exhausted):
                part.list = notices.list(plan, rows, on: today)
                part.list?.exhausted = exhausted
                part.list?.isLate = notice.isLate
            case .assigned(_, let records):
                if let one = assigned(records, among: list, on: today) {
                    part.items.append(one)
                    if let due = one.due { order[plan.id] = min(order[plan.id] ?? due, due) }
                } else {
                    part.assigned += records.map(notices.row(assigned:))
                }
            case .partner(let plan, _, let tasks):
                part.assigned += tasks.map {
                    notices.row(with: $0, as: $1, in: plan.territory)
                }
            }
            parts[plan.id] = part
        }
        let distant = today + 36_500
        return parts.values.filter { !$0.items.isEmpty || !$0.assigned.isEmpty || $0.list != nil }
            .sorted {
                let (a, b) = (order[$0.planId] ?? distant, order[$1.planId] ?? distant)
                return (a, $0.planId) < (b, $1.planId)
            }
    }

    private func part(_ plan: PlanFacts) -> DailyNotice.Part {
        var part = DailyNotice.Part(
            planHeading: plan.heading, planId: plan.id, planNumber: plan.number,
            planTitle: plan.title, issued: plan.issued, issuer: notices.office.name(plan.issuer))
        part.coordinator = notices.office.name(plan.coordinator)
        return part
    }

    func item(
        _ notice: PiledNotice, _ record: ObligationRecord, _ inputs: Inputs?,
        to recipient: String, on today: Day
    ) -> ReminderNotice {
        var item = notices.notice(notice.step, record, inputs, on: today)
        item.role = .init(notice.role)
        item.isLate = notice.isOwnLate || notice.releaseAt.day < today
        (item.merged, item.missed) = counts(notice, record, to: recipient, on: today)
        item.overdueCount = item.kind == .overdue ? max(1, notice.overdueCount) : 0
        if notice.step.hasPrefix("returned-") {
            item.event = .returned(why: notice.reason ?? "")
            (item.overdueCount, item.merged, item.isLate) = (0, 1, false)
        } else if let press = notice.press {
            item.event = .pressed(by: press.by, note: press.note)
            (item.overdueCount, item.merged, item.isLate) = (0, 1, false)
        }
        item.inPlaceOf = isInPlace(notice, record, recipient, on: today) ? record.agencyPart : nil
        return item
    }

    /// The only work that is newly assigned, with all that is known of it; nil where there is more, which
    /// has a row each, and where the letter tells of that work anyway.
    private func assigned(
        _ records: [ObligationRecord], among list: [PiledNotice], on today: Day
    ) -> ReminderNotice? {
        guard records.count == 1, let record = records.first else { return nil }
        let isToldAnyway = list.contains { notice in
            if case .work(let other, _) = notice.content { return other.number == record.number }
            return false
        }
        guard !isToldAnyway else { return nil }
        var item = notices.notice("assigned", record, nil, on: today)
        item.event = .assigned
        return item
    }

    /// Work that was returned, or pressed for, and whose rung has come is one item.
    private func put(_ item: ReminderNotice, into items: inout [ReminderNotice]) {
        let same = items.firstIndex { old in
            old.key == item.key && !old.isCheckin && !item.isCheckin
                && (old.event == .reminder) != (item.event == .reminder)
        }
        guard let same else { return items.append(item) }
        var one = item.event == .reminder ? item : items[same]
        one.event = item.event == .reminder ? items[same].event : item.event
        items[same] = one
    }
}

extension Notices {
    /// Recipients whose letters are composed and stored in one transaction.
    private static let piles = 100

    /// One letter to each recipient of what is released; letters that have lost something, and those of
    /// earlier days that have not left, are composed anew.
    ///
    /// - Returns: True when there was something to compose.
    func compose(at now: Moment, wallClock: Int? = nil, ping: () -> Void = {}) async throws -> Bool
    {
        try await turnDeputies(at: now)
        var composer: Composer?
        // Round and round by recipient, until a whole round has nothing to compose.
        var last = ""
        while !Task.isCancelled {
            let mail = try await store.piles(
                at: now, office.release, limit: Notices.piles, after: last)
            let piles = try await mail + store.hookPiles(at: now, office.release)
            if piles.isEmpty, last.isEmpty { break }
            last = mail.last?.recipient ?? ""
            guard !piles.isEmpty else { continue }
            let one = composer ?? Composer(self, at: now)
            composer = one
            _ = try await store.record(
                one.compose(piles), at: now, wallClock: wallClock ?? SystemClock.seconds())
            ping()
        }
        return composer != nil
    }
}

extension PiledNotice {
    var plan: PlanFacts {
        switch content {
        case .work(let record, _): record.plan
        case .list(let plan, _, _), .assigned(let plan, _), .partner(let plan, _, _): plan
        }
    }
}

extension ReminderNotice.Role {
    fileprivate init(_ role: Audience) {
        switch role {
        case .lead: self = .lead
        case .leader: self = .leader
        case .above: self = .above
        case .coordinator: self = .coordinator
        case .partners: self = .partner
        }
    }
}
