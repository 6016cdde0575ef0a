import DondocCore

/// What is wrong with `covers`.
extension Words {
    static func wrongScheme(_ key: String) -> Advice {
        Advice(
            vi(
                "'\(key)' phải là tên một kỳ số liệu, hoặc gồm every và closes",
                en:
                    "'\(key)' must be the name of a reporting period scheme, or have every and closes"
            ),
            fix: vi(
                "viết \(key): nd09-half, hoặc \(key): {every: half, closes: 25}",
                en: "write \(key): nd09-half, or \(key): {every: half, closes: 25}"))
    }

    static func noScheme(_ key: String, _ text: String, suggestion: String?, _ names: [String])
        -> Advice
    {
        Advice(
            vi(
                "'\(key)': không có kỳ số liệu '\(text)'",
                en: "'\(key)': no reporting period scheme '\(text)'"),
            fix: write(
                suggestion,
                or: oneOf(names)
                    + vi(
                        "; hoặc kỳ riêng như {every: half, closes: 25}",
                        en: "; or one of your own like {every: half, closes: 25}")))
    }

    static func badCloses(_ text: String) -> Advice {
        Advice(
            vi(
                "'closes': '\(text)' không phải là ngày chốt số liệu",
                en: "'closes': '\(text)' is not a closing day"),
            fix: vi(
                "viết 1 đến 31, last, hoặc ngày/tháng có thật như 30/9",
                en: "write 1 to 31, last, or a real day/month like 30/9"))
    }

    static func closesYearly(_ text: String) -> Advice {
        Advice(
            vi(
                "'closes: \(text)' nêu cả tháng nên chỉ dùng cho kỳ năm",
                en: "'closes: \(text)' names a month, so it is only for yearly periods"),
            fix: vi(
                "viết every: year, hoặc closes chỉ có ngày",
                en: "write every: year, or closes with a day alone"))
    }

    static func misfit(_ misfit: SchemeMisfit) -> Advice {
        switch misfit {
        case .length(let scheme, let period):
            Advice(
                tooLongOrShort(scheme.written, period.label, period.every.map(length)),
                fix: fitting(scheme, period))
        case .noPeriod(let scheme):
            Advice(
                vi(
                    "kỳ số liệu '\(scheme.written)' theo kỳ của báo cáo, mà thời hạn không nêu kỳ nào",
                    en: "'\(scheme.written)' follows the report's period, and due names none"),
                fix: vi("nêu rõ độ dài, ví dụ ", en: "name the length, for example ")
                    + sized(scheme, .half))
        case .shared(let scheme, let period):
            Advice(
                vi(
                    "hai ngày của một thời hạn cùng thuộc kỳ \(period.label) của '\(scheme.written)'",
                    en: "two days of one due phrase are in the same period of '\(scheme.written)', "
                        + period.label),
                fix: vi(
                    "tách thành hai báo cáo, hoặc sửa covers",
                    en: "split it into two reports, or correct covers"))
        }
    }

    private static func tooLongOrShort(_ scheme: String, _ period: String, _ length: String?)
        -> String
    {
        let told = period + (length.map { " (\($0))" } ?? "")
        return vi(
            "kỳ số liệu '\(scheme)' không khớp với kỳ \(told) của báo cáo",
            en: "'\(scheme)' does not fit the report's period \(told)")
    }

    /// The same family for this period, or for whatever period comes.
    private static func fitting(_ scheme: ReportingScheme, _ period: Period) -> String {
        guard let every = period.every else {
            return vi("viết calendar, hoặc bỏ covers", en: "write calendar, or delete covers")
        }
        if case .date = scheme.close {
            return vi(
                "viết một kỳ \(length(every)), hoặc bỏ covers",
                en: "write one for a \(length(every)), or delete covers")
        }
        let bare = ReportingScheme(nil, closes: scheme.close).written
        return vi(
            "viết \(sized(scheme, every)), hoặc \(bare) để mỗi kỳ có số liệu riêng",
            en: "write \(sized(scheme, every)), or \(bare) for each period to have its own figures")
    }

    private static func sized(_ scheme: ReportingScheme, _ every: ReportingScheme.Every) -> String {
        ReportingScheme(every, closes: scheme.close).written
    }

    private static func length(_ every: ReportingScheme.Every) -> String {
        switch every {
        case .month: vi("tháng", en: "month")
        case .quarter: vi("quý", en: "quarter")
        case .half: vi("6 tháng", en: "half year")
        case .nineMonths: vi("9 tháng", en: "nine-month period")
        case .year: vi("năm", en: "year")
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
