public import DondocCore

/// What a partner ("cơ quan phối hợp") is told of a plan: the work it takes part in and who leads it.
public struct AssignedNotice: Hashable, Sendable {
    public struct Row: Hashable, Sendable {
        public var ref: String?
        public var title: String
        /// Names of those who lead, in one line.
        public var lead: String
        public var phrase: String

        public init(ref: String?, title: String, lead: String, phrase: String) {
            self.ref = ref
            self.title = title
            self.lead = lead
            self.phrase = phrase
        }

        func tidied(_ limit: Int) -> Row {
            func tidy(_ text: String) -> String { clipped(oneLine(text), limit) }
            return Row(
                ref: ref.map(tidy), title: tidy(title), lead: tidy(lead), phrase: tidy(phrase))
        }
    }

    public var planHeading: String
    public var planId: String
    public var today: Day
    public var agency: String
    public var coordinator: String
    public var rows: [Row]

    public init(
        planHeading: String, planId: String, today: Day, agency: String, coordinator: String,
        rows: [Row]
    ) {
        self.planHeading = planHeading
        self.planId = planId
        self.today = today
        self.agency = agency
        self.coordinator = coordinator
        self.rows = rows
    }

    /// The same notice in clean single lines, none longer than `limit`; rows are tidied when shown.
    func tidied(_ limit: Int) -> AssignedNotice {
        var n = self
        n.planHeading = clipped(oneLine(planHeading), limit)
        n.planId = clipped(oneLine(planId), limit)
        n.agency = clipped(oneLine(agency), limit)
        n.coordinator = clipped(oneLine(coordinator), limit)
        return n
    }
}

extension LetterWriter {
    /// The letter that tells a partner of its part; its first hundred rows and the command for the rest.
    public static func assigned(
        _ notice: AssignedNotice, head: Letterhead, to: String, messageID: String,
        references: String?, at: Moment
    ) -> Letter {
        let subject = subject(notice, isTraining: head.isTraining)
        let message = Message(
            head: head, to: to, subject: subject, messageID: messageID, references: references,
            at: at, key: "\(notice.planId)/assigned/\(notice.today)", number: nil)
        return Letter(
            subject: subject,
            message: fitting(listSizes) { rows, limit in
                message.bytes(
                    page(
                        notice.tidied(limit), head: head, title: clipped(subject, limit),
                        rows: rows, limit: limit))
            })
    }

    /// The plan, and in how much of it one takes part.
    public static func subject(_ notice: AssignedNotice, isTraining: Bool) -> String {
        mark(Words.subject(notice.tidied(80)), isTraining)
    }

    private static func page(
        _ n: AssignedNotice, head: Letterhead, title: String, rows: Int, limit: Int
    ) -> Page {
        var page = Page(title: title)
        if head.isTraining { page.say(Words.trainingNote) }
        page.say(Words.greeting(n.agency))
        page.say(Words.opening(n))
        let shown = n.rows.prefix(rows).map { $0.tidied(limit) }
        if !shown.isEmpty { page.add(.table(Words.assignedColumns, shown.map(Words.cells))) }
        let hidden = n.rows.count - shown.count
        page.say(hidden > 0 ? Words.hidden(hidden) : Words.wholeList)
        page.add(.commands(["dondoc plan show \(n.planId)"]))
        page.say(Words.assignedNote(n.coordinator))
        page.say(Words.closing)
        page.say(clipped(oneLine(head.site), 200))
        return page
    }
}
