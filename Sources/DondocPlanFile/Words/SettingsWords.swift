import DondocCore

/// What is wrong with dondoc.yaml.
extension Words {
    static func badVia(_ text: String) -> Advice {
        Advice(
            vi("'via': không hiểu '\(text)'", en: "'via': cannot read '\(text)'"),
            fix: vi(
                "viết none, smtp://máy:cổng, smtps://máy:cổng hoặc sendmail:/usr/sbin/sendmail",
                en: "write none, smtp://host:port, smtps://host:port or sendmail:/usr/sbin/sendmail"
            ))
    }

    static func badPath(_ key: String, _ path: String) -> Advice {
        Advice(
            vi(
                "'\(key)': '\(path)' không phải là đường dẫn đầy đủ",
                en: "'\(key)': '\(path)' is not a full path"),
            fix: vi(
                "viết từ gốc /, không có .. và //",
                en: "write it from the root /, without .. and //"))
    }

    static var credentialMissing: Advice {
        Advice(
            vi(
                "'via' có tên đăng nhập mà không có 'credential'",
                en: "'via' has a user name but there is no 'credential'"),
            fix: vi(
                "thêm credential: smtp-password; mật khẩu đặt ở /etc/credstore/smtp-password",
                en:
                    "add credential: smtp-password; the password goes to /etc/credstore/smtp-password"
            ))
    }

    static var userMissing: Advice {
        Advice(
            vi(
                "có 'credential' mà 'via' không có tên đăng nhập",
                en: "there is a 'credential' but 'via' has no user name"),
            fix: vi(
                "viết smtp://tên@máy:cổng, hoặc bỏ 'credential'",
                en: "write smtp://user@host:port, or delete 'credential'"))
    }

    static var passwordInVia: Advice {
        Advice(
            vi("'via' chứa mật khẩu", en: "'via' holds a password"),
            fix: vi("bỏ mật khẩu; ", en: "delete the password; ") + credentialMissing.fix)
    }

    static var fromMissing: Advice {
        Advice(
            vi("gửi thư thì phải có 'from'", en: "'from' is required to send mail"),
            fix: vi(
                "thêm from: \"Đôn đốc <ten@co-quan.gov.vn>\"",
                en: "add from: \"Đôn đốc <name@agency.gov.vn>\""))
    }

    static var tlsNeeded: Advice {
        Advice(
            vi(
                "'tls: none' chỉ dùng với máy này (localhost, 127.*, ::1)",
                en: "'tls: none' is only for this machine (localhost, 127.*, ::1)"),
            fix: vi("viết tls: required", en: "write tls: required"))
    }

    static func badClock(_ key: String, _ text: String) -> Advice {
        Advice(
            vi(
                "'\(key)': '\(text)' không phải là giờ",
                en: "'\(key)': '\(text)' is not a time of day"),
            fix: vi(
                "viết đủ bốn số, ví dụ \"08:00\"",
                en: "write all four digits, for example \"08:00\""))
    }

    static func badOffice(_ text: String) -> Advice {
        Advice(
            vi(
                "'office': '\(text)' không phải là giờ làm việc",
                en: "'office': '\(text)' is not a span of hours"),
            fix: vi(
                "viết giờ mở cửa rồi giờ đóng cửa, ví dụ \"07:30-17:00\"",
                en: "write when it opens and when it closes, for example \"07:30-17:00\""))
    }

    static func outsideOffice(_ remindAt: Int, _ opens: Int, _ closes: Int) -> Advice {
        let (at, office) = (clockTime(remindAt), "\(clockTime(opens))-\(clockTime(closes))")
        return Advice(
            vi(
                "'remind-at': \(at) nằm ngoài giờ làm việc \(office)",
                en: "'remind-at': \(at) is outside office hours, \(office)"),
            fix: vi(
                "viết remind-at từ \(clockTime(opens)) đến trước \(clockTime(closes)), hoặc sửa office",
                en:
                    "write a remind-at from \(clockTime(opens)) until before \(clockTime(closes)), or change office"
            ))
    }

    static func badLimit(_ key: String, _ text: String) -> Advice {
        let range = Settings.Limits.range
        return Advice(
            vi(
                "'\(key)': '\(text)' không phải là số từ \(range.lowerBound) đến \(range.upperBound)",
                en:
                    "'\(key)': '\(text)' is not a number from \(range.lowerBound) to \(range.upperBound)"
            ),
            fix: vi("viết số bằng chữ số, ví dụ 20", en: "write it in digits, for example 20"))
    }

    static func badCredential(_ text: String) -> Advice {
        Advice(
            vi(
                "'credential': '\(text)' không phải là tên",
                en: "'credential': '\(text)' is not a name"),
            fix: vi("chỉ dùng chữ ASCII, số, . _ -", en: "use only ASCII letters, digits, . _ -"))
    }

    // MARK: Hooks

    static func badHookName(_ text: String) -> Advice {
        Advice(
            vi(
                "'name': '\(text)' không phải là tên hook",
                en: "'name': '\(text)' is not a hook's name"),
            fix: vi(
                "chữ thường a–z, số và gạch nối, nhiều nhất 32 ký tự, không phải mail",
                en: "lower-case a–z, digits and hyphens, at most 32 characters, not mail"))
    }

    static func sameHook(_ name: String) -> Advice {
        Advice(
            vi("có hai hook tên '\(name)'", en: "two hooks are named '\(name)'"),
            fix: vi("đặt cho mỗi hook một tên riêng", en: "give each hook a name of its own"))
    }

    static func manyHooks(_ limit: Int) -> Advice {
        Advice(
            vi("nhiều hơn \(limit) hook", en: "more than \(limit) hooks"),
            fix: vi(
                "bớt đi, hoặc gộp trong một chương trình",
                en: "take some away, or join them in one program"))
    }

    static func unknownEvent(_ text: String, _ known: [String]) -> Advice {
        let list = known.joined(separator: ", ")
        return Advice(
            vi("'on': không có loại tin '\(text)'", en: "'on': there is no event '\(text)'"),
            fix: vi("chọn trong: \(list)", en: "choose from: \(list)"))
    }

    static var deafHook: Advice {
        Advice(
            vi("hook này không nhận tin nào", en: "this hook hears of nothing"),
            fix: vi(
                "thêm on: [overdue, …], hoặc fallback: true",
                en: "add on: [overdue, …], or fallback: true"))
    }

    static var controlInArgument: Advice {
        Advice(
            vi(
                "'run': một tham số có ký tự điều khiển",
                en: "'run': an argument has a control character"),
            fix: vi("viết tham số trên một dòng chữ", en: "write the argument in one line of text"))
    }
}
