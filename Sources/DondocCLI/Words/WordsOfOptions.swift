import DondocCore

/// What `help` says of options and arguments.
extension Words.Help {
    static var socket: String {
        vi(
            "Ổ cắm của dondocd (hoặc DONDOC_SOCKET).",
            en: "The socket of dondocd (or DONDOC_SOCKET).")
    }
    static var lang: String {
        vi(
            "Tiếng Việt (vi) hay tiếng Anh (en); hoặc DONDOC_LANG.",
            en: "Vietnamese (vi) or English (en); or DONDOC_LANG.")
    }
    static var json: String { vi("In JSON.", en: "Print JSON.") }
    static var csv: String { vi("In CSV.", en: "Print CSV.") }
    static var id: String {
        vi(
            "Số, khóa, hoặc phần đầu duy nhất của khóa.",
            en: "Number, key, or a unique beginning of the key.")
    }
    static var maxAge: String {
        vi(
            "Sự cố nếu nhịp cuối của dondocd, hay thư chờ lâu nhất, cũ hơn thế: 90, 15m, 2h, 1d.",
            en: "Degraded if the last heartbeat or the oldest waiting letter is older: "
                + "90, 15m, 2h, 1d.")
    }

    // MARK: Filters

    static var byPlan: String { vi("Chỉ kế hoạch này.", en: "Only this plan.") }
    static var byAgency: String { vi("Chỉ cơ quan này.", en: "Only this agency.") }
    static var byLead: String {
        vi("Chỉ việc do cơ quan này chủ trì.", en: "Only work that this agency leads.")
    }
    static var byState: String { vi("Chỉ trạng thái này.", en: "Only this state.") }
    static var byBucket: String { vi("Chỉ xếp loại này.", en: "Only this bucket.") }
    static var dueBefore: String { vi("Hạn trước ngày này.", en: "Due before this day.") }
    static var dueAfter: String { vi("Hạn sau ngày này.", en: "Due after this day.") }
    static var mine: String {
        vi(
            "Chỉ việc của cơ quan tôi và của người tôi đang thay.",
            en: "Only work of my agency, and of those I stand in for.")
    }
    static var missing: String {
        vi(
            "Còn chờ ai: báo cáo tổng hợp (ID), hoặc KẾ-HOẠCH/VIỆC[/KỲ].",
            en: "Only who is missing: of a report (ID), or of PLAN/TASK[/PERIOD].")
    }
    static var limit: String { vi("Nhiều nhất bấy nhiêu dòng.", en: "At most this many lines.") }

    // MARK: Changes

    static var doc: String {
        vi("Số văn bản chứng minh.", en: "Number of the document that proves it.")
    }
    static var dated: String {
        vi(
            "Ngày của văn bản: 15/06/2023 hoặc 2023-06-15.",
            en: "Day of the document: 15/06/2023 or 2023-06-15.")
    }
    static var file: String {
        vi(
            "Tệp chứng minh; chỉ ghi mã SHA-256 của tệp.",
            en: "File that proves it; only its SHA-256 is recorded.")
    }
    static var text: String { vi("Lời ghi chú.", en: "Text of the note.") }
    static var onBehalf: String {
        vi("Làm thay cơ quan này.", en: "Act on behalf of this agency.")
    }
    static var dryRun: String {
        vi(
            "Chỉ cho xem những ngày và đầu việc sẽ thay đổi, không áp dụng gì.",
            en: "Only show the days and obligations that would change; apply nothing.")
    }
    static var address: String {
        vi("Địa chỉ nhận thư thử.", en: "Address that gets the test letter.")
    }

    // MARK: Plans

    static var newId: String {
        vi(
            "Mã của kế hoạch: a-z, 0-9 và dấu -; không bao giờ đổi.",
            en: "Id of the plan: a-z, 0-9 and -; it never changes.")
    }
    static var newTitle: String {
        vi("Tên gọi ngắn của kế hoạch.", en: "Short title of the plan.")
    }
    static var newTerritory: String {
        vi(
            "Địa bàn: tên tệp trong agencies, không có .yaml; mã cơ quan của địa bàn được chép vào tệp.",
            en: "Territory: the name of a file in agencies, without .yaml; "
                + "the ids of its agencies are copied into the file.")
    }
    static var newPeriod: String {
        vi(
            "Kỳ của kế hoạch: 2023, 2021..2025 hoặc 2023-02-01..2023-12-31.",
            en: "Period of the plan: 2023, 2021..2025 or 2023-02-01..2023-12-31.")
    }
    static var newFile: String {
        vi(
            "Ghi vào tệp này (mặc định in ra đầu ra chuẩn).",
            en: "Write to this file (default: the standard output).")
    }
    static var planFiles: String {
        vi("Tệp kế hoạch; - là đầu vào chuẩn.", en: "Plan file; - is the standard input.")
    }
    static var all: String {
        vi(
            "Mọi tệp trong thư mục plans của dondocd.",
            en: "Every file in the plans folder of dondocd.")
    }
    static var planId: String { vi("Mã kế hoạch.", en: "Id of the plan.") }
    static var config: String {
        vi(
            "Thư mục cấu hình (mặc định /etc/dondoc).",
            en: "Configuration folder (default: /etc/dondoc).")
    }

    // MARK: Phrases and days

    static var phrase: String {
        vi(
            "Cụm thời hạn, nguyên văn; - là đầu vào chuẩn.",
            en: "Due phrase in the document's own words; - is the standard input.")
    }
    static var period: String {
        vi(
            "Kỳ của kế hoạch: 2023, 2021..2025 (mặc định năm ban hành, không thì năm nay).",
            en: "Period of the plan: 2023, 2021..2025 (default: the year of issue, else this year)."
        )
    }
    static var covers: String {
        vi(
            "Kỳ số liệu của báo cáo, ví dụ nd09-half.",
            en: "Which days the report covers, such as nd09-half.")
    }
    static var before: String {
        vi(
            "“trước ngày X”: X còn đúng hạn (lenient), hoặc đã muộn (strict).",
            en: "“trước ngày X” (before X): X is on time (lenient), or late (strict).")
    }
    static var offDay: String {
        vi(
            "Ngày nêu là ngày nghỉ: giữ, sang ngày làm việc sau, hoặc trước.",
            en: "A named day that is a day off: keep it, or take the next or previous working day.")
    }
    static var issued: String {
        vi(
            "Ngày ban hành: kỳ đã hết trước đó không tính.",
            en: "Day of issue: periods that ended before it do not count.")
    }
    static var from: String { vi("Chỉ hạn từ ngày này.", en: "Only due days from this day on.") }
    static var to: String { vi("Chỉ hạn đến ngày này.", en: "Only due days up to this day.") }
    static var count: String { vi("Nhiều nhất bấy nhiêu hạn.", en: "At most this many due days.") }
    static var year: String { vi("Năm (mặc định năm nay).", en: "Year (default: this year).") }
    static var csvOfDays: String {
        vi("In CSV, chỉ các ngày nghỉ.", en: "Print CSV, the days off alone.")
    }
    static var shell: String { vi("bash, zsh hoặc fish.", en: "bash, zsh or fish.") }
}
