import DondocCore

/// Every word that the reader of a letter sees, in Vietnamese; English will join here.
///
/// The tone of office letters (Nghị định 30/2020/NĐ-CP): the unit is addressed by name or as "Quý
/// cơ quan", asked ("đề nghị"), never blamed; days are named, reasons are not guessed.
enum Words {
    static let trainingMark = "[TẬP HUẤN]"
    static let trainingNote =
        "Thư tập huấn: nội dung dưới đây chỉ để thực hành, không phải đôn đốc thật."
    static let closing = "Trân trọng./."
    static let lateNote =
        "Thư này đến muộn vì hệ thống không hoạt động vào giờ phải gửi; mong Quý cơ quan thông cảm."
    static let repeated =
        "Thư này có thể đã đến tay Quý cơ quan trong lần gửi trước; nếu vậy, xin bỏ qua thư này."
    /// Names of missing units that a letter lists.
    static let namesShown = 30

    static func greeting(_ name: String) -> String { "Kính gửi: \(name)" }

    static func merged(_ count: Int) -> String { "Thư này thay cho \(count) lần nhắc." }

    // MARK: Reminder

    static func subject(_ n: ReminderNotice) -> String {
        "[\(occasion(n))] \(n.title) – \(n.agency)"
    }

    /// What stands in the brackets of a subject.
    private static func occasion(_ n: ReminderNotice) -> String {
        let quarter = n.checkinPeriod.map(shortPeriod) ?? "kỳ này"
        if n.kind == .quiet { return "Chưa xác nhận \(quarter)" }
        if n.isCheckin { return "Xác nhận \(quarter)" }
        guard let days = n.daysLeft else { return "Nhắc việc" }
        if days > 0 { return "Còn \(days) ngày" }
        if days == 0 { return "Hôm nay" }
        if n.isRequest { return "Đề nghị, hạn \(n.due?.written ?? "")" }
        return "Quá hạn \(-days) ngày" + (n.overdueCount > 0 ? ", nhắc lần \(n.overdueCount)" : "")
    }

    static func opening(_ n: ReminderNotice) -> String {
        let (plan, work) = ("Thực hiện \(plan(n))", n.isReport ? "báo cáo" : "nhiệm vụ")
        let quarter = n.checkinPeriod.map(period) ?? "kỳ này"
        if n.kind == .quiet {
            return "\(plan), đến nay hệ thống chưa nhận được xác nhận của \(n.agency) về tình hình "
                + "thực hiện \(work) dưới đây trong \(quarter). Đề nghị Quý cơ quan xác nhận."
        }
        if n.isCheckin {
            return "\(plan), đề nghị \(n.agency) xác nhận tình hình thực hiện \(work) dưới đây "
                + "trong \(quarter)."
        }
        let ask =
            if n.isRequest {
                "trân trọng đề nghị \(n.agency) phối hợp thực hiện nội dung dưới đây"
            } else if n.isReport {
                "đề nghị \(n.agency) gửi báo cáo dưới đây"
            } else {
                "đề nghị \(n.agency) hoàn thành nhiệm vụ dưới đây"
            }
        let haste = (n.daysLeft ?? 0) < 0 && !n.isRequest ? " trong thời gian sớm nhất" : ""
        return "\(plan), \(ask)\(haste)\(n.daysLeft == nil ? "" : " (\(timeLeft(n)))")."
    }

    /// "Kế hoạch số 442/KH-UBND ngày 22/03/2022 của UBND tỉnh Quảng Bình".
    private static func plan(_ n: ReminderNotice) -> String {
        var words = "Kế hoạch"
        if let number = n.planNumber, !number.isEmpty, !number.hasPrefix("/") {
            words += " số \(number)"
        } else {
            words += " “\(n.planTitle)”"
        }
        if let issued = n.issued { words += " ngày \(issued.written)" }
        return n.issuer.isEmpty ? words : "\(words) của \(n.issuer)"
    }

    private static func timeLeft(_ n: ReminderNotice) -> String {
        guard let days = n.daysLeft else { return "không có ngày đến hạn" }
        if days > 0 { return "còn \(days) ngày" }
        if days == 0 { return "đến hạn hôm nay" }
        if n.isRequest { return "đã qua ngày đề nghị" }
        return "quá hạn \(-days) ngày" + (n.overdueCount > 0 ? ", nhắc lần \(n.overdueCount)" : "")
    }

    static func facts(_ n: ReminderNotice) -> [(label: String, value: String)] {
        var facts = [("Kế hoạch", n.planHeading), (n.isReport ? "Báo cáo" : "Nhiệm vụ", n.title)]
        if let ref = n.ref { facts.append(("Mục", ref)) }
        facts.append(("Cơ quan", "\(n.agency) (\(role(n)))"))
        facts.append(("Thời hạn ghi trong kế hoạch", "“\(n.phrase)”"))
        if let due = n.due {
            facts.append(("Ngày đến hạn", "\(due.written) (\(timeLeft(n)))"))
        }
        if let actBy = n.actBy, actBy != n.due, actBy >= n.today {
            facts.append(("Nên xong trong ngày làm việc", actBy.written))
        }
        if let covers = n.covers {
            let (from, to) = (covers.lowerBound.written, covers.upperBound.written)
            facts.append(("Kỳ số liệu", "từ \(from) đến \(to)"))
        }
        if let product = n.product { facts.append(("Sản phẩm", product)) }
        if !n.to.isEmpty { facts.append(("Nơi nhận", n.to.joined(separator: "; "))) }
        if !n.via.isEmpty { facts.append(("Gửi qua", n.via.joined(separator: "; "))) }
        facts.append(("Mã việc", "\(n.number) (\(n.key))"))
        return facts
    }

    private static func role(_ n: ReminderNotice) -> String {
        n.isRequest ? "được đề nghị" : n.isReport ? "báo cáo" : "chủ trì"
    }

    static func inputs(_ inputs: ReminderNotice.Inputs) -> String {
        let sent = "Đã có \(inputs.done)/\(inputs.total) đơn vị gửi báo cáo"
        guard !inputs.missing.isEmpty else { return sent + "." }
        let rest = max(0, inputs.total - inputs.done - namesShown)
        let isLong = inputs.missing.count > namesShown
        let names = inputs.missing.prefix(namesShown).joined(separator: "; ")
        let more = rest > 0 ? " và \(rest) đơn vị khác" : " và một số đơn vị khác"
        return "\(sent); còn thiếu: \(names)\(isLong ? more : "")."
    }

    static func howToAnswer(_ n: ReminderNotice) -> String {
        if n.isCheckin || n.kind == .quiet {
            return "Đề nghị Quý cơ quan ghi vài dòng về tình hình thực hiện bằng lệnh:"
        }
        let done = n.isReport ? "Khi đã gửi báo cáo" : "Khi đã hoàn thành"
        return "\(done), đề nghị Quý cơ quan ghi nhận số và ngày của văn bản bằng lệnh:"
    }

    static func command(_ n: ReminderNotice) -> String {
        n.isCheckin || n.kind == .quiet
            ? "dondoc checkin \(n.number) --note \"…\""
            : "dondoc done \(n.number) --doc SỐ --dated NGÀY"
    }

    // MARK: Digest

    static func subject(_ n: DigestNotice) -> String {
        let counts =
            "\(n.late.count) quá hạn, \(n.due.count) đến hạn, \(n.waiting.count) chờ xác nhận"
        return "[Đôn đốc \(n.today.written)] \(named(n.planHeading)): \(counts)"
    }

    static func opening(_ n: DigestNotice) -> String {
        "Tình hình thực hiện \(named(n.planHeading)) đến ngày \(n.today.written): "
            + "\(n.late.count) việc quá hạn, \(n.due.count) việc đến hạn, "
            + "\(n.waiting.count) việc chờ xác nhận. Đề nghị Quý cơ quan theo dõi, đôn đốc."
    }

    private static func named(_ heading: String) -> String {
        heading.lowercased().hasPrefix("kế hoạch") ? heading : "Kế hoạch \(heading)"
    }

    static func heading(_ section: DigestSection, count: Int) -> String {
        switch section {
        case .late: "Quá hạn: \(count)"
        case .due: "Đến hạn: \(count)"
        case .waiting: "Chờ xác nhận: \(count)"
        }
    }

    static func columns(_ section: DigestSection) -> [String] {
        let common = ["Mã", "Việc", "Cơ quan", "Hạn"]
        switch section {
        case .late: return common + ["Quá hạn (ngày)"]
        case .due: return common
        case .waiting: return common + ["Báo xong ngày", "Văn bản"]
        }
    }

    static func cells(_ section: DigestSection, _ row: DigestNotice.Row) -> [String] {
        let common = ["\(row.number)", row.title, row.agency, row.due?.written ?? "-"]
        switch section {
        case .late: return common + [row.daysLate.map { "\($0)" } ?? "-"]
        case .due: return common
        case .waiting: return common + [row.claimedOn?.written ?? "-", row.doc ?? "-"]
        }
    }

    static let wholeList = "Xem danh sách đầy đủ bằng lệnh:"

    static func hidden(_ count: Int) -> String {
        "Còn \(count) việc không in ở đây; xem danh sách đầy đủ bằng lệnh:"
    }

    static func exhausted(_ n: Int, _ plan: String) -> String {
        "Ngoài ra còn \(n) việc quá hạn đã được nhắc đủ số lần và không liệt kê nữa; "
            + "xem bằng dondoc list --plan \(plan) --bucket open-overdue."
    }

    static let howToConfirm =
        "Với việc chờ xác nhận, đề nghị Quý cơ quan kiểm tra rồi xác nhận bằng lệnh, ví dụ:"

    static func confirmCommands(_ number: Int) -> [String] {
        ["dondoc confirm \(number)"]
    }

    // MARK: Partners

    static func subject(_ n: AssignedNotice) -> String {
        "[Phối hợp] \(named(n.planHeading)): \(n.rows.count) nhiệm vụ"
    }

    static func opening(_ n: AssignedNotice) -> String {
        "Theo \(named(n.planHeading)), \(n.agency) phối hợp thực hiện \(n.rows.count) nhiệm vụ dưới đây."
    }

    static let assignedColumns = ["Mục", "Nhiệm vụ", "Chủ trì", "Thời hạn"]

    static func cells(_ row: AssignedNotice.Row) -> [String] {
        [row.ref ?? "-", row.title, row.lead, row.phrase]
    }

    static func assignedNote(_ coordinator: String) -> String {
        "Thư này để Quý cơ quan biết và chủ động phối hợp; cơ quan chủ trì báo cáo kết quả, Quý cơ "
            + "quan không phải báo cáo riêng. Đầu mối theo dõi: \(coordinator)."
    }

    // MARK: Test

    static let testSubject = "[Thử] Thư thử của dondoc"
    static let testOpening =
        "Đây là thư thử: nhận được thư này nghĩa là thư nhắc của dondoc cũng đến được hộp thư này."

    static func testFacts(via: String, asker: String, at: Moment) -> [(
        label: String, value: String
    )] {
        [("Gửi qua", via), ("Người yêu cầu", asker), ("Lúc", at.written)]
    }

    static let testNothingToDo = "Không phải làm gì; thư này không nhắc việc nào."

    // MARK: Periods

    private static let roman = ["I", "II", "III", "IV"]

    /// `2023-Q1` as "quý I/2023", for tight places.
    static func shortPeriod(_ label: String) -> String {
        guard let (year, quarter) = quarter(label) else { return period(label) }
        return "quý \(roman[quarter - 1])/\(year)"
    }

    /// `2023-Q1` as "quý I năm 2023"; what is no quarter stays as it is.
    static func period(_ label: String) -> String {
        guard let (year, quarter) = quarter(label) else { return "kỳ \(label)" }
        return "quý \(roman[quarter - 1]) năm \(year)"
    }

    private static func quarter(_ label: String) -> (year: String, quarter: Int)? {
        let parts = label.split(separator: "-")
        guard parts.count == 2, parts[1].first == "Q", let quarter = Int(parts[1].dropFirst()),
            (1...4).contains(quarter)
        else { return nil }
        return (String(parts[0]), quarter)
    }
}
