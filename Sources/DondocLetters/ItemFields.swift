import DondocCore

extension Fields {
    /// What templates may say of one obligation, without the sentences that other templates make.
    init(plain n: ReminderNotice) {
        self = Fields(work: n) + Fields(days: n) + Fields(answer: n) + Fields(roles: n)
    }

    private init(work n: ReminderNotice) {
        self = [
            "number": .number(n.number),
            "key": .text(n.key),
            "title": .text(n.title),
            "ref": .text(n.ref),
            "agency": .text(n.agency),
            "agency-role": .text(Words.role(n)),
            "plan": .text(Words.plan(n)),
            "plan-heading": .text(n.planHeading),
            "product": .text(n.product),
            "to": .text(Words.names(n.to)),
            "via": .text(Words.names(n.via)),
            "inputs": .flag(n.inputs != nil),
            "inputs-done": .number(n.inputs?.done),
            "inputs-total": .number(n.inputs?.total),
            "missing": .text(Words.names(Array(n.inputs?.missing.prefix(Words.namesShown) ?? []))),
            "others": .text(n.inputs.flatMap(Words.others)),
            "report": .flag(n.isReport),
            "task": .flag(!n.isReport),
            "request": .flag(n.isRequest),
        ]
    }

    private init(days n: ReminderNotice) {
        let isActBy = n.actBy != n.due && n.actBy.map { $0 >= n.today } == true
        self = [
            "phrase": .text(n.phrase),
            "due": .text(n.due.map(Words.written)),
            "left": .text(n.due == nil ? nil : Words.timeLeft(n)),
            "overdue": .flag(n.urgency == .overdue),
            "checkin": .flag(n.urgency == .checkins),
            "act-by": .text(isActBy ? n.actBy.map(Words.written) : nil),
            "covers-from": .text((n.covers?.lowerBound).map(Words.written)),
            "covers-to": .text((n.covers?.upperBound).map(Words.written)),
            "period": .text(n.checkinPeriod.map(Words.period) ?? Words.thisPeriod),
            "merged": .number(n.merged > 1 ? n.merged : nil),
            "missed": .number(n.merged > 1 && n.missed > 0 ? n.missed : nil),
            "reason": .text(n.event.why),
            "pressed-by": .text(n.event.press?.by),
            "remark": .text(n.event.press?.note),
        ]
    }

    private init(answer n: ReminderNotice) {
        let answer = n.answer
        let proof = answer == .done ? n.proof : .none
        self = [
            "command": .text(Words.command(answer, n)),
            "answer-done": .flag(answer == .done),
            "answer-checkin": .flag(answer == .checkin),
            "answer-start": .flag(answer == .start),
            "answer-look": .flag(answer == .look),
            "ask-document": .flag(proof == .document),
            "ask-file": .flag(proof == .file),
            "ask-note": .flag(proof == .note),
        ]
    }

    private init(roles n: ReminderNotice) {
        self = [
            "lead": .flag(n.role == .lead),
            "leader": .flag(n.role == .leader),
            "above": .flag(n.role == .above),
            "coordinator": .flag(n.role == .coordinator),
            "partner": .flag(n.role == .partner),
        ]
    }

    /// The same with the sentences.
    ///
    /// - Parameters:
    ///   - n: What to say.
    ///   - full: Whether every fact is told, or one line.
    ///   - isAlone: Whether the letter says nothing else.
    ///   - voice: Whose words make the sentences.
    init(_ n: ReminderNotice, full: Bool, isAlone: Bool, _ voice: Voice) {
        let plain = Fields(plain: n)
        let audience = n.role == .lead ? nil : voice.sentence("audience", plain)
        self =
            plain + [
                "sentence": .text(voice.opening(n, plain + ["audience": .text(audience)])),
                "own-words": .flag(voice.ownWords(n) != nil),
                "audience": .text(audience),
                "full": .flag(full),
                "alone": .flag(isAlone),
            ]
    }
}

/// Templates in a language.
struct Voice {
    /// None while the templates are only being looked at.
    var templates: Templates?
    var language: Language

    /// The sentence that opens what is said of one thing: that of its kind, or of a step with words of its
    /// own; what has happened to the work has its own words.
    func opening(_ n: ReminderNotice, _ fields: Fields) -> String {
        sentence(ownWords(n) ?? n.opening, fields)
    }

    /// The template of a step with words of its own.
    func ownWords(_ n: ReminderNotice) -> String? {
        guard n.event == .reminder, let own = n.wording,
            templates?.hasWording(own, language) == true
        else { return nil }
        return TemplateKind.wording + own
    }

    func sentence(_ name: String, _ fields: Fields) -> String {
        oneLine(lines(name, fields))
    }

    /// A text of several lines.
    func lines(_ name: String, _ fields: Fields) -> String {
        page(name, .words, fields)
    }

    func page(_ name: String, _ flavour: Flavour, _ fields: Fields) -> String {
        tidiedPage(templates?.render(name, flavour, fields, language) ?? "")
    }
}

/// A page without spaces at line ends, and with at most one empty line in a row.
func tidiedPage(_ text: String) -> String {
    var lines: [Substring.UTF8View] = []
    for line in text.utf8.split(separator: 0x0A, omittingEmptySubsequences: false) {
        let line = trimmedEnd(line)
        if line.isEmpty, lines.last?.isEmpty != false { continue }
        lines.append(line)
    }
    while lines.last?.isEmpty == true { lines.removeLast() }
    return lines.map { Substring($0) }.joined(separator: "\n")
}

private func trimmedEnd(_ line: Substring.UTF8View) -> Substring.UTF8View {
    var line = line
    while let last = line.last, last == 0x20 || last == 0x09 { line = line.dropLast() }
    return line
}

/// With which command the reader answers.
enum Answer { case done, checkin, start, look }

extension ReminderNotice {
    var answer: Answer {
        guard role == .lead || role == .leader else { return .look }
        switch event {
        case .assigned: return .start
        case .returned: return .done
        case .pressed: return asksCheckin || due == nil ? .checkin : .done
        case .reminder: return asksCheckin ? .checkin : .done
        }
    }

    /// The template of its sentence.
    var opening: String {
        switch event {
        case .assigned: return "assigned"
        case .returned: return "returned"
        case .pressed: return "pressed"
        case .reminder: break
        }
        if kind == .quiet { return "quiet" }
        if isCheckin { return "checkin" }
        switch urgency {
        case .overdue: return "overdue"
        case .today: return "due"
        default: return "upcoming"
        }
    }
}

extension ReminderNotice.Event {
    var why: String? {
        switch self {
        case .reminder, .assigned, .pressed: nil
        case .returned(let why): why
        }
    }

    var press: (by: String, note: String?)? {
        if case .pressed(let by, let note) = self { return (by, note) }
        return nil
    }
}
