import DondocCore

/// What a due phrase means: the answer of `explain`.
struct Explanation {
    let phrase: Phrase
    let dates: [DueDate]
    let warnings: [Phrase.Warning]

    struct Question {
        var period: Period
        var issued: Day?
        /// Only days due on or after it.
        var from: Day?
        /// Only days due on or before it.
        var to: Day?
        var count = 5
    }

    /// - Throws: `PhraseError` for what is no due phrase, or makes no day in the period.
    init(_ text: String, _ question: Question, _ calendar: WorkCalendar) throws(PhraseError) {
        let phrase = try Phrase(text)
        // For a counted phrase `--from` is the day of its event, which comes before every answer.
        let all = try phrase.dates(
            in: question.period, issued: question.issued, from: question.from,
            rules: CountingRules(), calendar: calendar)
        let wanted = all.filter { date in
            (question.from.map { date.due >= $0 } ?? true)
                && (question.to.map { date.due <= $0 } ?? true)
        }
        var warnings = phrase.warnings
        if question.issued != nil, case .repeating = phrase.rule {
            let whole = try phrase.dates(
                in: question.period, issued: nil, from: question.from, rules: CountingRules(),
                calendar: calendar)
            if whole.count > all.count { warnings.append(.pastPeriods) }
        }
        let dates = Array(wanted.prefix(question.count))
        let uncovered = dates.filter { !calendar.covers($0.due) }
        if uncovered.contains(where: { !calendar.forecastYears.contains($0.due.year) }) {
            warnings.append(.calendarMissing)
        } else if !uncovered.isEmpty {
            warnings.append(.calendarForecast)
        }
        self.phrase = phrase
        self.dates = dates
        self.warnings = warnings
    }

    /// The document's words alone do not give these days.
    private var isAssumed: Bool { phrase.isAssumed || dates.contains(where: \.isAssumed) }

    /// The article or the practice that the counting follows.
    var rule: String { Words.rule(phrase) }

    /// In the manner of `systemd-analyze calendar`.
    var text: String {
        var fields = Fields()
        fields.add(Words.Field.phrase, phrase.text)
        fields.add(Words.Field.normal, phrase.normal)
        fields.add(Words.Field.kind, "\(Words.phraseKind(phrase.kind)) (\(phrase.kind.rawValue))")
        fields.add(
            Words.Field.bound, phrase.bound.map { "\(Words.bound($0)) (\($0.rawValue))" })
        fields.add(Words.Field.rule, rule)
        for (i, date) in dates.enumerated() {
            let number = dates.count > 1 ? " \(i + 1)" : ""
            fields.add(Words.Field.named + number, spelled(date.named))
            let starts = date.starts?.written
            fields.add(Words.Field.covers, starts.map { Words.since($0, date.named.written) })
            fields.add(Words.Field.due, spelled(date.due))
            fields.add(Words.Field.actBy, spelled(date.actBy))
            fields.add(Words.Field.because, date.moved.map { Words.moved($0, date) })
        }
        if dates.isEmpty { fields.add(Words.Field.due, Words.noDue) }
        fields.add(Words.Field.assumed, isAssumed ? Words.assumed : nil)
        fields.add(Words.Field.warnings, each: warnings.map(Words.warning))
        return fields.text
    }

    /// The object of `explain --json`; its field names are a contract.
    var json: JSONText {
        .object([
            ("phrase", .string(phrase.text)), ("kind", .string(phrase.kind.rawValue)),
            ("bound", .optional(phrase.bound?.rawValue)), ("normal", .string(phrase.normal)),
            ("rule", .string(rule)), ("dates", .array(dates.map(json))),
            ("assumed", .bool(isAssumed)),
            ("warnings", .array(warnings.map { .string($0.rawValue) })),
        ])
    }

    private func json(_ date: DueDate) -> JSONText {
        .object([
            ("named", .string(date.named.description)), ("due", .string(date.due.description)),
            ("act_by", .string(date.actBy.description)),
            ("starts", .optional(date.starts?.description)),
            // A phrase alone has no reporting scheme: that is the plan's `covers:`.
            ("covers_from", .null), ("covers_to", .null),
            ("moved_because", .optional(date.moved.map { Words.moved($0, date) })),
        ])
    }
}

/// Shows where a phrase stopped being one: the phrase, and a caret under the word.
///
/// - Returns: The lines below the message, and the word itself; nil for the word at the end.
func caret(_ error: PhraseError, in text: String) -> (lines: [String], word: String?) {
    let scalars = Array(text.unicodeScalars)
    let start = min(error.offset, scalars.count)
    let before = String(String.UnicodeScalarView(scalars[..<start]))
    var stop: String.UnicodeScalarView = String.UnicodeScalarView(
        scalars[start...].prefix { !$0.properties.isWhitespace })
    if case .unexpected(let word) = error.problem { stop = word.unicodeScalars }
    let word = shown(String(stop))
    let blanks = String(repeating: " ", count: columns(shown(before)))
    let marks = String(repeating: "^", count: max(1, columns(word)))
    return (["  " + shown(text), "  " + blanks + marks], word.isEmpty ? nil : word)
}
