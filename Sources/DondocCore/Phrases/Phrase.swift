/// What a due phrase of a plan means: "trước ngày 15/6/2023", "Quý I/2023", "Cả năm", "Thường xuyên".
///
/// The text stays verbatim; `rule` is its meaning before any plan is known, and
/// `dates(in:)` makes days of it.
public struct Phrase: Hashable, Sendable {
    public enum Kind: String, Hashable, Sendable {
        case date, window, month, quarter, half, year, stage, recurring, continuous, relative
        case onDemand = "on-demand"
        case none
    }

    /// How the phrase holds its day: `before` excludes it by the letter, the others include it.
    public enum Bound: String, Hashable, Sendable { case before, by, on, within }

    /// A named day; the year may be left to the plan.
    public struct NamedDay: Hashable, Sendable {
        /// What the numbers of a named day count.
        public enum Form: String, Hashable, Sendable {
            /// Day, month and year of the solar calendar.
            case solar
            /// Day, month and year of the lunar calendar, said to be so.
            case lunar
            /// The last day of the month, whatever its length.
            case lastDay
            /// The last working day of the month.
            case lastWorkingDay
            /// First and last day of a quarter, whose number stands in `month`.
            case quarterStart, quarterEnd
            /// The feast of Tết as a span that "trước" excludes whole.
            case tet
        }

        public let day: Int
        public let month: Int
        public let year: Int?
        public let form: Form
        /// Minutes after midnight where an hour is said: 0…1440.
        public let minute: Int?

        init(day: Int, month: Int, year: Int?, form: Form = .solar, minute: Int? = nil) {
            self.day = day
            self.month = month
            self.year = year
            self.form = form
            self.minute = minute
        }
    }

    /// A named span of months.
    public enum Span: Hashable, Sendable {
        case month(Int, year: Int?)
        case quarter(Int, year: Int?)
        case half(Int, year: Int?)
        /// "9 tháng đầu năm", "3 tháng đầu năm".
        case firstMonths(Int, year: Int?)
        /// "3 tháng cuối năm".
        case lastMonths(Int, year: Int?)
        /// "Năm 2023"; "trong năm" leaves the year to the plan.
        case year(Int?)
        /// "Năm 2019 và các năm tiếp theo": due with its first year, then open-ended.
        case yearAndLater(Int)
        /// "Giai đoạn 2021-2025".
        case stage(Int, Int)
        /// "Giai đoạn 2021-2025 và những năm tiếp theo": due with the stage, then open-ended.
        case stageAndLater(Int, Int)
        /// "Tuần 1 tháng 6": days 1–7; 5 is the last seven days. A proposal: no law counts so.
        case week(Int, month: Int, year: Int?)
        /// "Năm học 2023-2024", named by its first year; its end is a proposal.
        case schoolYear(Int)
        /// "Cả năm": the plan's own period.
        case whole
        /// "Cả giai đoạn": the plan's own period.
        case wholeStage
        /// "Đầu kỳ", "giữa kỳ", "cuối kỳ" (1…3): the first, middle, last year of the plan.
        case part(Int)
    }

    /// One end of a window.
    public enum End: Hashable, Sendable {
        case day(NamedDay)
        case span(Span)
        /// "Từ nay", "từ khi ban hành".
        case now
        /// "Từ tháng 3/2023" alone: the end of the plan is proposed.
        case open
    }

    /// How often something repeats, shortest first.
    public enum Frequency: Int, Hashable, Sendable, Comparable, CaseIterable {
        case day, week, month, quarter, half
        /// "9 tháng": once a year, by 30 September.
        case nineMonths
        case year

        public static func < (a: Frequency, b: Frequency) -> Bool { a.rawValue < b.rawValue }
    }

    public enum Rule: Hashable, Sendable {
        case days([NamedDay])
        case span(Span)
        /// Several milestones: "tháng 3, tháng 6 và tháng 9".
        case spans([Span])
        case window(from: End, to: End)
        case repeating([Repeat])
        /// Several in one cell, each with its own bound: "dự thảo tháng 3; trình trước ngày 20/5".
        case milestones([Milestone])
        case counted(Count)
        /// "Ngay sau khi có kết quả": follows an event, at no stated distance.
        case afterEvent
        case continuous
        /// When somebody asks: no day of its own.
        case onDemand
        /// Fixed in another document, or by a person: "theo quy định", "định kỳ" alone.
        case elsewhere
        /// The document says nothing (`due: unknown`).
        case unknown
    }

    /// One of several in one cell: days, spans or a window.
    public struct Milestone: Hashable, Sendable {
        public let bound: Bound?
        public let rule: Rule
    }

    public enum Warning: String, Hashable, Sendable {
        /// The period of a repeat is not stated: a person must fix it.
        case periodUnstated = "period-unstated"
        /// The day within each period is not stated: its last day is proposed.
        case dayUnstated = "day-unstated"
        /// "báo cáo nhanh" beside the periodic ones: on demand, so it makes no day.
        case alsoOnDemand = "also-on-demand"
        /// Periods that had ended when the plan was issued make no obligation.
        case pastPeriods = "past-periods"
        /// The day off data of a year are missing: only weekends were counted.
        case calendarMissing = "calendar-missing"
        /// Work that goes on beside its day: "Quý II/2023 và thường xuyên".
        case alsoContinuous = "also-continuous"
        /// The same day or span twice in one phrase: a slip, counted once.
        case saidTwice = "said-twice"
        /// The days off of a year are not announced yet: the law's forecast was counted.
        case calendarForecast = "calendar-forecast"
        /// No year is said: that of the signing was taken.
        case yearFromIssued = "year-from-issued"
        /// No year is said and no plan is known: the present one was taken.
        case yearFromToday = "year-from-today"
        /// A window without years would end before it begins: it runs into the next year.
        case yearGuessed = "year-guessed"
    }

    public let text: String
    public let bound: Bound?
    public let rule: Rule
    public let warnings: [Warning]

    init(text: String, bound: Bound?, rule: Rule, warnings: [Warning] = []) {
        self.text = text
        self.bound = bound
        self.rule = rule.saidOnce
        var warnings = warnings
        if self.rule != rule { warnings.append(.saidTwice) }
        let isProposed =
            if case .repeating(let list) = rule { list.contains(where: \.isAssumed) } else { false }
        self.warnings =
            isProposed && !warnings.contains(.dayUnstated) ? warnings + [.dayUnstated] : warnings
    }

    public var kind: Kind {
        switch rule {
        case .days: .date
        case .span(let span): span.kind
        case .spans(let list): list.first?.kind ?? .none
        case .milestones(let list): list.first?.phrase.kind ?? .none
        case .window: .window
        case .repeating: .recurring
        case .counted, .afterEvent: .relative
        case .continuous: .continuous
        case .onDemand: .onDemand
        case .elsewhere, .unknown: .none
        }
    }

    /// True when the days are our reading and not the document's word.
    ///
    /// A year taken from the signing date is a proposal too: see `DueDate.isAssumed`.
    public var isAssumed: Bool {
        if warnings.contains(.dayUnstated) { return true }
        switch rule {
        case .days(let list):
            // "05/7 và 05/01": whether the second is next year's, the text does not say.
            let isOpen = list.count > 1 && list.allSatisfy { $0.year == nil && $0.form == .solar }
            let falls = zip(list, list.dropFirst()).contains {
                $1.month <= 3 && $0.month >= $1.month + 6
            }
            return isOpen && falls
                || list.contains { [.quarterStart, .quarterEnd, .tet].contains($0.form) }
        case .span(.schoolYear), .span(.part), .span(.week), .window(_, .open),
            .window(_, .span(.schoolYear)), .window(_, .span(.week)):
            return true
        case .spans(let list):
            return list.contains { if case .week = $0 { true } else { false } }
        case .counted(let count): return count.isFloor
        case .milestones(let list):
            return list.contains { $0.phrase.isAssumed } || list.hasDayInSpan
        case .repeating(let list): return list.contains(where: \.isAssumed)
        default: return false
        }
    }

    /// True when a day, month, quarter, half or year stands without its year.
    public var leavesYearOpen: Bool {
        switch rule {
        case .days(let list): list.contains { $0.year == nil }
        case .span(let span): span.leavesYearOpen
        case .spans(let list): list.contains(where: \.leavesYearOpen)
        case .window(let from, let to): from.leavesYearOpen || to.leavesYearOpen
        case .counted(let count):
            if case .day(let named) = count.event { named.year == nil } else { false }
        default: false
        }
    }

    /// True for "trong vòng 05 ngày kể từ ngày nhận được": a person must say when that was.
    public var countsFromEvent: Bool {
        guard case .counted(let count) = rule else { return false }
        if case .day = count.event { return false }
        return true
    }

    /// True for "kể từ ngày ban hành": the plan's signing is the event, unless another is entered.
    public var countsFromIssue: Bool {
        if case .counted(let count) = rule { count.event == .issued } else { false }
    }

    /// Work without a day of its own, or of the whole period: asked for a check-in each quarter.
    public var asksCheckin: Bool {
        switch rule {
        case .continuous, .unknown, .elsewhere, .span(.whole), .span(.wholeStage): true
        default: false
        }
    }
}

extension Phrase.Milestone {
    /// The milestone as a phrase of its own.
    var phrase: Phrase { Phrase(text: "", bound: bound, rule: rule) }
}
