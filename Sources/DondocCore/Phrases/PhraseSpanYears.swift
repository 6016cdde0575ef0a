/// What kind of span it is, and its year.
extension Phrase.Span {
    var kind: Phrase.Kind {
        switch self {
        case .month: .month
        case .quarter: .quarter
        case .half: .half
        case .firstMonths, .lastMonths, .schoolYear, .week: .window
        case .year, .yearAndLater, .whole, .part: .year
        case .stage, .stageAndLater, .wholeStage: .stage
        }
    }

    var leavesYearOpen: Bool {
        switch self {
        case .whole, .wholeStage, .part: false
        default: year == nil
        }
    }

    /// The year as said; nil when the plan gives it.
    var year: Int? {
        switch self {
        case .month(_, let y), .quarter(_, let y), .half(_, let y), .firstMonths(_, let y),
            .lastMonths(_, let y), .year(let y), .week(_, _, let y):
            y
        case .yearAndLater(let y), .stage(_, let y), .stageAndLater(_, let y),
            .schoolYear(let y):
            y
        case .whole, .wholeStage, .part: nil
        }
    }

    /// A month, a quarter, a half or some months, of any year; nil for other spans.
    var withoutYear: Phrase.Span? {
        switch self {
        case .month(let m, _): .month(m, year: nil)
        case .quarter(let q, _): .quarter(q, year: nil)
        case .half(let h, _): .half(h, year: nil)
        case .firstMonths(let n, _): .firstMonths(n, year: nil)
        case .lastMonths(let n, _): .lastMonths(n, year: nil)
        default: nil
        }
    }

    /// The same span with a year where none was said.
    func of(_ year: Int?) -> Phrase.Span {
        guard let year, self.year == nil else { return self }
        switch self {
        case .month(let m, _): return .month(m, year: year)
        case .quarter(let q, _): return .quarter(q, year: year)
        case .half(let h, _): return .half(h, year: year)
        case .firstMonths(let n, _): return .firstMonths(n, year: year)
        case .lastMonths(let n, _): return .lastMonths(n, year: year)
        case .week(let n, let m, _): return .week(n, month: m, year: year)
        case .year: return .year(year)
        default: return self
        }
    }
}

extension Phrase.End {
    var leavesYearOpen: Bool {
        switch self {
        case .day(let named): named.year == nil
        case .span(let span): span.leavesYearOpen
        case .now, .open: false
        }
    }
}
