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
            // "trước ngày 05 hằng tháng, quý": whether the day is shared, nobody can know.
            guard a.allSatisfy({ $0.place == .end }) || b.contains(where: { $0.place != .end })
            else {
                return nil
            }
            return Clause(said: bound, content: .items(a + b))
        case (.spans(let a), .spans(let b)):
            guard a.first?.kind == b.first?.kind else { return nil }
            return Clause(said: bound, content: .spans(a.map { $0.of(b.last?.year) } + b))
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
            if list.contains(where: { $0.place == .within || $0.place == .lastMonth }) {
                return .within
            }
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
    case lastWorkingDay(Phrase.Frequency)
    case spans([Phrase.Span], yearly: Bool)
    case window(Phrase.End, Phrase.End)
    case weekday(Int)
    case daily
    case lastMonth
    case elsewhere
}

/// Which report a clause is about: "báo cáo quý I", "hằng năm".
struct Lead: Hashable {
    let every: Phrase.Frequency
    let index: Int?
}

extension PhraseGrammar {
    mutating func clause(after previous: Clause?) throws(PhraseError) -> Clause {
        let start = at
        let isException = take("riêng") || take("trong", "đó")
        skipLabels()
        if sees("báo", "cáo", "nhanh") {
            at += 3
            guard takeSeparator() else { throw stopped() }
            warnings.append(.alsoOnDemand)
        }
        let periodic = isException || (previous?.isPeriodic ?? false)
        var leads = try leads(periodic)
        if leads.isEmpty {
            skipAddressee()
            skipLabels()
            leads = try self.leads(periodic)
        }
        guard !leads.isEmpty else {
            guard let clause = try timedClause([], start) else { throw stopped() }
            return clause
        }
        let mark = at
        let isOpen = take(mark: "(")
        if !isOpen { _ = take(mark: ":") || take(mark: ",") }
        skipAddressee()
        if let clause = try timedClause(leads, start) {
            if isOpen, !take(mark: ")") { throw stopped() }
            return clause
        }
        if isOpen { throw stopped() }
        at = mark
        skipTimes()
        let items = leads.map { Phrase.Repeat($0.every, index: $0.index) }
        return Clause(said: nil, content: .items(items))
    }

    private mutating func timedClause(_ leads: [Lead], _ start: Int) throws(PhraseError) -> Clause?
    {
        let mark = at
        if let (a, b) = try window() { return Clause(said: nil, content: .window(a, b)) }
        let bound = bound()
        current = bound
        let minute = try clock()
        if bound == nil { _ = take(anyOf: "vào", "lúc") }
        guard let timed = try timed(bound, minute, isLed: !leads.isEmpty) else {
            if minute != nil, leads.first?.every == .day {
                let daily = Phrase.Repeat(.day, .end, minute: minute)
                return Clause(said: bound, content: .items([daily]))
            }
            if bound != nil || minute != nil { throw stopped() }
            at = mark
            return nil
        }
        let content = try combined(timed, leads, minute, mark)
        return Clause(said: bound, content: content)
    }

    private mutating func combined(
        _ timed: Timed, _ leads: [Lead], _ minute: Int?, _ start: Int
    ) throws(PhraseError) -> Clause.Content {
        let all = leads.isEmpty ? [nil] : leads.map(Optional.some)
        func items(_ make: (Lead?) -> [Phrase.Repeat]) -> Clause.Content {
            var seen: Set<Phrase.Repeat> = []
            return .items(all.flatMap(make).filter { seen.insert($0).inserted })
        }
        switch timed {
        case .elsewhere: return .elsewhere
        case .window(let a, let b): return .window(a, b)
        case .daily: return .items([Phrase.Repeat(.day, .end, minute: minute)])
        case .weekday(let n): return .items([Phrase.Repeat(.week, .weekday(n), minute: minute)])
        case .lastMonth:
            guard current != .before else { throw stopped(start) }
            return .items([Phrase.Repeat(.quarter, .lastMonth)])
        case .lastWorkingDay(let every):
            return items { [Phrase.Repeat(every, index: $0?.index, .lastWorkingDay)] }
        case .monthly(let days, let every, let months):
            return items { lead in
                days.map {
                    Phrase.Repeat(
                        every, index: lead?.index, .day($0, months: months), minute: minute)
                }
            }
        case .monthDays(let days):
            guard let lead = leads.first,
                leads.allSatisfy({ $0.every == .month || $0.every == .quarter })
            else {
                throw stopped()
            }
            if lead.every == .quarter { warnings.append(.dayUnstated) }
            return items { lead in
                days.map {
                    Phrase.Repeat(
                        lead?.every ?? .month, index: lead?.index, .day($0, months: 0),
                        minute: minute)
                }
            }
        case .spans(let list, let yearly):
            guard yearly || !leads.isEmpty, list.allSatisfy({ $0.year == nil }) else {
                return .spans(list)
            }
            return .items(try list.map { span throws(PhraseError) in try yearlySpan(span, start) })
        case .days(let list, let years):
            let isFull = list.allSatisfy { $0.year != nil }
            guard years != nil || !leads.isEmpty, !isFull else {
                return .days(list.map { $0.at(minute) })
            }
            guard list.allSatisfy({ $0.year == nil && [.solar, .lastDay].contains($0.form) }) else {
                throw stopped(start)
            }
            if leads.contains(where: { $0.every < .month }) { throw stopped(start) }
            if leads.count > 1 {
                guard leads.count == list.count else { throw stopped(start) }
                return .items(
                    zip(leads, list).map { lead, day in
                        Phrase.Repeat(
                            lead.every, index: lead.index,
                            .date(day: day.day, month: day.month, years: years ?? 0), minute: minute
                        )
                    })
            }
            return items { lead in
                list.map {
                    Phrase.Repeat(
                        lead?.every ?? .year, index: lead?.index,
                        .date(day: $0.day, month: $0.month, years: years ?? 0), minute: minute)
                }
            }
        }
    }

    private func yearlySpan(_ span: Phrase.Span, _ start: Int) throws(PhraseError) -> Phrase.Repeat
    {
        switch span {
        case .month(let m, _): return Phrase.Repeat(.month, index: m, .within)
        case .quarter(let q, _): return Phrase.Repeat(.quarter, index: q, .within)
        case .half(let h, _): return Phrase.Repeat(.half, index: h, .within)
        case .firstMonths(9, _): return Phrase.Repeat(.nineMonths, .within)
        default: throw stopped(start)
        }
    }
}

extension Phrase.NamedDay {
    func at(_ minute: Int?) -> Phrase.NamedDay {
        Phrase.NamedDay(day: day, month: month, year: year, form: form, minute: minute)
    }

    func of(_ year: Int?) -> Phrase.NamedDay {
        Phrase.NamedDay(
            day: day, month: month, year: self.year ?? year, form: form, minute: minute)
    }
}
