import DondocCore

/// What is wrong with `covers`.
extension Words {
    static func wrongScheme(_ key: String) -> Advice {
        Advice(
            "'\(key)' phải là tên một kỳ số liệu, hoặc gồm every và closes",
            fix: "viết \(key): nd09-half, hoặc \(key): {every: half, closes: 25}")
    }

    static func noScheme(_ key: String, _ text: String, suggestion: String?, _ names: [String])
        -> Advice
    {
        Advice(
            "'\(key)': không có kỳ số liệu '\(text)'",
            fix: suggestion.map { "viết \($0)" }
                ?? "viết một trong: \(names.joined(separator: ", ")); "
                + "hoặc kỳ riêng như {every: half, closes: 25}")
    }

    static func badCloses(_ text: String) -> Advice {
        Advice(
            "'closes': '\(text)' không phải là ngày chốt số liệu",
            fix: "viết 1 đến 31, last, hoặc ngày/tháng có thật như 30/9")
    }

    static func closesYearly(_ text: String) -> Advice {
        Advice(
            "'closes: \(text)' nêu cả tháng nên chỉ dùng cho kỳ năm",
            fix: "viết every: year, hoặc closes chỉ có ngày")
    }

    static func misfit(_ misfit: SchemeMisfit) -> Advice {
        switch misfit {
        case .length(let scheme, let period):
            Advice(
                "kỳ số liệu '\(scheme.written)' không khớp với kỳ \(period.label)"
                    + (period.every.map { " (\(length($0)))" } ?? "") + " của báo cáo",
                fix: fitting(scheme, period))
        case .noPeriod(let scheme):
            Advice(
                "kỳ số liệu '\(scheme.written)' theo kỳ của báo cáo, mà thời hạn không nêu kỳ nào",
                fix: "nêu rõ độ dài, ví dụ " + sized(scheme, .half))
        case .shared(let scheme, let period):
            Advice(
                "hai ngày của một thời hạn cùng thuộc kỳ \(period.label) của '\(scheme.written)'",
                fix: "tách thành hai báo cáo, hoặc sửa covers")
        }
    }

    /// The same family for this period, or for whatever period comes.
    private static func fitting(_ scheme: ReportingScheme, _ period: Period) -> String {
        guard let every = period.every else { return "viết calendar, hoặc bỏ covers" }
        if case .date = scheme.close { return "viết một kỳ \(length(every)), hoặc bỏ covers" }
        let bare = ReportingScheme(nil, closes: scheme.close)
        return "viết \(sized(scheme, every)), hoặc \(bare.written) để mỗi kỳ có số liệu riêng"
    }

    private static func sized(_ scheme: ReportingScheme, _ every: ReportingScheme.Every) -> String {
        ReportingScheme(every, closes: scheme.close).written
    }

    private static func length(_ every: ReportingScheme.Every) -> String {
        switch every {
        case .month: "tháng"
        case .quarter: "quý"
        case .half: "6 tháng"
        case .nineMonths: "9 tháng"
        case .year: "năm"
        }
    }
}

extension ReportingScheme {
    /// As a plan's file has it.
    fileprivate var written: String {
        if let name { return name }
        let closes =
            switch close {
            case .day(31): "last"
            case .day(let day): "\(day)"
            case .date(let day, let month): "\(day)/\(month)"
            }
        return "{" + (every.map { "every: \($0.rawValue), " } ?? "") + "closes: \(closes)}"
    }
}
