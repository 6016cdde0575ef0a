import DondocCore

/// The small words of letters, in both languages; their sentences stand in templates.
///
/// The tone of office letters (Nghị định 30/2020/NĐ-CP): the unit is addressed by name or as "Quý
/// cơ quan", asked ("đề nghị"), never blamed; days are named, reasons are not guessed.
enum Words {
    /// Names of missing units that a letter lists.
    static let namesShown = 30
    /// Names that a sentence lists.
    private static let fewNames = 5

    static var repeated: String {
        vi(
            "Thư này có thể đã đến tay Quý cơ quan trong lần gửi trước; nếu vậy, xin bỏ qua thư này.",
            en: "This letter may have reached you before; if so, please disregard it.")
    }

    // MARK: Days

    /// `15/06/2023`; in English, where that could be read in two ways, `15 June 2023`.
    static func written(_ day: Day) -> String {
        vi(day.written, en: "\(day.day) \(months[day.month - 1]) \(day.year)")
    }

    private static let months = [
        "January", "February", "March", "April", "May", "June", "July", "August", "September",
        "October", "November", "December",
    ]

    private static let roman = ["I", "II", "III", "IV"]

    /// `2023-Q1` as "quý I/2023", for tight places.
    static func shortPeriod(_ label: String) -> String {
        guard let (year, quarter) = quarter(label) else { return period(label) }
        return vi("quý \(roman[quarter - 1])/\(year)", en: "quarter \(roman[quarter - 1])/\(year)")
    }

    /// `2023-Q1` as "quý I năm 2023"; what is no quarter stays as it is.
    static func period(_ label: String) -> String {
        guard let (year, quarter) = quarter(label) else {
            return vi("kỳ \(label)", en: "period \(label)")
        }
        let number = roman[quarter - 1]
        return vi("quý \(number) năm \(year)", en: "quarter \(number) of \(year)")
    }

    static var thisPeriod: String { vi("kỳ này", en: "this period") }

    private static func quarter(_ label: String) -> (year: String, quarter: Int)? {
        let parts = label.split(separator: "-")
        guard parts.count == 2, parts[1].first == "Q", let quarter = Int(parts[1].dropFirst()),
            (1...4).contains(quarter)
        else { return nil }
        return (String(parts[0]), quarter)
    }

    /// "còn 3 ngày", "quá hạn 5 ngày, nhắc lần 2"; only for what has a day.
    static func timeLeft(_ n: ReminderNotice) -> String {
        guard let days = n.daysLeft else { return vi("không có ngày đến hạn", en: "no due day") }
        if days > 0 { return left(days) }
        if days == 0 { return vi("đến hạn hôm nay", en: "due today") }
        if n.isRequest { return vi("đã qua ngày đề nghị", en: "the day asked for has passed") }
        return late(n, days: -days)
    }

    private static func left(_ days: Int) -> String {
        vi("còn \(days) ngày", en: "\(counted(days, "day")) left")
    }

    private static func late(_ n: ReminderNotice, days: Int) -> String {
        let time = n.overdueCount
        return vi(
            "quá hạn \(days) ngày" + (time > 0 ? ", nhắc lần \(time)" : ""),
            en: "\(counted(days, "day")) overdue" + (time > 0 ? ", reminder \(time)" : ""))
    }

    // MARK: Plans, people, names

    /// "Kế hoạch số 442/KH-UBND ngày 22/03/2022 của UBND tỉnh Quảng Bình".
    static func plan(_ n: ReminderNotice) -> String {
        plan(n.planNumber, n.planTitle, n.issued, n.issuer)
    }

    static func plan(_ part: DailyNotice.Part) -> String {
        plan(part.planNumber, part.planTitle, part.issued, part.issuer)
    }

    private static func plan(_ number: String?, _ title: String, _ issued: Day?, _ issuer: String)
        -> String
    {
        var words = vi("Kế hoạch", en: "Plan")
        if let number, isNumbered(number) {
            words += vi(" số \(number)", en: " No. \(number)")
        } else {
            words += " “\(title)”"
        }
        if let issued { words += vi(" ngày ", en: " of ") + written(issued) }
        return issuer.isEmpty ? words : words + vi(" của ", en: " of ") + issuer
    }

    /// Whether a plan has a number to print; a draft's begins with `/`.
    static func isNumbered(_ number: String?) -> Bool {
        number.map { !$0.isEmpty && !$0.hasPrefix("/") } ?? false
    }

    static func named(_ heading: String) -> String {
        heading.lowercased().hasPrefix("kế hoạch")
            ? heading : vi("Kế hoạch", en: "Plan") + " \(heading)"
    }

    static func role(_ n: ReminderNotice) -> String {
        if n.isRequest { return vi("được đề nghị", en: "asked") }
        return n.isReport ? vi("báo cáo", en: "reports") : vi("chủ trì", en: "leads")
    }

    static func part(_ part: AssignedNotice.Part) -> String {
        switch part {
        case .advises: vi("tham mưu", en: "drafts")
        case .decides: vi("ban hành", en: "issues")
        }
    }

    static func names(_ names: [String]) -> String? {
        names.isEmpty ? nil : names.joined(separator: "; ")
    }

    /// Names as a sentence lists them, a few and how many more.
    static func few(_ names: [String]) -> String? {
        guard names.count > fewNames else { return self.names(names) }
        let rest = names.count - fewNames
        return names.prefix(fewNames).joined(separator: "; ")
            + vi(" và \(rest) nơi khác", en: " and \(counted(rest, "other"))")
    }

    /// Missing units beyond those that are named; nil when all are.
    static func others(_ inputs: ReminderNotice.Inputs) -> String? {
        guard inputs.missing.count > namesShown else { return nil }
        let rest = inputs.total - inputs.done - namesShown
        guard rest > 0 else { return vi("một số đơn vị khác", en: "several others") }
        return vi("\(rest) đơn vị khác", en: counted(rest, "other"))
    }

    // MARK: Commands

    static func command(_ answer: Answer, _ n: ReminderNotice) -> String {
        let number = n.number
        let place = n.inPlaceOf.map { " --for \($0)" } ?? ""
        switch answer {
        case .done: return "dondoc done \(number)\(place)\(proof(n.proof))"
        case .checkin: return "dondoc checkin \(number)\(place) --note \"…\""
        case .start: return "dondoc start \(number)\(place)"
        case .look: return "dondoc show \(number)"
        }
    }

    /// What `dondoc done` refuses to go without.
    private static func proof(_ proof: Plan.Proof) -> String {
        switch proof {
        case .document: vi(" --doc SỐ --dated NGÀY", en: " --doc NUMBER --dated DAY")
        case .file: vi(" --file TỆP", en: " --file FILE")
        case .note: " --note \"…\""
        case .none: ""
        }
    }
}
