public import DondocCore

/// Everything that one recipient is told at one moment: one letter.
public struct DailyNotice: Hashable, Sendable {
    /// What concerns one plan.
    public struct Part: Hashable, Sendable {
        /// Number and title, as letters name the plan.
        public var planHeading: String
        public var planId: String
        /// As printed; a draft's begins with `/`.
        public var planNumber: String?
        public var planTitle: String
        public var issued: Day?
        /// The issuer's name.
        public var issuer: String
        /// In any order; the letter groups them by urgency.
        public var items: [ReminderNotice] = []
        /// Many newly assigned at once, or work to take part in: one row each.
        public var assigned: [AssignedNotice.Row] = []
        /// Whom to ask about what is newly assigned: the coordinator's name.
        public var coordinator = ""
        /// The plan's list of the day, for its coordinator.
        public var list: DigestNotice?

        public init(
            planHeading: String, planId: String, planNumber: String?, planTitle: String,
            issued: Day? = nil, issuer: String
        ) {
            self.planHeading = planHeading
            self.planId = planId
            self.planNumber = planNumber
            self.planTitle = planTitle
            self.issued = issued
            self.issuer = issuer
        }

        /// The plan of a notice, with the notice as its only item.
        public init(_ item: ReminderNotice) {
            self.init(
                planHeading: item.planHeading,
                planId: String(item.key.prefix { $0 != "/" }), planNumber: item.planNumber,
                planTitle: item.planTitle, issued: item.issued, issuer: item.issuer)
            items = [item]
        }

        var isEmpty: Bool { items.isEmpty && assigned.isEmpty && list == nil }
    }

    public var today: Day
    /// Name of an agency, or "đồng chí …" for a person.
    public var addressee: String
    /// Names of those away in whose place the reader hears of all or some of it.
    public var standsFor: [String] = []
    /// In the order in which the letter shows them.
    public var plans: [Part]
    /// Letters that never left and that this one stands for.
    public var replaced = 0
    /// Comes after its hour; items may say so too.
    public var isLate = false

    public init(today: Day, addressee: String, plans: [Part]) {
        self.today = today
        self.addressee = addressee
        self.plans = plans
    }

    var items: [ReminderNotice] { plans.flatMap(\.items) }
    var rows: [AssignedNotice.Row] { plans.flatMap(\.assigned) }
    /// Agencies that nobody reaches, in whose place the reader hears; each once.
    var unreachable: [String] {
        var seen: Set<String> = []
        return items.filter { $0.inPlaceOf != nil }.map(\.agency)
            .filter { seen.insert($0).inserted }
    }
    var lists: [DigestNotice] { plans.compactMap(\.list) }

    /// The item, where the letter says one thing about one obligation and nothing else.
    var onlyItem: ReminderNotice? {
        items.count == 1 && rows.isEmpty && lists.isEmpty ? items.first : nil
    }

    /// The same notice in clean single lines, none longer than `limit`.
    func tidied(_ limit: Int) -> DailyNotice {
        func tidy(_ text: String) -> String { clipped(oneLine(text), limit) }
        var n = self
        n.addressee = tidy(addressee)
        n.standsFor = standsFor.map(tidy)
        for index in n.plans.indices {
            n.plans[index].planHeading = tidy(plans[index].planHeading)
            n.plans[index].planId = tidy(plans[index].planId)
            n.plans[index].planNumber = plans[index].planNumber.map(tidy)
            n.plans[index].planTitle = tidy(plans[index].planTitle)
            n.plans[index].issuer = tidy(plans[index].issuer)
            n.plans[index].coordinator = tidy(plans[index].coordinator)
        }
        return n
    }
}

/// Where an item stands in a letter; the order is that of the letter.
enum Urgency: String, CaseIterable {
    case overdue, returned, today, upcoming, checkins, assigned
}

extension ReminderNotice {
    var urgency: Urgency {
        switch event {
        case .assigned: return .assigned
        case .returned: return .returned
        case .reminder, .pressed: break
        }
        if asksCheckin { return .checkins }
        guard let days = daysLeft, days <= 0 else { return .upcoming }
        return days == 0 ? .today : isRequest ? .upcoming : .overdue
    }

    /// Whether a word on the state of the work is asked for, and no document.
    var asksCheckin: Bool { isCheckin || kind == .quiet }
}
