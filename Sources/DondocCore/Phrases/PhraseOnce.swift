extension Phrase.Rule {
    /// The rule with each day, span or milestone once: a repetition is a slip.
    var saidOnce: Phrase.Rule {
        switch self {
        case .days(let list): return .days(unique(list))
        case .spans(let list):
            let each = unique(list)
            return each.count == 1 ? .span(each[0]) : .spans(each)
        case .milestones(let list):
            var each: [Phrase.Milestone] = []
            for one in list {
                let one = Phrase.Milestone(bound: one.bound, rule: one.rule.saidOnce)
                if each.last != one { each.append(one) }
            }
            return each.count == 1 ? each[0].rule : .milestones(each)
        default: return self
        }
    }
}

extension [Phrase.Milestone] {
    /// "Tháng 6, trước ngày 20/6": two milestones, or one said twice, the text does not tell.
    var hasDayInSpan: Bool {
        let spans = flatMap { one -> [Phrase.Span] in
            switch one.rule {
            case .span(let span): [span]
            case .spans(let list): list
            default: []
            }
        }
        return contains { one in
            guard case .days(let days) = one.rule else { return false }
            return days.contains { day in spans.contains { $0.holds(day) } }
        }
    }
}

extension Phrase.Span {
    /// True when the day lies in it, as far as their years are said.
    fileprivate func holds(_ day: Phrase.NamedDay) -> Bool {
        if let a = year, let b = day.year, a != b { return false }
        return switch self {
        case .month(let m, _): day.month == m
        case .quarter(let q, _): (day.month + 2) / 3 == q
        case .half(let h, _): (day.month + 5) / 6 == h
        case .year, .whole: true
        default: false
        }
    }
}

/// Each once, in the order of the first.
private func unique<T: Hashable>(_ list: [T]) -> [T] {
    guard list.count > 1 else { return list }
    var seen: Set<T> = []
    return list.filter { seen.insert($0).inserted }
}
