import DondocCore

/// How much a letter says; smaller ones are tried until it fits.
struct LetterSize {
    /// Every fact of an item, or one line.
    var full = true
    var rows = 100
    var plans = Int.max
    /// Characters of a value.
    var limit: Int
    /// Events of the calendar.
    var events: Int

    /// For a letter about one thing.
    static let one = [(500, 1), (200, 1), (80, 1), (30, 1), (12, 0)].map {
        LetterSize(limit: $0.0, events: $0.1)
    }

    /// For all others.
    static let many =
        [
            LetterSize(limit: 500, events: 30), LetterSize(limit: 200, events: 30),
            LetterSize(limit: 80, events: 10),
        ]
        + [(300, 20), (120, 10), (60, 5)].map { LetterSize(full: false, limit: $0.0, events: $0.1) }
        + stride(from: 95, through: 5, by: -5).map {
            LetterSize(full: false, rows: $0, limit: 60, events: 5)
        }
        + [(20, 20), (10, 10), (5, 5), (0, 2), (0, 0)].map {
            LetterSize(full: false, rows: $0.0, plans: $0.1, limit: $0.1 > 2 ? 60 : 12, events: 0)
        }
}

/// Makes the fields of a whole letter.
struct LetterFields {
    let notice: DailyNotice
    let site: String
    let isTraining: Bool
    let size: LetterSize
    let voice: Voice
    /// Places of items in the letter that are shown, by plan.
    private let shown: [Set<Int>]
    /// Rows that are left for what is no item.
    private var room: Int

    init(
        _ notice: DailyNotice, site: String, isTraining: Bool, _ size: LetterSize, _ voice: Voice
    ) {
        self.notice = notice.tidied(size.limit)
        self.site = site
        self.isTraining = isTraining
        self.size = size
        self.voice = voice
        // The most urgent of all plans come first into the room that there is.
        let ranks = Dictionary(
            uniqueKeysWithValues: Urgency.allCases.enumerated().map { ($1, $0) })
        let places = notice.plans.prefix(size.plans).enumerated().flatMap { plan, part in
            part.items.enumerated().map { (plan, item: $0, rank: ranks[$1.urgency] ?? 0) }
        }
        let chosen = places.sorted { ($0.rank, $0.0, $0.item) < ($1.rank, $1.0, $1.item) }
            .prefix(size.rows)
        shown = notice.plans.indices.map { plan in
            Set(chosen.filter { $0.0 == plan }.map(\.item))
        }
        room = size.rows - chosen.count
    }

    /// What the letter's template may say; its calendar has so many events.
    func fields(events: Int) -> Fields {
        var maker = self
        let only = notice.onlyItem
        let items = notice.items
        let isLate =
            notice.isLate || items.contains(where: \.isLate)
            || notice.lists.contains(where: \.isLate)
        return [
            "addressee": .text(notice.addressee),
            "site": .text(clipped(oneLine(site), 200)),
            "today": .text(Words.written(notice.today)),
            "training": .flag(isTraining),
            "late": .flag(isLate),
            "unreachable": .text(
                Words.few(notice.unreachable.map { clipped(oneLine($0), size.limit) })),
            "stands-for": .text(Words.few(notice.standsFor)),
            "replaced": .number(notice.replaced > 0 ? notice.replaced : nil),
            "calendar": .number(events > 0 ? events : nil),
            "one": .list(
                only.map {
                    [Fields($0.tidied(size.limit), full: true, isAlone: true, voice)]
                } ?? []),
            "many": .flag(only == nil && !items.isEmpty),
            "summary": .text(Words.summary(notice)),
            "plans": .list(
                only == nil
                    ? notice.plans.indices.prefix(size.plans).map { maker.plan($0) } : []),
            "hidden-plans": .number(
                notice.plans.count > size.plans ? notice.plans.count - size.plans : nil),
        ]
    }

    private mutating func plan(_ index: Int) -> Fields {
        let part = notice.plans[index]
        let hidden = part.items.count - shown[index].count
        let isMine = part.items.contains { $0.role == .lead || $0.role == .leader }
        return [
            "heading": .text(part.planHeading),
            "headed": .flag(!notice.items.isEmpty || notice.plans.count > 1),
            "plan": .text(Words.plan(part)),
            "plan-title": .text(Words.isNumbered(part.planNumber) ? part.planTitle : nil),
            "plan-id": .text(part.planId),
            "groups": .list(groups(part, shown[index])),
            "hidden": .number(hidden > 0 ? hidden : nil),
            "rest-command": .text(
                "dondoc list --plan \(part.planId)" + (isMine ? " --mine" : "")),
            "assignments": .list(
                [ReminderNotice.Role.lead, .partner].compactMap { assignments(part, $0) }),
            "lists": .list(part.list.map { [list($0)] } ?? []),
        ]
    }

    private func groups(_ part: DailyNotice.Part, _ shown: Set<Int>) -> [Fields] {
        let items = part.items.enumerated()
        return Urgency.allCases.compactMap { urgency in
            let all = items.filter { $1.urgency == urgency }
            guard !all.isEmpty else { return nil }
            return [
                "urgency": .text(Words.heading(urgency)),
                "hot": .flag([.overdue, .returned, .today].contains(urgency)),
                "count": .number(all.count),
                "items": .list(
                    all.filter { shown.contains($0.offset) }
                        .sorted { Self.order($0.element) < Self.order($1.element) }
                        .map {
                            Fields(
                                $0.element.tidied(size.limit), full: size.full, isAlone: false,
                                voice)
                        }),
            ]
        }
    }

    /// By due day, then by number; what has no day comes last.
    private static func order(_ item: ReminderNotice) -> (Int, Int) {
        (item.due?.number ?? .max, item.number)
    }

    private mutating func take(_ count: Int) -> Int {
        let taken = min(count, room)
        room -= taken
        return taken
    }

    private mutating func assignments(_ part: DailyNotice.Part, _ role: ReminderNotice.Role)
        -> Fields?
    {
        let all = part.assigned.filter { ($0.role == .lead) == (role == .lead) }
        guard !all.isEmpty else { return nil }
        let rows = all.prefix(take(all.count)).map { $0.tidied(size.limit) }
        let hidden = all.count - rows.count
        return [
            "plan": .text(Words.named(part.planHeading)),
            "agency": .text(notice.addressee),
            "lead": .flag(role == .lead),
            "partner": .flag(role != .lead),
            "count": .number(all.count),
            "rows": .list(
                rows.map {
                    [
                        "number": .number($0.number), "ref": .text($0.ref),
                        "title": .text(($0.part.map { "(\(Words.part($0))) " } ?? "") + $0.title),
                        "leads": .text($0.lead),
                        "phrase": .text($0.phrase), "due": .text($0.due.map(Words.written)),
                    ]
                }),
            "hidden": .number(hidden > 0 ? hidden : nil),
            "coordinator": .text(part.coordinator.isEmpty ? nil : part.coordinator),
            "command": .text(
                role == .lead
                    ? "dondoc list --plan \(part.planId) --mine"
                    : "dondoc plan show \(part.planId)"),
        ]
    }

    /// The first twenty by name; nil where everybody is reached.
    private func unreachable(_ n: DigestNotice) -> String? {
        guard !n.unreachable.isEmpty else { return nil }
        let names = n.unreachable.prefix(20).map { clipped(oneLine($0), size.limit) }
        return names.joined(separator: "; ") + (n.unreachable.count > 20 ? "; …" : "")
    }

    private mutating func list(_ n: DigestNotice) -> Fields {
        let sections = DigestSection.allCases.compactMap { section -> (Fields, Int)? in
            let all = section.rows(n)
            guard !all.isEmpty else { return nil }
            let rows = all.prefix(take(all.count)).map { $0.tidied(size.limit) }
            return (
                [
                    "is-late": .flag(section == .late), "is-due": .flag(section == .due),
                    "is-waiting": .flag(section == .waiting), "count": .number(all.count),
                    "rows": .list(rows.map(Fields.init)),
                ], all.count - rows.count
            )
        }
        let hidden = sections.map(\.1).reduce(0, +)
        let planId = clipped(oneLine(n.planId), size.limit)
        return [
            "plan": .text(Words.named(clipped(oneLine(n.planHeading), size.limit))),
            "late-count": .number(n.late.count), "due-count": .number(n.due.count),
            "waiting-count": .number(n.waiting.count),
            "sections": .list(sections.map(\.0)),
            "hidden": .number(hidden > 0 ? hidden : nil),
            "exhausted": .number(n.exhausted > 0 ? n.exhausted : nil),
            "unreachable": .text(unreachable(n)),
            "list-command": .text("dondoc list --plan \(planId)"),
            "exhausted-command": .text("dondoc list --plan \(planId) --bucket open-overdue"),
            "confirm-command": .text(n.waiting.first.map { "dondoc confirm \($0.number)" }),
        ]
    }
}

extension Fields {
    init(_ row: DigestNotice.Row) {
        self = [
            "number": .number(row.number), "title": .text(row.title),
            "agency": .text(row.agency), "due": .text(row.due.map(Words.written)),
            "days-late": .number(row.daysLate),
            "claimed-on": .text(row.claimedOn.map(Words.written)), "doc": .text(row.doc),
            "snoozed": .text(row.snoozedUntil.map(Words.written)),
        ]
    }
}
