/// The plain English forms.
extension PhraseGrammar {
    /// "by 15 June 2023", "before 2023-06-15", "monthly by day 25", "Q1/2023", "all year".
    mutating func english() throws(PhraseError) -> (Phrase.Bound?, Phrase.Rule)? {
        if take("all", "year") { return (.within, .span(.whole)) }
        let rhythms: [String: Phrase.Frequency] = [
            "daily": .day, "weekly": .week, "monthly": .month, "quarterly": .quarter,
            "yearly": .year, "annually": .year,
        ]
        if let every = word(at).flatMap({ rhythms[$0] }) {
            at += 1
            guard every == .month, let bound = englishBound() else {
                return (nil, .repeating([Phrase.Repeat(every)]))
            }
            _ = take("the")
            _ = take("day")
            guard let n = number(at) else { throw stopped() }
            guard (1...31).contains(n) else {
                throw PhraseError(
                    problem: .noSuchDay(day: n, month: 1, year: nil), offset: offset)
            }
            at += 1
            return (bound, .repeating([Phrase.Repeat(.month, .day(n, months: 0))]))
        }
        let bound = englishBound()
        if take("q") {
            guard case .quarter(let q, let year) = try quarter() else { throw stopped() }
            return (bound == .on ? .within : bound ?? .within, .span(.quarter(q, year: year)))
        }
        let start = at
        if let day = try englishDay() { return (bound ?? .on, .days([day])) }
        guard let bound else { return nil }
        guard at == start, let raw = try rawDay(), raw.month != nil else { throw stopped() }
        return (bound, .days([try checked(raw)]))
    }

    private mutating func englishBound() -> Phrase.Bound? {
        if take("before") { return .before }
        if take("by") || take("no", "later", "than") { return .by }
        return take("on") ? .on : nil
    }

    /// "15 June 2023", "2023-06-15".
    private mutating func englishDay() throws(PhraseError) -> Phrase.NamedDay? {
        if isYear(at), isMark("-", at + 1), digits(at + 2) == 2, isMark("-", at + 3),
            let year = number(at), let month = number(at + 2), let day = number(at + 4)
        {
            let named = try checked(RawDay(day: day, month: month, year: year, start: at))
            at += 5
            return named
        }
        let months = [
            "january", "february", "march", "april", "may", "june", "july", "august", "september",
            "october", "november", "december",
        ]
        guard let day = number(at), let month = word(at + 1).flatMap({ months.firstIndex(of: $0) })
        else { return nil }
        let start = at
        at += 2
        let year = isNumber ? try self.year() : nil
        return try checked(RawDay(day: day, month: month + 1, year: year, start: start))
    }
}
