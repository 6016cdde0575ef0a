import DondocCore

/// Every word of this room that a person reads, in both languages.
///
/// Each is `what` is wrong, then the way out.
enum Words {
    /// What was probably meant, or else another way out.
    static func write(_ suggestion: String?, or other: String) -> String {
        suggestion.map { vi("viết \($0)", en: "write \($0)") } ?? other
    }

    static func oneOf(_ names: [String]) -> String {
        let list = names.joined(separator: ", ")
        return vi("viết một trong: \(list)", en: "write one of: \(list)")
    }

    // MARK: Keys

    static func unknownKey(_ key: String, suggestion: String?, known: [String]) -> Advice {
        let list = known.joined(separator: ", ")
        return Advice(
            vi("không có khóa '\(key)' ở đây", en: "unknown key '\(key)'"),
            fix: write(suggestion, or: vi("dùng một trong: \(list)", en: "use one of: \(list)")))
    }

    static func missing(_ key: String) -> Advice {
        Advice(
            vi("thiếu khóa bắt buộc '\(key)'", en: "missing required key '\(key)'"),
            fix: vi("thêm \(key): …", en: "add \(key): …"))
    }

    static func blank(_ key: String) -> Advice {
        Advice(
            vi("'\(key)' để trống", en: "'\(key)' is empty"),
            fix: vi("viết giá trị sau \(key):", en: "write a value after \(key):"))
    }

    static func unfilled(_ blank: String) -> Advice {
        Advice(
            vi("chỗ này chưa điền: \(blank)", en: "this is not filled in yet: \(blank)"),
            fix: vi(
                "viết giá trị thay cho cả \(blank), hoặc xóa khóa này nếu không bắt buộc",
                en: "put a value in the place of \(blank), or delete the key if it is not required"
            ))
    }

    // MARK: Values

    static func wrongShape(_ key: String, wanted: Shape) -> Advice {
        let subject = key.isEmpty ? vi("chỗ này", en: "this") : "'\(key)'"
        let name = key.isEmpty ? "" : "\(key): "
        return switch wanted {
        case .text:
            Advice(
                vi("\(subject) phải là một văn bản", en: "\(subject) must be text"),
                fix: vi("viết \(name)giá trị", en: "write \(name)value"))
        case .list:
            Advice(
                vi("\(subject) phải là một danh sách", en: "\(subject) must be a list"),
                fix: vi(
                    "viết \(name)[…], hoặc mỗi mục một dòng bắt đầu bằng - và dấu cách",
                    en: "write \(name)[…], or each item on a line that begins with - and a blank"))
        case .map:
            Advice(
                vi("\(subject) phải gồm các khóa", en: "\(subject) must be a mapping"),
                fix: vi("viết \(name){khóa: giá trị}", en: "write \(name){key: value}"))
        }
    }

    enum Shape { case text, list, map }

    static func emptyList(_ key: String, allowsUnknown: Bool) -> Advice {
        Advice(
            vi("'\(key)' không có ai", en: "'\(key)' names nobody"),
            fix: vi("viết ít nhất một id", en: "write at least one id")
                + (allowsUnknown ? vi(", hoặc unknown", en: ", or unknown") : ""))
    }

    static func badId(_ text: String, proposal: String, foreign: Unicode.Scalar?) -> Advice {
        let letter = foreign.map { "'\($0)' " + vi("là", en: "is") + " \(codePoint($0))" }
        return Advice(
            vi(
                "'\(text)' không phải là id: chỉ dùng a-z, 0-9 và dấu -, tối đa 64 chữ",
                en: "'\(text)' is not an id: use only a-z, 0-9 and -, at most 64 characters")
                + (letter.map {
                    vi("; \($0), không phải chữ Latinh", en: "; \($0), which is not a Latin letter")
                } ?? ""),
            fix: proposal.isEmpty
                ? vi(
                    "đặt id theo tên ngắn, ví dụ so-y-te",
                    en: "make the id from the short name, for example so-y-te")
                : write(proposal, or: ""))
    }

    static func notOneOf(_ key: String, _ text: String, _ allowed: [String]) -> Advice {
        Advice(
            vi("'\(key)' không nhận '\(text)'", en: "'\(key)' does not take '\(text)'"),
            fix: oneOf(allowed))
    }

    static func badDay(_ key: String, _ text: String, _ reason: PhraseError?) -> Advice {
        if let reason {
            return Advice(
                "'\(key)': " + explain(reason, in: text).what,
                fix: vi("viết NĂM-THÁNG-NGÀY có thật", en: "write a real day as YYYY-MM-DD"))
        }
        return Advice(
            vi(
                "'\(key)': '\(text)' không phải là ngày theo dạng NĂM-THÁNG-NGÀY",
                en: "'\(key)': '\(text)' is not a day in the form YYYY-MM-DD"),
            fix: vi(
                "viết năm trước, đủ số, ví dụ 2023-04-28",
                en: "write the year first and every digit, for example 2023-04-28"))
    }

    static func badPeriod(_ key: String, _ text: String, allowsDay: Bool) -> Advice {
        Advice(
            vi("'\(key)': '\(text)' không phải là kỳ", en: "'\(key)': '\(text)' is not a period"),
            fix: vi("viết 2023, 2021..2025 hoặc ", en: "write 2023, 2021..2025 or ")
                + (allowsDay
                    ? vi("một ngày 2023-12-31", en: "a day such as 2023-12-31")
                    : "2023-02-01..2023-12-31"))
    }

    static var periodTooLong: Advice {
        Advice(
            vi(
                "kỳ của kế hoạch dài quá \(Limit.planYears) năm",
                en: "the plan's period is longer than \(Limit.planYears) years"),
            fix: vi("kiểm tra lại hai năm", en: "check both years"))
    }

    static func badGoal(_ text: String) -> Advice {
        let forms = #"">= 80 %", "= 2000", "3..5 %", ">= 17 of 21""#
        return Advice(
            vi("'goal': không hiểu '\(text)'", en: "'goal': cannot read '\(text)'"),
            fix: vi("viết như \(forms) hoặc unknown", en: "write it like \(forms), or unknown"))
    }

    static func badMail(_ key: String, _ text: String) -> Advice {
        Advice(
            vi(
                "'\(key)': '\(text)' không phải là địa chỉ thư",
                en: "'\(key)': '\(text)' is not a mail address"),
            fix: vi("viết như ten@co-quan.gov.vn", en: "write it like name@agency.gov.vn"))
    }

    static func badUser(_ text: String) -> Advice {
        Advice(
            vi(
                "'user': '\(text)' không phải là tên đăng nhập",
                en: "'user': '\(text)' is not a login name"),
            fix: vi("viết tên trong /etc/passwd", en: "write a name from /etc/passwd"))
    }

    static func untilBeforeFrom(_ from: Day, _ until: Day) -> Advice {
        Advice(
            vi(
                "'until' \(until) đứng trước 'from' \(from)",
                en: "'until' \(until) comes before 'from' \(from)"),
            fix: vi("sửa một trong hai ngày", en: "correct one of the two days"))
    }
}
