import DondocCore

extension Words {
    static var trainingMark: String { vi("[TẬP HUẤN]", en: "[TRAINING]") }

    static var testSubject: String {
        vi("[Thử] Thư thử của dondoc", en: "[Test] Test letter of dondoc")
    }

    static func subject(_ n: ReminderNotice) -> String {
        "[\(occasion(n))] \(n.title) – \(n.agency)"
    }

    /// What stands in the brackets of a subject.
    private static func occasion(_ n: ReminderNotice) -> String {
        if let event = event(n) { return event }
        let quarter = n.checkinPeriod.map(shortPeriod) ?? thisPeriod
        if n.kind == .quiet { return vi("Chưa xác nhận", en: "Not yet confirmed,") + " \(quarter)" }
        if n.isCheckin { return vi("Xác nhận", en: "Check-in,") + " \(quarter)" }
        guard let days = n.daysLeft else { return vi("Nhắc việc", en: "Reminder") }
        if days == 0 { return vi("Hôm nay", en: "Today") }
        if days < 0, n.isRequest, let due = n.due {
            return vi("Đề nghị, hạn ", en: "Request, due ") + written(due)
        }
        let words = timeLeft(n)
        return words.prefix(1).uppercased() + words.dropFirst()
    }

    private static func event(_ n: ReminderNotice) -> String? {
        switch n.event {
        case .reminder: return nil
        case .assigned: return vi("Giao việc", en: "Assigned")
        case .returned: return vi("Trả lại", en: "Returned")
        case .pressed:
            let word = vi("Đôn đốc", en: "Urgent")
            return n.due == nil ? word : "\(word): \(timeLeft(n))"
        }
    }

    static func subject(_ n: DigestNotice) -> String {
        "[\(vi("Đôn đốc", en: "Follow-up")) \(written(n.today))] \(named(n.planHeading)): "
            + counts([n]).joined(separator: ", ")
    }

    /// Of each class of lists; beside other things only of those that have rows.
    private static func counts(_ lists: [DigestNotice], all: Bool = true) -> [String] {
        let late = lists.map(\.late.count).reduce(0, +)
        let due = lists.map(\.due.count).reduce(0, +)
        let waiting = lists.map(\.waiting.count).reduce(0, +)
        return [
            (late, vi("\(late) quá hạn", en: "\(late) overdue")),
            (due, vi("\(due) đến hạn", en: "\(due) due")),
            (waiting, vi("\(waiting) chờ xác nhận", en: "\(waiting) to confirm")),
        ].filter { all || $0.0 > 0 }.map(\.1)
    }

    /// Of a letter that says several things.
    static func subject(_ n: DailyNotice) -> String {
        if n.items.isEmpty, n.plans.count == 1, let part = n.plans.first {
            if let list = part.list, part.assigned.isEmpty { return subject(list) }
            if part.list == nil { return subject(part.assigned, of: part.planHeading) }
        }
        return "[\(vi("Đôn đốc", en: "Follow-up")) \(written(n.today))] \(summary(n)) "
            + "– \(n.addressee)"
    }

    static func subject(_ rows: [AssignedNotice.Row], of heading: String) -> String {
        let lead = rows.count { $0.role == .lead }
        let with = rows.count - lead
        let kind =
            lead == 0 ? vi("Phối hợp", en: "Partner") : vi("Giao việc", en: "Assigned")
        let counts = [
            lead > 0 ? vi("\(lead) việc chủ trì", en: "\(lead) to lead") : nil,
            with > 0 ? vi("\(with) việc phối hợp", en: "\(with) as a partner") : nil,
        ]
        return "[\(kind)] \(named(heading)): "
            + counts.compactMap { $0 }.joined(separator: ", ")
    }

    /// "1 quá hạn, 2 đến hạn hôm nay, 3 sắp đến hạn"; beside that, of what somebody watches, "theo dõi
    /// 1 kế hoạch: 60 quá hạn".
    static func summary(_ n: DailyNotice) -> String {
        let items = Dictionary(grouping: n.items, by: \.urgency).mapValues(\.count)
        var counts: [Urgency: Int] = items
        counts[.assigned, default: 0] += n.rows.count { $0.role == .lead }
        var words = Urgency.allCases.compactMap { urgency in
            counts[urgency].flatMap { $0 > 0 ? count($0, urgency) : nil }
        }
        let partner = n.rows.count { $0.role != .lead }
        if partner > 0 { words.append(vi("\(partner) phối hợp", en: "\(partner) as a partner")) }
        let own = words.joined(separator: ", ")
        let lists = n.lists
        guard !lists.isEmpty else { return own }
        let plans = vi("\(lists.count) kế hoạch", en: counted(lists.count, "plan"))
        let watched = self.counts(lists, all: own.isEmpty).joined(separator: ", ")
        if own.isEmpty { return "\(plans): \(watched)" }
        return "\(own); " + vi("theo dõi \(plans): ", en: "\(plans) to watch: ") + watched
    }

    private static func count(_ n: Int, _ urgency: Urgency) -> String {
        switch urgency {
        case .overdue: vi("\(n) quá hạn", en: "\(n) overdue")
        case .returned: vi("\(n) bị trả lại", en: "\(n) returned")
        case .today: vi("\(n) đến hạn hôm nay", en: "\(n) due today")
        case .upcoming: vi("\(n) sắp đến hạn", en: "\(n) upcoming")
        case .checkins: vi("\(n) cần xác nhận tình hình", en: counted(n, "check-in"))
        case .assigned: vi("\(n) mới giao", en: "\(n) newly assigned")
        }
    }

    static func heading(_ urgency: Urgency) -> String {
        switch urgency {
        case .overdue: vi("Quá hạn", en: "Overdue")
        case .returned: vi("Bị trả lại", en: "Returned")
        case .today: vi("Đến hạn hôm nay", en: "Due today")
        case .upcoming: vi("Sắp đến hạn", en: "Upcoming")
        case .checkins: vi("Xác nhận tình hình thực hiện", en: "Check-ins")
        case .assigned: vi("Mới giao", en: "Newly assigned")
        }
    }
}
