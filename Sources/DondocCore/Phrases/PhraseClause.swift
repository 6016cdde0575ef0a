/// One clause: what it is about, its bound, its time, and what that comes to.
extension PhraseGrammar {
    mutating func clause(after previous: Clause?) throws(PhraseError) -> Clause {
        let start = at
        while isMark("-", at) || isMark("+", at) { at += 1 }
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
            skipName()
            skipAddressee()
            skipLabels()
            skipLength()
            leads = try self.leads(periodic)
        }
        if isException, leads.contains(where: { $0.year != nil }) { throw stopped(start) }
        guard !leads.isEmpty else {
            if sees("định", "kỳ"), !isAtEnd(at + 2) {
                at += 2
                skipAddressee()
            }
            guard let clause = try timedClause([], start) else { throw stopped() }
            return clause
        }
        rhythm = leads.count == 1 ? leads[0].every : nil
        defer { rhythm = nil }
        let mark = at
        let isOpen = take(mark: "(")
        if !isOpen { skipTimes() }
        if !isOpen { _ = take(mark: ":") || take(mark: ",") }
        skipAddressee()
        if var clause = try timedClause(leads, start) {
            if isOpen, !take(mark: ")") { throw stopped() }
            clause.isException = isException
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
        if let window = try monthlyWindow() {
            return Clause(said: nil, content: .items([Phrase.Repeat(.month, window)]))
        }
        if let (a, b) = try window() {
            // "Hằng năm từ 2022 đến 2024": what comes again in a window is more than its end.
            guard leads.isEmpty else { throw stopped(mark) }
            let content = season(a, b).map { Clause.Content.items([Phrase.Repeat(.year, $0)]) }
            return Clause(said: nil, content: content ?? .window(a, b))
        }
        let bound = bound()
        current = bound
        if bound != nil, isMark(",", at), word(at + 1) == "ngày" { at += 1 }
        var minute = try clock()
        if bound == nil { _ = take(anyOf: "vào", "lúc") }
        skipPartOfDay()
        let isLed = !leads.isEmpty || isNamed
        isNamed = false
        guard let timed = try timed(bound, minute, isLed: isLed) else {
            if minute != nil, leads.first?.every == .day {
                let daily = Phrase.Repeat(.day, .end, minute: minute)
                return Clause(said: bound, content: .items([daily]))
            }
            if bound != nil || minute != nil { throw stopped() }
            at = mark
            return nil
        }
        if minute == nil { minute = try clockAfter() }
        var leads = leads
        skipRhythm(timed)
        if leads.isEmpty { leads = try reportsAfter(timed) }
        let isFor = leads.first?.every
        let content = try combined(timed, leads, minute, mark)
        skipRhythm(timed)
        return Clause(said: current, content: try without(try exceptions(isFor, content), content))
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
        case .daily where minute == nil && current != nil: throw stopped(start)
        case .daily: return .items([Phrase.Repeat(.day, .end, minute: minute)])
        case .weekdays(let list):
            return .items(list.map { Phrase.Repeat(.week, .weekday($0), minute: minute) })
        case .lastMonth:
            guard current != .before else { throw stopped(start) }
            return .items([Phrase.Repeat(.quarter, .lastMonth)])
        case .lastWorkingDay(let every):
            guard leads.allSatisfy({ $0.index == nil || $0.every == every }) else {
                throw stopped(start)
            }
            return items { [Phrase.Repeat(every, index: $0?.index, .lastWorkingDay)] }
        case .place(let place, let every):
            guard leads.allSatisfy({ $0.index == nil || $0.every == every }) else {
                throw stopped(start)
            }
            return items { [Phrase.Repeat(every, index: $0?.index, place, minute: minute)] }
        case .monthly(let days, let every, let months):
            // "Báo cáo năm … ngày 15 của tháng sau": the month after the year.
            let isNext = every == .month && months == 1
            guard leads.allSatisfy({ $0.index == nil || $0.every == every || isNext }) else {
                throw stopped(start)
            }
            return items { lead in
                let every = isNext ? lead.map { max($0.every, every) } ?? every : every
                return days.map {
                    Phrase.Repeat(
                        every, index: lead?.index, .day($0, months: months), minute: minute)
                }
            }
        case .periodMonth(let days, let months):
            guard !leads.isEmpty, leads.allSatisfy({ $0.every >= .month }) else {
                warnings.append(.periodUnstated)
                return .elsewhere
            }
            return items { lead in
                days.map {
                    Phrase.Repeat(
                        lead?.every ?? .month, index: lead?.index, .day($0, months: months),
                        minute: minute)
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
                // "Hằng năm (2022-2024)" is not the end of 2024.
                guard
                    leads.isEmpty
                        || !list.contains(where: { $0.kind == .stage || $0.kind == .year })
                else { throw stopped(start) }
                return .spans(list)
            }
            return .items(try list.map { span throws(PhraseError) in try yearlySpan(span, start) })
        case .days(let list, let years):
            let isFull = list.allSatisfy { $0.year != nil }
            guard years != nil || !leads.isEmpty, !isFull else {
                return .days(list.map { $0.at(minute) })
            }
            if list.allSatisfy({ $0.form == .lunar && $0.year == nil }),
                leads.allSatisfy({ $0.every == .year && $0.index == nil && $0.year == nil }),
                (years ?? 0) == 0
            {
                return .items(
                    list.map {
                        Phrase.Repeat(
                            .year, .lunarDate(day: $0.day, month: $0.month), minute: minute)
                    })
            }
            guard list.allSatisfy({ $0.year == nil && [.solar, .lastDay].contains($0.form) }) else {
                throw stopped(start)
            }
            let list = list.map(\.asDayOfMonth)
            // "05/7 và 05/01 năm sau": only the day that comes after the new year is next year's.
            func shift(of day: Phrase.NamedDay) -> Int {
                let isEarlier = list.last.map { (day.month, day.day) > ($0.month, $0.day) } ?? false
                return years == 1 && isEarlier ? 0 : years ?? 0
            }
            // "Báo cáo quý IV trước ngày 05/01": of the year that follows.
            func shift(of day: Phrase.NamedDay, _ lead: Lead?) -> Int {
                let isAfter =
                    lead.map {
                        ($0.index != nil || $0.isReport && $0.every == .year)
                            && day.month < min($0.lastMonth - 2, $0.index == nil ? 3 : 12)
                    } ?? false
                return years == nil && isAfter ? 1 : shift(of: day)
            }
            if leads.contains(where: { $0.every < .month }) { throw stopped(start) }
            if leads.contains(where: { $0.year != nil }) {
                return .days(try dated(list, leads, start).map { $0.at(minute) })
            }
            if leads.count > 1 {
                guard leads.count == list.count else { throw stopped(start) }
                return .items(
                    zip(leads, list).map { lead, day in
                        Phrase.Repeat(
                            lead.every, index: lead.index,
                            .date(day: day.day, month: day.month, years: shift(of: day, lead)),
                            minute: minute
                        )
                    })
            }
            return items { lead in
                list.map {
                    Phrase.Repeat(
                        lead?.every ?? .year, index: lead?.index,
                        .date(day: $0.day, month: $0.month, years: shift(of: $0, lead)),
                        minute: minute)
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

    /// "Báo cáo quý IV/2024 trước ngày 15/01": a day of the year of the report, or of the next one
    /// where it would lie before the report's time.
    private func dated(_ list: [Phrase.NamedDay], _ leads: [Lead], _ start: Int) throws(PhraseError)
        -> [Phrase.NamedDay]
    {
        guard leads.count == list.count || leads.count == 1 else { throw stopped(start) }
        return try list.enumerated().map { i, day throws(PhraseError) in
            let lead = leads.count == 1 ? leads[0] : leads[i]
            guard let year = lead.year ?? leads.last?.year, [.solar, .lastDay].contains(day.form)
            else { throw stopped(start) }
            return day.of(day.month < lead.lastMonth - 2 ? year + 1 : year)
        }
    }
}

extension Lead {
    /// The last month of its period.
    var lastMonth: Int {
        switch every {
        case .month: index ?? 12
        case .quarter: (index ?? 4) * 3
        case .half: (index ?? 2) * 6
        case .nineMonths: 9
        case .day, .week, .year: 12
        }
    }
}
