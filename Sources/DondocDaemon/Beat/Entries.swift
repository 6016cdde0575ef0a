import DondocCore
import DondocMail
import DondocStore

extension EntryKind {
    init(_ kind: NoticeKind) {
        switch kind {
        case .upcoming: self = .upcoming
        case .due: self = .due
        case .overdue: self = .overdue
        case .quiet: self = .quiet
        case .digest: self = .digest
        case .assigned: self = .told
        }
    }
}

extension Notices {
    /// Fields that every entry has.
    static func common(_ kind: EntryKind, at now: Moment) -> [(String, String?)] {
        [
            ("MESSAGE_ID", kind.messageID), ("PRIORITY", String(kind.priority)),
            ("SYSLOG_IDENTIFIER", "dondocd"), ("DONDOC_KIND", kind.rawValue),
            ("DONDOC_AT", now.written),
        ]
    }

    /// An entry about one obligation.
    static func entry(
        _ kind: EntryKind, _ message: String, _ record: ObligationRecord, at now: Moment,
        step: String? = nil, recipients: [String] = [], actor: String? = nil, reason: String? = nil
    ) -> JournalEntry {
        JournalEntry(
            [
                ("MESSAGE", message), ("DONDOC_PLAN", record.plan.id),
                ("DONDOC_TASK", record.task.id), ("DONDOC_KEY", record.key),
                ("DONDOC_NUMBER", String(record.number)), ("DONDOC_AGENCY", record.agencyPart),
                ("DONDOC_DUE", record.standing.due?.description), ("DONDOC_STEP", step),
                ("DONDOC_REMINDER_ID", step.map { "\(record.key)#\(record.dueVersion)#\($0)" }),
                ("DONDOC_RECIPIENT", recipients.isEmpty ? nil : recipients.joined(separator: ", ")),
                ("DONDOC_ACTOR", actor), ("DONDOC_REASON", reason),
            ] + common(kind, at: now))
    }

    func entry(
        _ kind: EntryKind, _ message: String, _ record: ObligationRecord, at now: Moment,
        step: String? = nil, recipients: [String] = []
    ) -> JournalEntry {
        Notices.entry(kind, message, record, at: now, step: step, recipients: recipients)
    }

    /// How an attempt to send a letter ended.
    static func outcome(
        _ letter: WaitingLetter, _ state: LetterState, _ result: LetterResult, at now: Moment,
        _ office: Office
    ) -> JournalEntry? {
        let (kind, message): (EntryKind, String)
        let to = letter.addressee
        switch (state, result) {
        case (.sent, _):
            (kind, message) = (.delivered, Words.delivered(to, letter.subject))
        case (.failed, .refused(let why)), (.failed, .answerLost(let why)):
            (kind, message) = (.failed, Words.failed(to, letter.subject, why))
        case (.unsure, .answerLost(let why)):
            (kind, message) = (.waiting, Words.unsure(to, letter.subject, why))
        case (.queued, .notAccepted(let why)):
            (kind, message) = (.waiting, Words.retrying(to, letter.subject, why))
        default: return nil
        }
        return JournalEntry(
            [("MESSAGE", message)] + letter.about.flatMap(fields(of:)).unique + [
                ("DONDOC_RECIPIENT", to), ("DONDOC_MESSAGE_ID", letter.messageID),
                ("DONDOC_ATTEMPT", String(letter.attempt)), ("DONDOC_STATE", state.rawValue),
            ] + common(kind, at: now))
    }

    /// What one of the reminders that a letter carries is about; journald takes a field several times.
    private static func fields(of one: WaitingLetter.About) -> [(String, String?)] {
        let parts = one.about.split(separator: "/").map(String.init)
        let isList = one.number == nil
        return [
            ("DONDOC_PLAN", one.plan), ("DONDOC_KEY", isList ? nil : one.about),
            ("DONDOC_TASK", parts.count == 4 ? parts[1] : nil),
            ("DONDOC_AGENCY", parts.count == 4 ? parts[3] : nil),
            ("DONDOC_NUMBER", one.number.map(String.init)),
            ("DONDOC_DUE", one.due?.description), ("DONDOC_STEP", one.step),
            ("DONDOC_REMINDER_ID", "\(one.about)#\(one.dueVersion)#\(one.step)"),
        ]
    }

    static func loaded(_ plan: Plan, _ counts: LoadCounts, by user: String, at now: Moment)
        -> JournalEntry
    {
        JournalEntry(
            [
                ("MESSAGE", Words.loaded(plan, counts)), ("DONDOC_PLAN", plan.id),
                ("DONDOC_ACTOR", user),
            ] + common(counts.added > 0 ? .assigned : .moved, at: now))
    }

    static func alive(_ counts: AliveCounts, at now: Moment) -> JournalEntry {
        JournalEntry(
            [
                ("MESSAGE", Words.alive(counts)), ("DONDOC_OPEN", String(counts.open)),
                ("DONDOC_OVERDUE", String(counts.overdue)),
                ("DONDOC_QUEUED", String(counts.queued)),
                ("DONDOC_NEXT", counts.nextWake?.description),
                ("DONDOC_TRAIL_COUNT", String(counts.head.count)),
                ("DONDOC_TRAIL_HEAD", counts.head.hash),
            ] + common(.alive, at: now))
    }

    /// How a test letter ended: of a kind of its own, so that nobody takes it for a reminder.
    static func mailTest(
        _ delivery: Delivery, to: String, id: String, by user: String, at now: Moment
    ) -> JournalEntry {
        JournalEntry(
            [
                ("MESSAGE", Words.mailTested(to, delivery)), ("DONDOC_RECIPIENT", to),
                ("DONDOC_MESSAGE_ID", id), ("DONDOC_STATE", delivery.state.rawValue),
                ("DONDOC_ACTOR", user),
                ("DONDOC_REASON", delivery.words.isEmpty ? nil : delivery.words),
            ] + common(.mailTest, at: now))
    }

    static func clockMoved(_ now: Moment) -> JournalEntry {
        JournalEntry([("MESSAGE", Words.clockMoved)] + common(.clockMoved, at: now))
    }
}

extension [(String, String?)] {
    /// Each field with each of its values once.
    fileprivate var unique: [(String, String?)] {
        var seen: Set<String> = []
        return filter { name, value in value.map { seen.insert("\(name)=\($0)").inserted } ?? false
        }
    }
}
