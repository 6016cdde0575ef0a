import DondocCore

/// What `help` says about verbs and options of work and its trail.
extension Words.Help {
    /// A verb's further help, its examples below.
    static func discussion(of topic: String, _ text: String = "") -> String {
        let lines = Examples.of(topic).map { "  " + $0.line }
        guard !lines.isEmpty else { return text }
        let head = vi("Ví dụ:", en: "Examples:")
        return (text.isEmpty ? "" : text + "\n\n") + ([head] + lines).joined(separator: "\n")
    }

    static var topics: String {
        vi(
            "Xem thêm: dondoc help LỆNH; các chủ đề: help states (trạng thái, ai được làm gì), "
                + "help due (cách viết thời hạn), help examples (mọi ví dụ).",
            en:
                "See also: dondoc help VERB; topics: help states (states, who may do what), help due "
                + "(how due phrases are written), help examples (every example).")
    }

    static var help: String {
        vi("Trợ giúp về lệnh hoặc chủ đề.", en: "Help about a verb or topic.")
    }
    static var helpTopic: String {
        vi("Lệnh, states, due, examples.", en: "A verb, states, due, examples.")
    }

    static func abstract(of verb: ObligationVerb) -> String {
        switch verb {
        case .start: start
        case .done: done
        case .checkin: checkin
        case .note: note
        case .attach: vi("Đính kèm tệp vào đầu việc.", en: "Attach files to an obligation.")
        case .confirm: confirm
        case .return: vi("Trả lại báo cáo chưa đạt (đầu mối).", en: "Return a claim (coordinator).")
        case .extend:
            vi("Xin, cho hoặc từ chối gia hạn.", en: "Ask for a later day, grant it or refuse.")
        case .withdraw: vi("Rút đầu việc (đầu mối).", en: "Withdraw an obligation (coordinator).")
        case .reopen:
            vi(
                "Mở lại việc đã xong hoặc đã rút (đầu mối).",
                en: "Reopen what is done or withdrawn (coordinator).")
        case .waive:
            vi(
                "Cho tổng hợp mà không chờ đủ báo cáo (đầu mối).",
                en: "Let a report go without some inputs (coordinator).")
        case .snooze: snooze
        case .ack: ack
        case .now: now
        }
    }

    static func more(of verb: ObligationVerb) -> String {
        switch verb {
        case .start, .checkin: many
        case .note:
            vi(
                "Lời ghi chú đứng sau cùng, hoặc sau --note. ",
                en: "The text stands last, or behind --note. ") + many
        case .done:
            vi(
                "Là lời báo cáo, chờ đầu mối xác nhận; đúng hạn hay không tính theo ngày báo cáo. Kế hoạch "
                    + "có thể đòi số văn bản, tệp hoặc lời ghi chú. ",
                en:
                    "A claim, until the coordinator confirms it; on time is judged by the day of the claim. "
                    + "The plan may ask for a document number, a file or a note. ") + many
        case .attach:
            vi(
                "Tệp ở nguyên chỗ cũ: dondocd chỉ giữ tên và mã SHA-256. Với bộ lọc thì không nêu ID và chỉ "
                    + "nêu một tệp.",
                en:
                    "The file stays where it is: dondocd keeps its name and SHA-256. With filters no ID is "
                    + "given, and one file.")
        case .confirm:
            vi(
                "Giấy đến sớm hơn lời báo cáo: --received với --reason, đúng hạn tính theo ngày đó. ",
                en:
                    "What came in on paper before the claim: --received with --reason; on time is judged by "
                    + "that day. ") + many
        case .return:
            vi(
                "Trả lại thì coi như chưa xong; báo cáo lại bằng done. ",
                en: "What is returned counts as not done; done claims it again. ") + many
        case .extend:
            vi(
                "Cơ quan xin trước ngày đến hạn: --to, --reason. Đầu mối cho: thêm --doc, số văn bản cho "
                    + "gia hạn; từ chối: --refuse. Không ai xin kịp mà vẫn cho: --force. Hạn ban đầu giữ "
                    + "nguyên trong sổ. ",
                en:
                    "An agency asks before the due day: --to, --reason. The coordinator grants with --doc, the "
                    + "number of the document that does, or refuses with --refuse; what was not asked in time "
                    + "takes --force. The first due day stays on record. ") + many
        case .withdraw:
            vi(
                "Nạp lại kế hoạch không làm nó trở lại. ",
                en: "Loading the plan again does not bring it back. ") + many
        case .reopen:
            vi(
                "Việc đã xong về đang thực hiện, việc đã rút về chưa thực hiện. ",
                en: "Done becomes started, withdrawn becomes planned. ") + many
        case .waive:
            vi(
                "Nêu cơ quan, số hoặc khóa của báo cáo không chờ nữa: sau ID, hoặc bằng --input. ",
                en: "Name the inputs by agency, number or key: after the ID, or with --input. ")
                + many
        case .snooze: snoozeMore + many
        case .ack: ackMore + many
        case .now: nowMore + many
        }
    }

    private static var many: String {
        vi(
            "Nhiều ID hoặc bộ lọc là một thay đổi: một lần undo lấy lại tất cả.",
            en: "Several IDs, or filters, make one change: one undo takes it all back.")
    }

    static var undo: String { vi("Lấy lại cả một thay đổi.", en: "Take one whole change back.") }

    static var undoMore: String {
        vi(
            "Không nêu số thì là thay đổi cuối cùng của chính mình. Lấy lại cũng là một thay đổi, có trong "
                + "sổ, và lấy lại nó thì như chưa hề lấy lại. Đầu việc nào đã có thay đổi sau đó thì bị từ "
                + "chối, kèm tên người.",
            en:
                "Without a number it is your own last change. Undoing is a change of its own, in the trail, "
                + "and undoing it does the work again. It is refused, naming who, where something was "
                + "changed later.")
    }

    static var undoChange: String {
        vi("Số của thay đổi, xem dondoc log.", en: "Number of the change, see dondoc log.")
    }
    static var audit: String { vi("Sổ thay đổi.", en: "The trail.") }
    static var auditVerify: String {
        vi(
            "Soát sổ thay đổi từ dòng đầu đến dòng cuối.",
            en: "Check the trail from its first row to its last.")
    }

    static var auditVerifyMore: String {
        vi(
            "Mã thoát 1 khi sổ không còn nguyên vẹn, kèm dòng hỏng đầu tiên. In số dòng và mã của dòng cuối; "
                + "giữ chúng ở ngoài máy này thì lần sau --head tìm ra cả đoạn cuối bị cắt.",
            en:
                "Exit status 1 when the trail is not whole, with the first bad row. Prints the number of rows "
                + "and the hash of the last; kept outside this machine, --head then finds a cut tail too."
        )
    }

    static var listMore: String {
        vi(
            "--at cho biết tình hình cuối ngày đó, đọc từ sổ; ngày chưa tới thì xét tình hình hôm nay theo "
                + "ngày đó. --totals đếm bốn loại; cộng lại bằng số đầu việc có hạn.",
            en:
                "--at tells how things stood at the end of that day, from the trail; for a day to come, "
                + "today's states judged on that day. --totals counts the four buckets, which sum to all "
                + "that have a due day.")
    }

    static var showMore: String {
        vi(
            "Với KẾ-HOẠCH/VIỆC hoặc KẾ-HOẠCH/VIỆC/KỲ: bao nhiêu cơ quan đã báo cáo, cơ quan nào chưa.",
            en:
                "With PLAN/TASK or PLAN/TASK/PERIOD: how many agencies have reported, and who has not."
        )
    }

    // MARK: Options

    static var at: String {
        vi(
            "Tình hình cuối ngày này (list, show).",
            en: "As of the end of this day (list, show).")
    }
    static var ids: String {
        vi(
            "Số, khóa, hoặc phần đầu duy nhất của khóa.",
            en: "Numbers, keys, or unique prefixes of keys.")
    }
    static var idsAndText: String {
        vi("Số hoặc khóa, rồi lời ghi chú.", en: "Numbers or keys, then the text.")
    }
    static var idAndInputs: String {
        vi("Số hoặc khóa, rồi các báo cáo không chờ.", en: "Number or key, then the inputs.")
    }
    static var input: String {
        vi("Báo cáo không chờ: cơ quan, số hoặc khóa.", en: "An input: agency, number or key.")
    }
    static var attached: String {
        vi("Tệp; chỉ ghi tên và mã SHA-256.", en: "File; its name and SHA-256 are kept.")
    }
    static var dryRunOfAct: String {
        vi("Chỉ cho xem điều sẽ thay đổi.", en: "Only show what would change.")
    }
    static var reason: String { vi("Lý do, ghi vào sổ.", en: "Why, for the trail.") }
    static var received: String {
        vi("Ngày nhận bản giấy; phải có --reason.", en: "Day of receipt on paper; needs --reason.")
    }
    static var extendTo: String {
        vi("Hạn mới xin hoặc cho.", en: "The day that is asked for or granted.")
    }
    static var grantDoc: String {
        vi("Số văn bản cho gia hạn.", en: "Number of the document that grants it.")
    }
    static var force: String {
        vi("Cho gia hạn dù không ai xin kịp.", en: "Grant what nobody asked for in time.")
    }
    static var refuse: String { vi("Từ chối lời xin gia hạn.", en: "Refuse what was asked.") }
    static var basis: String {
        vi(
            "Xét theo hạn đang có hiệu lực, hoặc hạn ban đầu.",
            en: "Judge by the due day in force, or by the first.")
    }
    static var asked: String {
        vi("Chỉ việc đang xin gia hạn.", en: "Only what has an extension asked for.")
    }
    static var totals: String { vi("Chỉ đếm theo xếp loại.", en: "Only count by bucket.") }
    static var head: String {
        vi("Đầu sổ đã giữ ở ngoài lần trước.", en: "The head that was kept outside last time.")
    }
    static var logChange: String { vi("Chỉ thay đổi số này.", en: "Only this change.") }
}
