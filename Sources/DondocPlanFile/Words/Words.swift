import DondocCore

/// Every word of this room that a person reads, in Vietnamese; English will join here later.
///
/// Each is `what` is wrong, then the way out.
enum Words {
    // MARK: Keys and values

    static func unknownKey(_ key: String, suggestion: String?, known: [String]) -> Advice {
        Advice(
            "không có khóa '\(key)' ở đây",
            fix: suggestion.map { "viết \($0)" }
                ?? "dùng một trong: \(known.joined(separator: ", "))")
    }

    static func missing(_ key: String) -> Advice {
        Advice("thiếu khóa bắt buộc '\(key)'", fix: "thêm \(key): …")
    }

    static func blank(_ key: String) -> Advice {
        Advice("'\(key)' để trống", fix: "viết giá trị sau \(key):")
    }

    static func unfilled(_ blank: String) -> Advice {
        Advice(
            "chỗ này chưa điền: \(blank)",
            fix: "viết giá trị thay cho cả \(blank), hoặc xóa khóa này nếu không bắt buộc")
    }

    static func wrongShape(_ key: String, wanted: Shape) -> Advice {
        let subject = key.isEmpty ? "chỗ này" : "'\(key)'"
        let name = key.isEmpty ? "" : "\(key): "
        return switch wanted {
        case .text: Advice("\(subject) phải là một văn bản", fix: "viết \(name)giá trị")
        case .list:
            Advice(
                "\(subject) phải là một danh sách",
                fix: "viết \(name)[…], hoặc mỗi mục một dòng bắt đầu bằng - và dấu cách")
        case .map: Advice("\(subject) phải gồm các khóa", fix: "viết \(name){khóa: giá trị}")
        }
    }

    enum Shape { case text, list, map }

    static func emptyList(_ key: String, allowsUnknown: Bool) -> Advice {
        Advice(
            "'\(key)' không có ai",
            fix: allowsUnknown ? "viết ít nhất một id, hoặc unknown" : "viết ít nhất một id")
    }

    static func badId(_ text: String, proposal: String, foreign: Unicode.Scalar?) -> Advice {
        Advice(
            "'\(text)' không phải là id: chỉ dùng a-z, 0-9 và dấu -, tối đa 64 chữ"
                + (foreign.map { "; '\($0)' là \(codePoint($0)), không phải chữ Latinh" } ?? ""),
            fix: proposal.isEmpty ? "đặt id theo tên ngắn, ví dụ so-y-te" : "viết \(proposal)")
    }

    static func notOneOf(_ key: String, _ text: String, _ allowed: [String]) -> Advice {
        Advice(
            "'\(key)' không nhận '\(text)'",
            fix: "viết một trong: \(allowed.joined(separator: ", "))")
    }

    static func badDay(_ key: String, _ text: String, _ reason: PhraseError?) -> Advice {
        if let reason {
            return Advice(
                "'\(key)': " + explain(reason, in: text).what,
                fix: "viết NĂM-THÁNG-NGÀY có thật")
        }
        return Advice(
            "'\(key)': '\(text)' không phải là ngày theo dạng NĂM-THÁNG-NGÀY",
            fix: "viết năm trước, đủ số, ví dụ 2023-04-28")
    }

    static func badPeriod(_ key: String, _ text: String, allowsDay: Bool) -> Advice {
        Advice(
            "'\(key)': '\(text)' không phải là kỳ",
            fix: "viết 2023, 2021..2025 hoặc "
                + (allowsDay ? "một ngày 2023-12-31" : "2023-02-01..2023-12-31"))
    }

    static let periodTooLong = Advice(
        "kỳ của kế hoạch dài quá \(Limit.planYears) năm", fix: "kiểm tra lại hai năm")

    static func badGoal(_ text: String) -> Advice {
        Advice(
            "'goal': không hiểu '\(text)'",
            fix: "viết như \">= 80 %\", \"= 2000\", \"3..5 %\", \">= 17 of 21\" hoặc unknown")
    }

    static func badMail(_ key: String, _ text: String) -> Advice {
        Advice("'\(key)': '\(text)' không phải là địa chỉ thư", fix: "viết như ten@co-quan.gov.vn")
    }

    static func badUser(_ text: String) -> Advice {
        Advice("'user': '\(text)' không phải là tên đăng nhập", fix: "viết tên trong /etc/passwd")
    }

    static func untilBeforeFrom(_ from: Day, _ until: Day) -> Advice {
        Advice(
            "'until' \(until) đứng trước 'from' \(from)", fix: "sửa một trong hai ngày")
    }

    // MARK: Agencies, people, calendar

    static func noAgency(_ id: String, in territory: String, suggestion: String?) -> Advice {
        Advice(
            "không có cơ quan '\(id)' trong \(territory)",
            fix: suggestion.map { "viết \($0)" } ?? "thêm cơ quan vào agencies/\(territory).yaml")
    }

    static func noGroup(_ id: String, in territory: String, suggestion: String?) -> Advice {
        Advice(
            "không có nhóm '@\(id)' trong \(territory)",
            fix: suggestion.map { "viết \($0)" } ?? "thêm nhóm vào agencies/\(territory).yaml")
    }

    static func noTerritory(_ id: String, suggestion: String?) -> Advice {
        Advice(
            "không có cơ quan nào của '\(id)'",
            fix: suggestion.map { "viết \($0)" } ?? "thêm tệp agencies/\(id).yaml")
    }

    static func unknownNotHere(_ key: String) -> Advice {
        Advice(
            "'\(key)' không nhận unknown", fix: "bỏ trống; unknown chỉ viết ở lead, from, to")
    }

    static let reservedId = Advice("id 'unknown' đã dành riêng", fix: "đặt id khác")

    static func badTerritory(_ stem: String) -> Advice {
        Advice("tên tệp '\(stem)' không phải là id", fix: "đặt tên tệp như thanh-hoa.yaml")
    }

    /// What may stand only once.
    enum Thing: String {
        case agency = "cơ quan"
        case group = "nhóm"
        case person = "người"
        case login = "tên đăng nhập"
        case plan = "kế hoạch"
        case year = "năm"
    }

    static func taken(_ what: Thing, _ id: String, by place: String) -> Advice {
        Advice(
            "\(what.rawValue) '\(id)' đã có ở \(place)", fix: "đặt tên khác, hoặc bỏ một trong hai")
    }

    static func agencyCircle(_ key: String, _ ids: [String]) -> Advice {
        Advice(
            "'\(key)' chạy vòng: \(ids.joined(separator: " → "))",
            fix: "bỏ hoặc sửa một '\(key)' trong vòng này")
    }

    static func groupInGroup(_ name: String) -> Advice {
        Advice("nhóm không chứa được nhóm '\(name)'", fix: "viết ra từng cơ quan thành viên")
    }

    static func memberAgain(_ id: String) -> Advice {
        Advice("cơ quan '\(id)' đã có trong nhóm này", fix: "bỏ một trong hai")
    }

    static func dayAgain(_ day: Day, at place: String) -> Advice {
        Advice("ngày \(day.written) đã có ở \(place)", fix: "bỏ một trong hai dòng")
    }

    static func swappedWrongly(_ day: Day, isWork: Bool) -> Advice {
        isWork
            ? Advice(
                "\(spelled(day)) vốn là ngày làm việc, không làm bù được",
                fix: "xem lại ngày; làm bù vào thứ Bảy hoặc Chủ nhật")
            : Advice(
                "\(spelled(day)) vốn là ngày nghỉ, không hoán đổi được",
                fix: "xem lại ngày hoặc kind")
    }

    static func swapAlone(_ day: Day, isWork: Bool) -> Advice {
        Advice(
            "\(spelled(day)) hoán đổi mà không có ngày \(isWork ? "nghỉ" : "làm bù") trong vòng một tháng",
            fix: "thêm dòng kind: \(isWork ? "swapped-off" : "swapped-work"), hoặc sửa kind")
    }

    static func yearOfFile(_ year: Int, file: String) -> Advice {
        Advice("'year' là \(year) nhưng tệp tên là \(file)", fix: "sửa 'year' hoặc tên tệp")
    }

    static func dayOutsideYear(_ day: Day, year: Int) -> Advice {
        Advice(
            "ngày \(day.written) không thuộc năm \(year)", fix: "chuyển sang tệp \(day.year).yaml")
    }

    static func badYear(_ text: String) -> Advice {
        Advice("'year': '\(text)' không phải là năm", fix: "viết bốn chữ số, ví dụ 2023")
    }

    // MARK: Settings

    static func badVia(_ text: String) -> Advice {
        Advice(
            "'via': không hiểu '\(text)'",
            fix: "viết none, smtp://máy:cổng, smtps://máy:cổng hoặc sendmail:/usr/sbin/sendmail")
    }

    static func badPath(_ key: String, _ path: String) -> Advice {
        Advice(
            "'\(key)': '\(path)' không phải là đường dẫn đầy đủ",
            fix: "viết từ gốc /, không có .. và //")
    }

    static let credentialMissing = Advice(
        "'via' có tên đăng nhập mà không có 'credential'",
        fix: "thêm credential: smtp-password; mật khẩu đặt ở /etc/credstore/smtp-password")
    static let userMissing = Advice(
        "có 'credential' mà 'via' không có tên đăng nhập",
        fix: "viết smtp://tên@máy:cổng, hoặc bỏ 'credential'")

    static let passwordInVia = Advice(
        "'via' chứa mật khẩu", fix: "bỏ mật khẩu; \(credentialMissing.fix)")
    static let fromMissing = Advice(
        "gửi thư thì phải có 'from'", fix: "thêm from: \"Đôn đốc <ten@co-quan.gov.vn>\"")
    static let tlsNeeded = Advice(
        "'tls: none' chỉ dùng với máy này (localhost, 127.*, ::1)", fix: "viết tls: required")

    static func badClock(_ key: String, _ text: String) -> Advice {
        Advice("'\(key)': '\(text)' không phải là giờ", fix: "viết đủ bốn số, ví dụ \"08:00\"")
    }

    static func badCredential(_ text: String) -> Advice {
        Advice("'credential': '\(text)' không phải là tên", fix: "chỉ dùng chữ ASCII, số, . _ -")
    }

    // MARK: Plans

    static func taskAgain(_ id: String, firstLine: Int) -> Advice {
        Advice("id '\(id)' đã dùng ở dòng \(firstLine)", fix: "đặt id khác")
    }

    static func noReport(_ id: String, suggestion: String?) -> Advice {
        Advice(
            "không có báo cáo '\(id)' trong kế hoạch này",
            fix: suggestion.map { "viết \($0)" } ?? "viết id của một mục trong reports")
    }

    static func cycle(_ ids: [String]) -> Advice {
        Advice("các báo cáo chờ nhau: \(ids.joined(separator: " → "))", fix: "bỏ một 'after'")
    }

    static func noMembers(_ id: String) -> Advice {
        Advice(
            "nhóm '@\(id)' chưa có thành viên nên không ai được nhắc",
            fix: "thêm thành viên vào nhóm")
    }

    static let eventMissing = Advice(
        "thời hạn đếm từ một sự kiện mà chưa có ngày sự kiện: việc này chưa có hạn",
        fix: "khi sự kiện đã xảy ra thì thêm event: NĂM-THÁNG-NGÀY rồi nạp lại")

    static func eventWithoutCount(_ phrase: String) -> Advice {
        Advice(
            "'event' chỉ dùng cho thời hạn đếm từ một sự kiện, '\(phrase)' thì không",
            fix: "bỏ event, hoặc viết đúng chữ của văn bản, ví dụ trong vòng 05 ngày kể từ ngày …")
    }

    static func warning(_ warning: Phrase.Warning) -> Advice {
        switch warning {
        case .periodUnstated:
            Advice(
                "văn bản không nói kỳ nào nên không có ngày hạn",
                fix: "hỏi cơ quan ban hành kỳ báo cáo")
        case .dayUnstated:
            Advice(
                "văn bản không nêu ngày trong kỳ: lấy ngày cuối kỳ",
                fix: "hỏi cơ quan ban hành ngày nộp")
        case .alsoOnDemand:
            Advice(
                "'báo cáo nhanh' làm khi có việc nên không có ngày hạn", fix: "nhắc riêng khi cần")
        case .alsoContinuous:
            Advice(
                "việc làm thường xuyên bên cạnh hạn này: chỉ hạn có ngày được nhắc",
                fix: "thêm một việc 'Thường xuyên' nếu cần theo dõi")
        case .saidTwice:
            Advice(
                "cùng một ngày hoặc kỳ được nêu hai lần: tính một lần",
                fix: "xem lại văn bản, có thể là một ngày khác")
        case .pastPeriods:
            Advice(
                "các kỳ đã qua lúc ban hành không được nhắc",
                fix: "hỏi cơ quan ban hành có phải nộp bù")
        case .calendarForecast:
            Advice(
                "lịch nghỉ năm đó chưa công bố: đã tính theo dự kiến", fix: "thêm calendar/NĂM.yaml"
            )
        case .yearFromIssued, .yearFromToday, .yearGuessed:
            Advice("thời hạn thiếu năm: đã suy ra năm", fix: "hỏi cơ quan ban hành năm của hạn")
        case .calendarMissing:
            Advice("thiếu lịch nghỉ: chỉ tính thứ bảy, chủ nhật", fix: "thêm calendar/NĂM.yaml")
        }
    }
}
