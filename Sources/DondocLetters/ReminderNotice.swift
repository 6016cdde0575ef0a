public import DondocCore

/// One thing to say about one obligation, to the agency that answers for it or to whoever watches.
public struct ReminderNotice: Hashable, Sendable {
    /// As what the reader hears of the work; the most charged one where several fit.
    public enum Role: String, Hashable, Sendable, CaseIterable {
        /// Owes the work (chủ trì, or the report).
        case lead
        /// Leads the agency that owes it (lãnh đạo).
        case leader
        /// The level above that agency (cấp trên).
        case above
        /// Watches the plan and presses (đầu mối theo dõi, đôn đốc).
        case coordinator
        /// Takes part (phối hợp).
        case partner
    }

    /// What has happened to the work; most letters only remind of it.
    public enum Event: Hashable, Sendable {
        case reminder
        /// New on the reader's table.
        case assigned
        /// The claim was not confirmed (trả lại).
        case returned(why: String)
        /// Somebody presses for it (đôn đốc ngay), with a word of his own.
        case pressed(by: String, note: String?)
    }

    /// Reports of the units that a consolidated report (báo cáo tổng hợp) waits for.
    public struct Inputs: Hashable, Sendable {
        public var done: Int
        public var total: Int
        /// Names of units whose report is missing, in the order of the group.
        public var missing: [String]

        public init(done: Int, total: Int, missing: [String]) {
            self.done = done
            self.total = total
            self.missing = missing
        }
    }

    public var kind: NoticeKind
    public var event = Event.reminder
    public var role = Role.lead
    /// Asks for a quarter's check-in; `checkinPeriod` is its label, `2023-Q1`, also for `quiet`.
    public var isCheckin = false
    public var checkinPeriod: String?
    /// Comes after its hour: the system was not running, or could not or was not to send it.
    public var isLate = false
    /// How many of the reader's reminders this one stands for, and how many of them, from before, did
    /// not go out in their time.
    public var merged = 1
    public var missed = 0
    /// The template of its sentence, `wording-NAME`, where its step has words of its own.
    public var wording: String?
    /// Which overdue reminder this is, from 1; 0 when it is none.
    public var overdueCount = 0

    public var planHeading: String
    /// As printed; a draft's begins with `/`.
    public var planNumber: String?
    public var planTitle: String
    public var issued: Day?
    /// The issuer's name.
    public var issuer: String

    /// Short number and full key.
    public var number: Int
    public var key: String
    public var title: String
    public var ref: String?
    /// The agency's full name.
    public var agency: String
    /// A report is owed (báo cáo); otherwise a task is led (chủ trì).
    public var isReport: Bool
    /// "đề nghị": asked for, never late.
    public var isRequest = false
    /// The document's words for the time, verbatim.
    public var phrase: String
    public var due: Day?
    /// Counts the due days that the obligation has had, from 1: `SEQUENCE` of the calendar's event.
    public var dueVersion = 1
    public var actBy: Day?
    public var today: Day
    public var product: String?
    /// What a claim must carry; the command to answer with names it.
    public var proof = Plan.Proof.none
    /// The agency's id where the reader hears in its place: nobody reaches it.
    public var inPlaceOf: String?
    /// The data window of a periodic report.
    public var covers: ClosedRange<Day>?
    /// Names of the addressees of a report, and through whom it goes.
    public var to: [String] = []
    public var via: [String] = []
    public var inputs: Inputs?

    public init(
        kind: NoticeKind, planHeading: String, planNumber: String?, planTitle: String,
        issuer: String, number: Int, key: String, title: String, agency: String, isReport: Bool,
        phrase: String, due: Day?, today: Day
    ) {
        self.kind = kind
        self.planHeading = planHeading
        self.planNumber = planNumber
        self.planTitle = planTitle
        self.issuer = issuer
        self.number = number
        self.key = key
        self.title = title
        self.agency = agency
        self.isReport = isReport
        self.phrase = phrase
        self.due = due
        self.today = today
    }

    /// Calendar days until the due day; negative after it.
    var daysLeft: Int? { due.map { $0 - today } }

    /// The same notice in clean single lines, none longer than `limit`.
    func tidied(_ limit: Int) -> ReminderNotice {
        func tidy(_ text: String) -> String { clipped(oneLine(text), limit) }
        func tidy(_ names: [String]) -> [String] { names.prefix(20).map(tidy) }
        var n = self
        n.checkinPeriod = checkinPeriod.map(tidy)
        n.event =
            switch event {
            case .reminder, .assigned: event
            case .returned(let why): .returned(why: tidy(why))
            case .pressed(let by, let note): .pressed(by: tidy(by), note: note.map(tidy))
            }
        n.planHeading = tidy(planHeading)
        n.planNumber = planNumber.map(tidy)
        n.planTitle = tidy(planTitle)
        n.issuer = tidy(issuer)
        n.key = tidy(key)
        n.title = tidy(title)
        n.ref = ref.map(tidy)
        n.agency = tidy(agency)
        n.phrase = tidy(phrase)
        n.product = product.map(tidy)
        n.to = tidy(to)
        n.via = tidy(via)
        n.inputs?.missing = (inputs?.missing ?? []).prefix(Words.namesShown + 1).map(tidy)
        return n
    }
}
