extension Plan {
    /// Something lawful to load that a careful coordinator would want to see.
    ///
    /// It is shown and never repaired; a plan with findings loads as one without.
    public struct Finding: Hashable, Sendable {
        /// The value of the file that it is about.
        public enum Field: Hashable, Sendable {
            case due
            case covers
            /// The name of this report in `after`.
            case after(String)
            /// The plan's own `period`.
            case period
        }

        /// The task or report; nil where the plan as a whole is meant.
        public let task: String?
        public let field: Field
        /// With the facts of the first day that it holds for.
        public let cause: Cause
        /// Days, or periods, that it holds for: at least 1, and 1 where no day is meant.
        public internal(set) var count: Int
        /// Further tasks of which just the same is true, in the order of the file.
        public internal(set) var alsoIn: [String]

        init(
            _ cause: Cause, of task: String? = nil, at field: Field = .due, count: Int = 1,
            alsoIn: [String] = []
        ) {
            self.task = task
            self.field = field
            self.cause = cause
            self.count = count
            self.alsoIn = alsoIn
        }

        /// Every task it is about.
        public var tasks: [String] { (task.map { [$0] } ?? []) + alsoIn }
    }
}

extension Plan.Finding {
    /// What is wrong, with the actual days.
    public enum Cause: Hashable, Sendable {
        /// No working day after the closing of the figures up to the due day.
        ///
        /// Source: Nghị định 09/2019/NĐ-CP, Điều 8.5.
        /// `earliest` is the first working day after the closing.
        case noDayAfterClosing(closing: Day, due: Day, earliest: Day)
        /// Due within a week before the next closing and long after the last one, `closed`, whose
        /// figures it therefore has.
        case dueBeforeClosing(closing: Day, due: Day, closed: Day)
        /// The report waits for an input that is due after it, or on the day before which it must be
        /// in itself.
        case inputTooLate(Input, due: Day)
        /// The input is due first, but no working day is left to sum it up.
        case noDayAfterInput(Input, due: Day)
        /// A repeat of which no day falls into the plan's period.
        case neverInPeriod(Period)
        /// A repeat whose days, the last of them `last`, had all passed when the plan was signed.
        case allBeforeIssue(last: Day, issued: Day)
        /// Counted from the plan's signing, whose day the plan does not have.
        case issueDayMissing
        case dueBeforeIssue(due: Day, issued: Day)
        /// Due before today, in a plan that still runs.
        case duePast(due: Day, today: Day)
        /// The whole period is over; `ahead` are the due days still to come, oldest first.
        case planOver(ended: Day, ahead: [Day])
        /// A named day that nobody works on and that the plan does not move; nil for a weekend.
        case dueOnDayOff(due: Day, name: String?, actBy: Day)
        /// Same lead, same title and a day in common with the task or report of this id.
        case sameWork(as: String, due: Day)
        /// Same lead, same addressee, same due day and same data window as the report of this id.
        case sameReport(as: String, due: Day, covers: ClosedRange<Day>)
        /// The phrase says one day, or one repeat, twice; nil for a repeat.
        case saidTwice(Day?)
        /// A year before the plan's first one.
        case yearTooEarly(due: Day, first: Int)
        /// More than three months after the plan's end.
        case yearTooLate(due: Day, ended: Day)
        /// Without a year the day lies more than six months before the signing.
        case yearLeftOut(due: Day, issued: Day)
        /// The report that discharges the task is not due on the task's own day.
        case reportDiffers(report: String, reportDue: Day, due: Day)
        /// Due days lie in years whose days off are foreseen only, or not known at all.
        case daysOffUncertain(forecast: [Int], missing: [Int])
    }

    /// A report that another one waits for, with its latest day among those waited for.
    public struct Input: Hashable, Sendable {
        public let report: String
        public let due: Day
        /// The waiting report's period where none of the input's several periods is the same: then
        /// it waits for all of them.
        public let unmatched: String?

        public init(report: String, due: Day, unmatched: String?) {
            self.report = report
            self.due = due
            self.unmatched = unmatched
        }
    }
}

extension Plan.Finding.Cause {
    /// The check without its facts: causes of one kind are counted together.
    enum Kind {
        case noDayAfterClosing, dueBeforeClosing, inputTooLate, noDayAfterInput, neverInPeriod
        case allBeforeIssue, issueDayMissing, dueBeforeIssue, duePast, planOver, dueOnDayOff
        case sameWork, sameReport, saidTwice, yearTooEarly, yearTooLate, yearLeftOut, reportDiffers,
            daysOffUncertain
    }

    var kind: Kind {
        switch self {
        case .noDayAfterClosing: .noDayAfterClosing
        case .dueBeforeClosing: .dueBeforeClosing
        case .inputTooLate: .inputTooLate
        case .noDayAfterInput: .noDayAfterInput
        case .neverInPeriod: .neverInPeriod
        case .allBeforeIssue: .allBeforeIssue
        case .issueDayMissing: .issueDayMissing
        case .dueBeforeIssue: .dueBeforeIssue
        case .duePast: .duePast
        case .planOver: .planOver
        case .dueOnDayOff: .dueOnDayOff
        case .sameWork: .sameWork
        case .sameReport: .sameReport
        case .saidTwice: .saidTwice
        case .yearTooEarly: .yearTooEarly
        case .yearTooLate: .yearTooLate
        case .yearLeftOut: .yearLeftOut
        case .reportDiffers: .reportDiffers
        case .daysOffUncertain: .daysOffUncertain
        }
    }
}
