extension Phrase {
    /// The phrase in one spelling, which parses back to the same meaning.
    public var normal: String {
        switch rule {
        case .days(let list):
            let first = list.first
            // Of mixed forms each says its own, so that "âm lịch" stays with its day.
            if Set(list.map(\.form)).count > 1 {
                return list.map { Phrase(text: "", bound: bound, rule: .days([$0])).normal }
                    .joined(separator: "; ")
            }
            return boundWords + (first?.minute.map(hourWords) ?? "")
                + (first?.form == .solar || first?.form == .lunar ? "ngày " : "")
                + list.map(\.normal).joined(separator: ", ")
        case .span(.year(nil)):
            return bound == .by ? "hết năm" : bound == .before ? "trước năm nay" : "trong năm"
        case .span(let span): return boundWords + span.normal
        case .spans(let list):
            let whole = bound == .by ? "hết năm" : "trong năm"
            return boundWords
                + list.map { $0 == .year(nil) ? whole : $0.normal }.joined(separator: ", ")
        case .milestones(let list): return list.map(\.phrase.normal).joined(separator: "; ")
        case .window(let a, let b): return windowWords(a, b)
        case .repeating(let list): return repeatWords(list)
        case .counted(let count): return countWords(count)
        case .afterEvent: return "ngay sau khi có sự kiện"
        case .continuous: return "thường xuyên"
        case .onDemand: return "khi có yêu cầu"
        case .elsewhere: return "định kỳ"
        case .unknown: return "unknown"
        }
    }

    private var boundWords: String {
        switch (bound, kind) {
        case (.before, _): "trước "
        case (.by, .date), (.by, .recurring): "chậm nhất "
        case (.by, _): "hết "
        case (.within, .date), (.within, .recurring): "trong "
        default: ""
        }
    }

    private func windowWords(_ from: End, _ to: End) -> String {
        let start = from == .now ? "từ nay" : "từ " + from.normal
        return to == .open ? start : start + " đến " + to.normal
    }

    private func countWords(_ count: Count) -> String {
        let lead = count.isFloor ? "sau " : bound == .by ? "chậm nhất " : "trong thời hạn "
        let length = "\(padded(count.number, 2)) \(count.unit.normal)"
        let event =
            switch count.event {
            case .day(let day): "ngày " + day.normal
            case .issued: "ngày ban hành"
            case .person: "ngày có sự kiện"
            }
        return lead + length + (count.isBackwards ? " trước " : " kể từ ") + event
    }

    private func repeatWords(_ list: [Repeat]) -> String {
        list.map { item in
            if let words = wordsOfUnstatedMonth(item, list) { return words }
            let spans = item.place == .lastMonth && bound != .by || item.place == .end
            let bound = spans && item.every != .day ? "" : boundWords
            let isReport = list.contains { $0.every != .year }
            return item.normal(item.isDaily ? "" : bound, isReport: isReport)
        }.joined(separator: "; ")
    }
}

extension Phrase {
    /// "Báo cáo quý trước ngày 14": of which month is our reading, and stays unsaid.
    private func wordsOfUnstatedMonth(_ item: Repeat, _ list: [Repeat]) -> String? {
        guard warnings.contains(.dayUnstated), !list.contains(where: \.isAssumed),
            item.every == .quarter, case .day(let n, 0) = item.place
        else { return nil }
        let named = item.index.map { " " + roman[$0 - 1] } ?? ""
        return "báo cáo quý\(named): " + boundWords + (item.minute.map(hourWords) ?? "")
            + "ngày \(padded(n, 2))"
    }
}

private func hourWords(_ minute: Int) -> String {
    "\(minute / 60) giờ \(padded(minute % 60, 2)) "
}

extension Phrase.End {
    var normal: String {
        switch self {
        case .day(let day): (day.form == .solar || day.form == .lunar ? "ngày " : "") + day.normal
        case .span(.year(nil)): "hết năm"
        case .span(let span): span.normal
        case .now: "nay"
        case .open: ""
        }
    }
}

extension Phrase.Count.Unit {
    var normal: String {
        switch self {
        case .hour: "giờ"
        case .day: "ngày"
        case .week: "tuần"
        case .month: "tháng"
        case .year: "năm"
        case .workingDay: "ngày làm việc"
        }
    }
}

extension Phrase.NamedDay {
    var normal: String {
        let slash = year.map { "/\($0)" } ?? ""
        switch form {
        case .solar: return "\(padded(day, 2))/\(padded(month, 2))" + slash
        case .lunar:
            return "\(padded(day, 2))/\(padded(month, 2)) âm lịch"
                + (year.map { " năm \($0)" } ?? "")
        case .lastDay: return "ngày cuối cùng của tháng \(padded(month, 2))" + slash
        case .lastWorkingDay:
            return "ngày làm việc cuối cùng của tháng \(padded(month, 2))" + slash
        case .quarterStart: return "đầu quý \(roman[month - 1])" + slash
        case .quarterEnd: return "cuối quý \(roman[month - 1])" + slash
        case .tet: return "Tết Nguyên đán" + (year.map { " năm \($0)" } ?? "")
        }
    }
}

extension Phrase.Span {
    var normal: String {
        let slash = year.map { "/\($0)" } ?? ""
        let spaced = year.map { " \($0)" } ?? ""
        switch self {
        case .month(let m, _): return "tháng \(padded(m, 2))" + slash
        case .quarter(let q, _): return "quý \(roman[q - 1])" + slash
        case .half(let h, _): return "6 tháng \(h == 1 ? "đầu" : "cuối") năm" + spaced
        case .firstMonths(let n, _): return "\(n) tháng đầu năm" + spaced
        case .lastMonths(let n, _): return "\(n) tháng cuối năm" + spaced
        case .year(let y): return y.map { "năm \($0)" } ?? "trong năm"
        case .yearAndLater(let y): return "năm \(y) và các năm tiếp theo"
        case .stage(let a, let b): return "giai đoạn \(a)-\(b)"
        case .stageAndLater(let a, let b): return "giai đoạn \(a)-\(b) và các năm tiếp theo"
        case .week(let n, let m, _):
            return "tuần \(n == 5 ? "cuối" : "\(n)") tháng \(padded(m, 2))" + slash
        case .schoolYear(let y): return "năm học \(y)-\(y + 1)"
        case .whole: return "cả năm"
        case .wholeStage: return "cả giai đoạn"
        case .part(let n): return ["đầu", "giữa", "cuối"][n - 1] + " kỳ"
        }
    }
}

extension Phrase.Repeat {
    /// One clause; `bound` is "trước ", "chậm nhất " or nothing, `isReport` among other reports.
    func normal(_ bound: String, isReport: Bool) -> String {
        let hour = minute.map(hourWords) ?? ""
        let named = index.map { " " + numeral($0) } ?? ""
        // "Của tháng cuối kỳ" needs to know of which report.
        let isLong = if case .day = place { every > .quarter } else { false }
        let lead =
            isLong
            ? "báo cáo \(every.normal)\(named) "
            : index == nil ? "" : "riêng báo cáo \(every.normal)\(named) "
        switch place {
        case .end where every == .day: return bound + hour + "hằng ngày"
        case .end: return "định kỳ " + every.normal + named
        case .within where every == .nineMonths: return bound + "9 tháng đầu năm hằng năm"
        case .within: return bound + every.normal + named + " hằng năm"
        case .lunarDate(let d, let m):
            return bound + hour + "ngày \(padded(d, 2))/\(padded(m, 2)) âm lịch hằng năm"
        case .lastMonth: return (bound.isEmpty ? "" : "hết ") + "tháng cuối quý"
        case .weekday(let n):
            return bound + hour + (n == 7 ? "Chủ nhật" : "thứ \(n + 1)") + " hằng tuần"
        case .lastWorkingDay:
            return lead + bound + "ngày làm việc cuối cùng "
                + (every == .quarter ? "của mỗi quý" : month(0))
        case .workingDay(let n, let months):
            return lead + bound + hour + "ngày làm việc thứ \(padded(n, 2)) " + month(months)
        case .weekdayOf(let n, let isLast, let months):
            return lead + bound + hour + (n == 7 ? "Chủ nhật" : "thứ \(n + 1)")
                + (isLast ? " cuối cùng " : " đầu tiên ") + month(months)
        case .window(let a, let b):
            return "từ ngày \(padded(a, 2)) đến ngày \(padded(b, 2)) hằng tháng"
        case .season(let a, let b):
            return "từ ngày \(a.normal) đến ngày \(b.normal) hằng năm"
        case .day(31, 0) where every == .quarter && minute == nil:
            return lead + bound + "ngày cuối cùng của mỗi quý"
        case .day(let n, let months):
            return lead + bound + hour + "ngày \(padded(n, 2)) " + month(months)
        case .date(let d, let m, let years):
            let date = bound + hour + "ngày \(padded(d, 2))/\(padded(m, 2))"
            let tail = years == 0 ? "" : years < 0 ? " của năm trước" : " của năm sau"
            if index != nil { return lead + date + tail }
            // "Báo cáo tháng 8 giờ …" would be the report of August.
            if every != .year || isReport {
                return "báo cáo \(every.normal)" + (hour.isEmpty ? " " : ": ") + date + tail
            }
            return date + (tail.isEmpty ? " hằng năm" : tail)
        }
    }

    private func numeral(_ n: Int) -> String {
        every == .quarter
            ? roman[n - 1] : every == .half ? (n == 1 ? "đầu năm" : "cuối năm") : "\(n)"
    }

    private func month(_ months: Int) -> String {
        switch (every, months) {
        case (.quarter, 0): "của tháng cuối quý"
        case (.quarter, 1): "của tháng đầu quý sau"
        case (.quarter, 2): "của tháng giữa quý sau"
        case (.quarter, 3): "của tháng cuối quý sau"
        case (.half, 0), (.nineMonths, 0), (.year, 0): "của tháng cuối kỳ báo cáo"
        case (.quarter, -1): "của tháng giữa quý"
        case (.quarter, -2): "của tháng đầu quý"
        case (_, 1): "của tháng sau"
        default: "hằng tháng"
        }
    }
}

extension Phrase.MonthDay {
    var normal: String { "\(padded(day, 2))/\(padded(month, 2))" }
}

extension Phrase.Frequency {
    var normal: String {
        switch self {
        case .day: "ngày"
        case .week: "tuần"
        case .month: "tháng"
        case .quarter: "quý"
        case .half: "6 tháng"
        case .nineMonths: "9 tháng"
        case .year: "năm"
        }
    }
}

let roman = ["I", "II", "III", "IV"]
