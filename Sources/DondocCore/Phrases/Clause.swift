/// One clause of a phrase, before the clauses become one rule.
struct Clause {
    enum Content {
        case days([Phrase.NamedDay])
        case spans([Phrase.Span])
        case window(Phrase.End, Phrase.End)
        case items([Phrase.Repeat])
        case elsewhere
    }

    var said: Phrase.Bound?
    var content: Content
    /// "Riêng …": takes the place of some of what stands before it.
    var isException = false

    /// Both clauses as one; nil when they do not belong in one phrase.
    func merged(_ next: Clause) -> Clause? {
        guard said == nil || next.said == nil || said == next.said else { return nil }
        let bound = said ?? next.said
        switch (content, next.content) {
        case (.days(let a), .days(let b)):
            guard Set((a + b).map(\.minute)).count == 1 else { return nil }
            let first = a.map { day in
                let runsOver = b.contains { (day.month, day.day) > ($0.month, $0.day) }
                return runsOver ? day : day.of(b.last?.year)
            }
            return Clause(said: bound, content: .days(first + b))
        case (.items(let a), .items(let b)):
            // An exception is one of its kind: "riêng quý IV" says nothing of days of a year.
            if next.isException,
                !b.allSatisfy({ one in a.contains { $0.every <= one.every && $0.every < .year } })
            {
                return nil
            }
            // "trước ngày 05 hằng tháng, quý": whether the day is shared, nobody can know.
            guard a.allSatisfy({ $0.place == .end }) || b.contains(where: { $0.place != .end })
            else {
                return nil
            }
            return Clause(said: bound, content: .items(a + b))
        case (.spans(let a), .spans(let b)):
            guard a.first?.kind == b.first?.kind else { return nil }
            return Clause(
                said: bound, content: .spans(a.map { $0.of(b.last?.year) } + b))
        default: return nil
        }
    }

    var isPeriodic: Bool { if case .items = content { true } else { false } }

    var bound: Phrase.Bound? {
        switch content {
        case .days: return said ?? .on
        case .spans: return said ?? .within
        case .window: return .within
        case .elsewhere: return nil
        case .items(let list):
            if let said { return said }
            if list.contains(where: \.isSpan) { return .within }
            return list.allSatisfy { $0.place == .end } ? nil : .on
        }
    }

    var rule: Phrase.Rule {
        switch content {
        case .days(let list): .days(list)
        case .spans(let list): list.count == 1 ? .span(list[0]) : .spans(list)
        case .window(let a, let b): .window(from: a, to: b)
        case .items(let list): .repeating(list)
        case .elsewhere: .elsewhere
        }
    }
}

/// What is said about time in one clause, before its lead gives it a period.
enum Timed {
    /// Days with their month; `years` is set by "hằng năm" (0), "của năm trước", "của năm sau".
    case days([Phrase.NamedDay], years: Int?)
    /// Days of a month that is not named.
    case monthDays([Int])
    /// Days of each month or quarter.
    case monthly([Int], Phrase.Frequency, months: Int)
    /// Days of the last month of whatever period the lead names, or of the month after it.
    case periodMonth([Int], months: Int)
    case lastWorkingDay(Phrase.Frequency)
    /// One place in each month or quarter.
    case place(Phrase.Repeat.Place, Phrase.Frequency)
    case spans([Phrase.Span], yearly: Bool)
    case window(Phrase.End, Phrase.End)
    case weekdays([Int])
    case daily
    case lastMonth
    case elsewhere
}

/// Which report a clause is about: "báo cáo quý I", "hằng năm".
struct Lead: Hashable {
    let every: Phrase.Frequency
    let index: Int?
    /// "báo cáo quý I/2025": the one year whose report it is.
    var year: Int?
    /// Said to be a report, and not only a rhythm.
    var isReport = false
}

extension Phrase.NamedDay {
    /// The last day of a month by its number, 29 for February.
    var asDayOfMonth: Phrase.NamedDay {
        guard form == .lastDay else { return self }
        return Phrase.NamedDay(
            day: Day.length(ofMonth: month, year: 2024), month: month, year: year)
    }

    func at(_ minute: Int?) -> Phrase.NamedDay {
        Phrase.NamedDay(day: day, month: month, year: year, form: form, minute: minute)
    }

    func of(_ year: Int?) -> Phrase.NamedDay {
        Phrase.NamedDay(
            day: day, month: month, year: self.year ?? year, form: form, minute: minute)
    }
}
