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

/// Each once, in the order of the first.
private func unique<T: Hashable>(_ list: [T]) -> [T] {
    guard list.count > 1 else { return list }
    var seen: Set<T> = []
    return list.filter { seen.insert($0).inserted }
}
