import DondocCore

/// What a due phrase means: the answer of `explain`.
struct Explanation {
    let phrase: Phrase
    let dates: [DueDate]
    let warnings: [Phrase.Warning]
    private let rules: CountingRules
    /// The days that each report covers, one for each of `dates`; empty without a scheme.
    private let windows: [ClosedRange<Day>]
    /// What Decree 09 has for each of `dates` whose day is our proposal.
    private let offers: [ReportingClose?]

    struct Question {
        var period: Period
        /// False when the present year stands in for a plan that is not known.
        var isPeriodKnown = true
        var issued: Day?
        /// Only days due on or after it.
        var from: Day?
        /// Only days due on or before it.
        var to: Day?
        var count = 5
        var rules = CountingRules()
        var covers: ReportingScheme?
    }

    /// Answers what was typed, whose letters may be written as base and marks.
    ///
    /// - Throws: `PhraseRefusal` for what is no due phrase, or makes no day in the period, and when
    ///   the asked scheme does not fit.
    init(_ typed: String, _ question: Question, _ calendar: WorkCalendar) throws(PhraseRefusal) {
        let text = composed(typed)
        let all: [DueDate]
        let past: Int
        do {
            phrase = try Phrase(text)
            all = try phrase.dates(question, issued: question.issued, calendar)
            past = try phrase.pastDates(question, all.count, calendar)
        } catch {
            throw PhraseRefusal(error, in: text)
        }
        // For a counted phrase `--from` is the day of its event, and leaves out no answer.
        let isCounted = if case .counted = phrase.rule { true } else { false }
        let wanted = all.filter { date in
            (isCounted || question.from.map { date.due >= $0 } ?? true)
                && (question.to.map { date.due <= $0 } ?? true)
        }
        dates = Array(wanted.prefix(question.count))
        do {
            windows = try dates.windows(question.covers)
        } catch {
            throw PhraseRefusal(error, in: text)
        }
        offers = dates.map { date in
            guard date.isAssumed, question.covers == nil else { return nil }
            return date.reported.flatMap { ReportingClose(nd09: $0, calendar) }
        }
        warnings =
            phrase.warnings + (past > 0 ? [.pastPeriods] : [])
            + Explanation.years(phrase, dates, question) + Explanation.daysOff(dates, calendar)
        rules = question.rules
    }

    /// Where a year that the phrase leaves out was found, unless the plan has but that one.
    private static func years(_ phrase: Phrase, _ dates: [DueDate], _ question: Question)
        -> [Phrase.Warning]
    {
        guard phrase.leavesYearOpen, !dates.isEmpty else { return [] }
        var list: [Phrase.Warning] = []
        if !question.isPeriodKnown {
            list.append(question.issued == nil ? .yearFromToday : .yearFromIssued)
        }
        if dates.contains(where: \.isAssumed) {
            list.append(question.period.years.count > 1 ? .yearFromIssued : .yearGuessed)
        }
        return list
    }

    /// Whether days off were foreseen or left out.
    private static func daysOff(_ dates: [DueDate], _ calendar: WorkCalendar) -> [Phrase.Warning] {
        let uncovered = dates.filter { !calendar.covers($0.due) }
        if uncovered.isEmpty { return [] }
        return uncovered.allSatisfy { calendar.forecastYears.contains($0.due.year) }
            ? [.calendarForecast] : [.calendarMissing]
    }

    /// The document's words alone do not give these days.
    private var isAssumed: Bool {
        phrase.isAssumed || dates.contains(where: \.isAssumed)
            || warnings.contains { [.yearFromIssued, .yearFromToday].contains($0) }
    }

    /// The article or the practice that the counting follows.
    private var rule: String { Words.rule(phrase, rules) }

    /// In the manner of `systemd-analyze calendar`.
    var text: String {
        var fields = Fields()
        fields.add(Words.Field.phrase, phrase.text)
        fields.add(Words.Field.normal, phrase.normal)
        fields.add(
            Words.Field.kind, Words.coded(Words.phraseKind(phrase.kind), phrase.kind.rawValue))
        fields.add(
            Words.Field.bound, phrase.bound.map { Words.coded(Words.bound($0), $0.rawValue) })
        fields.add(Words.Field.rule, rule)
        for (i, date) in dates.enumerated() {
            let number = dates.count > 1 ? " \(i + 1)" : ""
            fields.add(Words.Field.named + number, spelled(date.named))
            let starts = date.starts?.written
            fields.add(Words.Field.covers, starts.map { Words.since($0, date.named.written) })
            fields.add(Words.Field.due, spelled(date.due))
            fields.add(Words.Field.actBy, spelled(date.actBy))
            fields.add(Words.Field.because, date.moved.map { Words.moved($0, date) })
            fields.add(Words.Field.figures, window(i).map { Words.since($0) })
            fields.add(Words.Field.offer, offers[i].map(Words.offer))
        }
        if dates.isEmpty { fields.add(Words.Field.due, Words.noDue) }
        fields.add(Words.Field.assumed, isAssumed ? Words.assumed : nil)
        fields.add(Words.Field.warnings, each: warnings.map(Words.warning))
        return fields.text
    }

    /// The object of `explain --json`; its field names are a contract.
    var json: JSONText { inContractLanguage { object } }

    private var object: JSONText {
        .object([
            ("phrase", .string(phrase.text)), ("kind", .string(phrase.kind.rawValue)),
            ("bound", .optional(phrase.bound?.rawValue)), ("normal", .string(phrase.normal)),
            ("rule", .string(rule)),
            ("dates", .array(dates.enumerated().map { json($0.element, window($0.offset)) })),
            ("assumed", .bool(isAssumed)),
            ("warnings", .array(warnings.map { .string($0.rawValue) })),
        ])
    }

    /// A phrase alone has no window: that is the scheme's.
    private func json(_ date: DueDate, _ window: ClosedRange<Day>?) -> JSONText {
        .object([
            ("named", .string(date.named.description)), ("due", .string(date.due.description)),
            ("act_by", .string(date.actBy.description)),
            ("starts", .optional(date.starts?.description)),
            ("covers_from", .optional(window?.lowerBound.description)),
            ("covers_to", .optional(window?.upperBound.description)),
            ("moved_because", .optional(date.moved.map { Words.moved($0, date) })),
        ])
    }

    private func window(_ i: Int) -> ClosedRange<Day>? { windows.isEmpty ? nil : windows[i] }
}

extension Phrase {
    /// For a counted phrase `--from` is the day of its event, which comes before every answer.
    fileprivate func dates(_ question: Explanation.Question, issued: Day?, _ calendar: WorkCalendar)
        throws(PhraseError) -> [DueDate]
    {
        try dates(
            in: question.period, issued: issued, from: question.from, rules: question.rules,
            calendar: calendar)
    }

    /// How many days of a repeat had passed when the plan was issued.
    fileprivate func pastDates(
        _ question: Explanation.Question, _ left: Int, _ calendar: WorkCalendar
    ) throws(PhraseError) -> Int {
        guard question.issued != nil, case .repeating = rule else { return 0 }
        return try dates(question, issued: nil, calendar).count - left
    }
}

extension [DueDate] {
    /// The days that the report of each covers; empty without a scheme.
    fileprivate func windows(_ scheme: ReportingScheme?) throws(SchemeMisfit)
        -> [ClosedRange<Day>]
    {
        guard let scheme else { return [] }
        return try map { date throws(SchemeMisfit) in try scheme.coverage(of: date).window }
    }
}
