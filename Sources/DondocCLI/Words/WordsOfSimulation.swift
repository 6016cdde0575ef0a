import DondocCore

/// The words of `simulate`.
extension Words {
    /// Answers that are not played, by their lines.
    static func unplayed(_ file: String, _ lines: [Int], _ last: Day) -> String {
        let shown = lines.prefix(20).map(String.init).joined(separator: ", ")
        let more = lines.count > 20 ? ", …" : ""
        return vi(
            "\(file): trả lời sau ngày cuối (\(last.written)) không được diễn: dòng \(shown)\(more)",
            en:
                "\(file): answers after the last day (\(last.written)) are not played: \(count(lines.count, "line")) (\(shown)\(more))"
        )
    }

    static func simulatedKind(_ kind: String) -> String {
        switch kind {
        case "digest": vi("danh sách", en: "list")
        case "assigned": vi("giao việc", en: "assigned")
        case "returned": vi("bị trả lại", en: "returned")
        default: noticeKind(kind)
        }
    }

    static func simulated(_ letters: Int, boxes: Int, days: Int, most: Int) -> String {
        vi(
            "\(letters) thư tới \(boxes) hộp thư trong \(days) ngày làm việc; một người nhiều nhất \(most) thư một ngày",
            en:
                "\(count(letters, "letter")) to \(count(boxes, "mailbox", "mailboxes")) over \(count(days, "working day")); at most \(most) for one person on one day"
        )
    }

    static var simulating: String { vi("đang diễn thử…", en: "simulating…") }

    static var backwards: String {
        vi("--to đứng trước --from", en: "--to is before --from")
    }
    static var configOfOffline: String {
        vi(
            "--config chỉ dùng với --offline; dondocd có cấu hình của nó",
            en: "--config goes with --offline; dondocd has a configuration of its own")
    }
    static var noDaemonProgram: String {
        vi(
            "không tìm thấy chương trình dondocd cạnh dondoc, trong ../sbin hay trong PATH; cài dondocd, hoặc bỏ --offline",
            en:
                "there is no program dondocd beside dondoc, in ../sbin or in PATH; install it, or leave --offline out"
        )
    }
    static func daemonProgramFailed(_ program: String) -> String {
        vi("\(program) không diễn thử được:", en: "\(program) could not simulate:")
    }
    static func offlineTimedOut(_ seconds: Int) -> String {
        vi("quá \(seconds) giây chưa xong", en: "not over after \(seconds) s")
    }
}

extension Words.Help {
    static var simulate: String {
        vi(
            "Diễn thử: mọi thư sẽ gửi, không gửi thư nào.",
            en: "Play the days to come, or a past year: every letter, none of them sent.")
    }
    static var simulateMore: String {
        vi(
            """
            Từ hôm nay: dondocd như hiện có, nếu không ai làm gì. Từ một ngày đã qua: các kế hoạch được nạp lại \
            vào đầu ngày --from, với danh bạ, lịch nghỉ và bậc nhắc hiện nay. Quyết định, giờ làm việc, mỗi ngày \
            một thư đều như thật; thư coi như đã bật và gửi được ngay; sổ sách không đổi gì. Diễn thử cả ngày \
            trước --from, nhưng chỉ kể từ đó.

            Tệp --answers: mỗi dòng ngày,khóa,động từ[,chữ], ví dụ 2023-06-10,KHÓA,done,15/BC-UBND; động từ là \
            start, done, confirm, return, withdraw, checkin; chữ là số văn bản, lý do hoặc ghi chú; có thể thêm \
            giờ: 2023-06-10 14:30, không thì 10:00. Sai ở đâu báo dòng và cột ở đó, mã thoát 65.
            """,
            en: """
                From today on: dondocd as it is, if nobody acts. From a day that has passed: its plans are loaded \
                anew at the beginning of --from, with today's agencies, days off and policies. Decisions, office \
                hours and one letter a day are the real ones; mail counts as on, and every letter arrives at \
                once; no record changes. Days before --from are played, and told from there on.

                A file of --answers has lines of day,key,verb[,text], as 2023-06-10,KEY,done,15/BC-UBND; the verbs \
                are start, done, confirm, return, withdraw, checkin; the text is a document's number, a reason \
                or a note; an hour may follow the day: 2023-06-10 14:30, else it is 10:00. A mistake is told \
                with its line and column: exit status 65.
                """)
    }
    static var simulateFrom: String {
        vi("Kể từ ngày này; không nêu thì hôm nay.", en: "From this day on; else from today.")
    }
    static var simulateTo: String {
        vi(
            "Đến hết ngày này, nhiều nhất 10 năm; không nêu thì hết năm của --from.",
            en: "Up to this day, at most ten years; else to the end of the year of --from.")
    }
    static var simulatePlan: String {
        vi(
            "Nạp các tệp kế hoạch này vào ngày --from và chỉ kể về chúng.",
            en: "Load these plan files at --from, and tell of them alone.")
    }
    static var answers: String {
        vi("Tệp CSV: ai trả lời gì, lúc nào.", en: "CSV file of who answers what, and when.")
    }
    static var toAddress: String {
        vi("Chỉ thư tới địa chỉ này.", en: "Only letters to this address.")
    }
    static var offline: String {
        vi(
            "Không cần dondocd đang chạy: nạp các kế hoạch của --plan, hoặc của thư mục cấu hình.",
            en: "Ask no running dondocd: load the plans of --plan, or those of the configuration.")
    }
    static var offlineConfig: String {
        vi(
            "Thư mục cấu hình của --offline; không nêu thì như plan check.",
            en: "Configuration for --offline; else as plan check has it.")
    }
}
