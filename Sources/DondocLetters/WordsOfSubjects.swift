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
        let due = n.due.map(written)
        switch n.event {
        case .reminder: return nil
        case .assigned: return vi("Giao việc", en: "Assigned")
        case .returned: return vi("Trả lại", en: "Returned")
        case .withdrawn: return vi("Đã rút", en: "Withdrawn")
        case .pressed:
            let word = vi("Đôn đốc", en: "Urgent")
            return n.due == nil ? word : "\(word): \(timeLeft(n))"
        case .moved:
            return vi("Đổi thời hạn", en: "Day moved")
                + (due.map { vi(": \($0)", en: " to \($0)") } ?? "")
        case .extended:
            return vi("Gia hạn", en: "Extended")
                + (due.map { vi(" đến \($0)", en: " to \($0)") } ?? "")
        }
    }

    static func subject(_ n: DigestNotice) -> String {
        "[\(vi("Đôn đốc", en: "Follow-up")) \(written(n.today))] \(named(n.planHeading)): "
            + counts([n]).joined(separator: ", ")
    }

    private static func counts(_ lists: [DigestNotice]) -> [String] {
        let late = lists.map(\.late.count).reduce(0, +)
        let due = lists.map(\.due.count).reduce(0, +)
        let waiting = lists.map(\.waiting.count).reduce(0, +)
        return [
            vi("\(late) quá hạn", en: "\(late) overdue"), vi("\(due) đến hạn", en: "\(due) due"),
            vi("\(waiting) chờ xác nhận", en: "\(waiting) to confirm"),
        ]
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
        let count = rows.count
        let kind =
            rows.allSatisfy { $0.role != .lead }
            ? vi("Phối hợp", en: "Partner") : vi("Giao việc", en: "Assigned")
        return "[\(kind)] \(named(heading)): "
            + vi("\(count) nhiệm vụ", en: counted(count, "task"))
    }

    /// "1 quá hạn, 2 đến hạn hôm nay, 3 sắp đến hạn".
    static func summary(_ n: DailyNotice) -> String {
        let items = Dictionary(grouping: n.items, by: \.urgency).mapValues(\.count)
        var counts: [Urgency: Int] = items
        counts[.assigned, default: 0] += n.rows.count { $0.role == .lead }
        var words = Urgency.allCases.compactMap { urgency in
            counts[urgency].flatMap { $0 > 0 ? count($0, urgency) : nil }
        }
        let partner = n.rows.count { $0.role != .lead }
        if partner > 0 { words.append(vi("\(partner) phối hợp", en: "\(partner) as a partner")) }
        let lists = n.lists
        if !lists.isEmpty {
            let plans = vi("\(lists.count) kế hoạch", en: counted(lists.count, "plan"))
            words.append(
                words.isEmpty
                    ? "\(plans): " + self.counts(lists).joined(separator: ", ")
                    : vi("theo dõi \(plans)", en: "\(plans) to watch"))
        }
        return words.joined(separator: ", ")
    }

    private static func count(_ n: Int, _ urgency: Urgency) -> String {
        switch urgency {
        case .overdue: vi("\(n) quá hạn", en: "\(n) overdue")
        case .returned: vi("\(n) bị trả lại", en: "\(n) returned")
        case .today: vi("\(n) đến hạn hôm nay", en: "\(n) due today")
        case .upcoming: vi("\(n) sắp đến hạn", en: "\(n) upcoming")
        case .checkins: vi("\(n) cần xác nhận tình hình", en: counted(n, "check-in"))
        case .assigned: vi("\(n) mới giao", en: "\(n) newly assigned")
        case .moved: vi("\(n) đổi thời hạn", en: "\(n) with another day")
        case .withdrawn: vi("\(n) đã rút", en: "\(n) withdrawn")
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
        case .moved: vi("Đổi thời hạn, gia hạn", en: "With another day")
        case .withdrawn: vi("Đã rút", en: "Withdrawn")
        }
    }
}
