import DondocCore

/// A phrase in a plan, made of any bytes: the first four give the plan, the rest is the text.
///
/// One source for two readers: the fuzz target (`Tests/Fuzz`), and the test that replays its corpus.
struct PhraseInput {
    static let headLength = 4

    let period: Period
    let issued: Day?
    let event: Day?
    let offDay: CountingRules.OffDay
    let text: String

    /// Bytes that are no UTF-8 become U+FFFD; missing ones count as 0.
    init(_ bytes: some Sequence<UInt8>) {
        let all = Array(bytes)
        let head = (0..<Self.headLength).map { $0 < all.count ? Int(all[$0]) : 0 }
        let plan = Self.period(shape: head[0], year: head[1], length: head[3])
        period = plan
        issued = head[2] & 1 == 0 ? nil : plan.starts + (head[3] * 3 - 100)
        event = head[2] & 2 == 0 ? nil : plan.starts + (head[3] * 2 - 60)
        offDay = [.keep, .next, .previous][head[2] >> 2 % 3]
        text = String(decoding: all.dropFirst(Self.headLength), as: UTF8.self)
    }

    /// Mostly one year or a few of 2014…2037; one in eight two odd days or a far year.
    private static func period(shape: Int, year: Int, length: Int) -> Period {
        let first = 2014 + year % 24
        let made: Period?
        switch shape % 8 {
        case 4, 5: made = .years(first, first + 1 + length % 4)
        case 6:
            made = Day(first, 1, 1).map {
                Period(label: "\(first)", starts: $0 + shape, ends: $0 + (shape + 4 * length))
            }
        case 7: made = .year([1, 2, 1899, 1900, 2199, 2200, 9998, 9999][year % 8])
        default: made = .year(first)
        }
        guard let made else { preconditionFailure("no period of \(shape) \(year) \(length)") }
        return made
    }
}

/// What must hold of every text, whoever wrote it.
enum PhraseCheck {
    /// A promise that a text broke.
    struct Broken: CustomStringConvertible {
        let promise: String
        let found: String
        /// Kind and bound of the phrase, and why, to tell findings apart.
        var form = "refused"
        var why = ""

        var description: String { "\(promise) [\(form)]: \(found)" }
    }

    /// Reads the text, its normal form and its days; nil when every promise held.
    static func broken(_ input: PhraseInput) -> Broken? {
        let phrase: Phrase
        do {
            phrase = try Phrase(input.text)
        } catch {
            return refusal(error, of: input.text)
        }
        var broken = normal(phrase) ?? days(phrase, input)
        broken?.form = "\(phrase.kind.rawValue) \(phrase.bound?.rawValue ?? "-")"
        return broken
    }

    /// The offset lies within the text, at the word that the error names.
    private static func refusal(_ error: PhraseError, of text: String) -> Broken? {
        let scalars = text.unicodeScalars
        guard (0...scalars.count).contains(error.offset) else {
            return Broken(promise: "offset within the text", found: "\(error)")
        }
        if case .unexpected(let word) = error.problem,
            !scalars.dropFirst(error.offset).starts(with: word.unicodeScalars)
        {
            return Broken(promise: "offset at its word", found: "\(error)")
        }
        return nil
    }

    /// The normal form is a phrase of the same meaning, and is its own normal form.
    private static func normal(_ phrase: Phrase) -> Broken? {
        let normal = phrase.normal
        let again: Phrase
        do {
            again = try Phrase(normal)
        } catch {
            return Broken(
                promise: "normal form parses", found: "'\(normal)': \(error)",
                why: "\(error.problem)".filter { !$0.isNumber })
        }
        let same: [(String, Bool)] = [
            ("rule", again.rule == phrase.rule), ("kind", again.kind == phrase.kind),
            ("bound", again.bound == phrase.bound),
            ("assumed", again.isAssumed == phrase.isAssumed), ("form", again.normal == normal),
        ]
        return same.first { !$0.1 }.map { name, _ in
            Broken(
                promise: "normal form keeps its \(name)",
                found: "'\(normal)': \(phrase.rule) became \(again.rule), '\(again.normal)'")
        }
    }

    private static func days(_ phrase: Phrase, _ input: PhraseInput) -> Broken? {
        let lenient: [DueDate]
        let strict: [DueDate]
        do {
            lenient = try dates(phrase, input, .lenient)
            strict = try dates(phrase, input, .strict)
        } catch {
            return refusal(error, phrase, input)
        }
        return order(lenient, phrase, input) ?? order(strict, phrase, input)
            ?? strictness(lenient, strict, phrase, input)
    }

    private static func dates(
        _ phrase: Phrase, _ input: PhraseInput, _ before: CountingRules.Before
    ) throws(PhraseError) -> [DueDate] {
        try phrase.dates(
            in: input.period, issued: input.issued, from: input.event,
            rules: CountingRules(before: before, offDay: input.offDay), calendar: calendar)
    }

    /// Only a year can be wanting, and never in a plan of one year; a day may be none of its year.
    private static func refusal(_ error: PhraseError, _ phrase: Phrase, _ input: PhraseInput)
        -> Broken?
    {
        switch error.problem {
        case .yearMissing where input.period.years.count > 1 && input.issued == nil: nil
        case .noSuchDay, .reversed: nil
        // A lunar or a far year has no days.
        case .incomplete where !(1900...2200).contains(input.period.years.upperBound): nil
        default: Broken(promise: "days of what was read", found: "\(error) in \(input.period)")
        }
    }

    private static func order(_ list: [DueDate], _ phrase: Phrase, _ input: PhraseInput) -> Broken?
    {
        let told =
            "\(list.map { "\($0.named) \($0.due) \($0.actBy)" }.prefix(8)) in \(input.period)"
        let most = input.period.ends - input.period.starts + 1 + input.text.unicodeScalars.count
        if list.count > most {
            return Broken(promise: "no more days than days", found: "\(list.count) of \(most)")
        }
        for date in list {
            if date.actBy > date.due { return Broken(promise: "act_by <= due", found: told) }
            if !calendar.isWorking(date.actBy) {
                return Broken(promise: "act_by is a working day", found: told)
            }
            if let starts = date.starts, starts > date.due, phrase.bound != .before {
                return Broken(promise: "a span starts before it ends", found: told)
            }
        }
        // Under another rule than keep a named day moves, and the end of a span does not.
        let byName = zip(list, list.dropFirst()).allSatisfy { $0.named <= $1.named }
        let byDue = zip(list, list.dropFirst()).allSatisfy { $0.due <= $1.due }
        guard byDue || byName && input.offDay != .keep else {
            return Broken(promise: "days oldest first", found: told)
        }
        return nil
    }

    /// Strict counting takes one day from "trước ngày X", and changes nothing else.
    private static func strictness(
        _ lenient: [DueDate], _ strict: [DueDate], _ phrase: Phrase, _ input: PhraseInput
    ) -> Broken? {
        // A repeat that strict counting ends before the signing is left out.
        guard input.issued == nil || phrase.kind != .recurring else { return nil }
        let told = "\(lenient.map(\.due)) strict \(strict.map(\.due))"
        guard lenient.count == strict.count else {
            return Broken(promise: "strict makes as many days", found: told)
        }
        // Several days in one cell may each have a bound of their own.
        let mayExclude =
            phrase.bound == .before || lenient.count > 1 && phrase.kind != .recurring
        for (a, b) in zip(lenient, strict) {
            let isHeld =
                !mayExclude
                ? a == b : input.offDay == .keep ? (0...1).contains(a.due - b.due) : b.due <= a.due
            if !isHeld { return Broken(promise: "strict is a day or none", found: told) }
        }
        return nil
    }

    /// The law's days off of 2014…2045, and in each year a Monday free for a Saturday.
    static let calendar: WorkCalendar = {
        var calendar = WorkCalendar()
        for year in 2014...2045 {
            var entries = HolidayForecast.entries(ofYear: year)
            if let swapped = Day(year, 6, 1) {
                let monday = swapped + (8 - swapped.weekday) % 7
                entries += [
                    WorkCalendar.Entry(day: monday, kind: .swappedOff, name: "đổi", source: nil),
                    WorkCalendar.Entry(
                        day: monday + 5, kind: .swappedWork, name: "bù", source: nil),
                ]
            }
            calendar.add(year: year, entries)
        }
        return calendar
    }()
}
