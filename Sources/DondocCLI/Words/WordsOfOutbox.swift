import DondocAPI
import DondocCore

/// The words of `queue`, `hold`, `resume`, `mail dead`, `mail alive` and `mail addresses`.
extension Words {
    static func shortLetterState(_ state: String) -> String {
        switch state {
        case "queued": vi("chờ", en: "queued")
        case "sending": vi("đang gửi", en: "sending")
        case "sent": vi("đã gửi", en: "sent")
        case "failed": vi("hỏng", en: "failed")
        case "unsure": vi("chưa rõ", en: "unsure")
        case "withdrawn": vi("thôi gửi", en: "withdrawn")
        default: state
        }
    }

    static func letterState(_ state: String, attempts: Int) -> String {
        vi(
            "\(letterState(state)), \(attempts) lần gửi",
            en: "\(letterState(state)), \(count(attempts, "attempt"))")
    }

    /// Why a letter or a notice was withdrawn; what a relay said stays as it is.
    static func letterReason(_ reason: String) -> String {
        switch reason {
        case "dropped": vi("đã bỏ theo lệnh", en: "dropped by command")
        case "dead-address": vi("địa chỉ bị đánh dấu hỏng", en: "the address is marked dead")
        case "address-gone":
            vi("không còn ai có địa chỉ này", en: "nobody has the address any more")
        case "address-moved":
            vi("địa chỉ ấy nay thuộc về người khác", en: "the address is somebody else's now")
        case "deputy-over":
            vi("đã hết những ngày làm thay", en: "the deputy's days were over")
        case "lead-reached":
            vi("đơn vị chủ trì đã có người nhận", en: "the lead hears of it itself now")
        case "superseded": vi("đã có lần nhắc mới hơn", en: "a newer reminder says it all")
        case "no-longer-true": vi("không còn đúng nữa", en: "no longer true")
        case "daemon-restarted":
            vi("dondocd dừng giữa lúc gửi", en: "dondocd stopped while it was being sent")
        default: verb(reason)
        }
    }

    /// After a dry run about letters or addresses.
    static var onlyShown: String {
        vi("chỉ cho xem; chưa làm gì", en: "only shown; nothing is done yet")
    }
    static var nothingQueued: String { vi("không có thư nào", en: "there is no letter") }
    static var noneDead: String {
        vi("không địa chỉ nào bị đánh dấu hỏng", en: "no address is marked dead")
    }
    static var lettersOrAll: String {
        vi(
            "nêu số của thư (dondoc queue list), hoặc --all; --failed và --to đi với --all",
            en: "name letters (dondoc queue list), or say --all; --failed and --to go with --all")
    }
    static var forOrUntil: String {
        vi("chọn một trong --for và --until", en: "choose one of --for and --until")
    }

    static func queue(_ view: QueueChangeView) -> [String] {
        let n = view.letters.count
        guard n > 0 else { return [nothingQueued] }
        if view.dryRun { return [onlyShown] }
        let said =
            view.verb == "drop"
            ? vi("đã bỏ \(n) thư", en: "dropped: \(count(n, "letter"))")
            : vi("cho gửi lại \(n) thư", en: "to be tried again: \(count(n, "letter"))")
        let change = view.change.map { vi(", thay đổi số \($0)", en: ", change \($0)") } ?? ""
        return [said + change] + (view.waits.map { [waits($0)] } ?? [])
    }

    private static func waits(_ why: String) -> String {
        switch why {
        case "hold":
            vi(
                "thư đang bị giữ lại: dondoc status, dondoc resume",
                en: "letters are held: dondoc status, dondoc resume")
        case "hours":
            vi("ngoài giờ làm việc: thư đi khi mở cửa", en: "outside office hours: they leave then")
        default:
            vi("chưa gửi được: dondoc status", en: "no letter can leave: dondoc status")
        }
    }

    // MARK: Holds

    private static func cause(_ hold: HoldView) -> String {
        holdCause(hold.cause) ?? hold.reason ?? hold.cause
    }

    static func held(_ hold: HoldView) -> String {
        guard let until = hold.until.map({ DondocCLI.written(instant: $0) }) else {
            return vi(
                "giữ mọi thư lại cho tới khi dondoc resume: \(cause(hold))",
                en: "all letters are held until dondoc resume: \(cause(hold))")
        }
        return vi(
            "giữ mọi thư lại đến \(until): \(cause(hold))",
            en: "all letters are held until \(until): \(cause(hold))")
    }

    static func resumed(_ hold: HoldView) -> String {
        let since = DondocCLI.written(instant: hold.since)
        return vi(
            "thư lại được gửi; đã giữ từ \(since): \(cause(hold))",
            en: "letters leave again; they were held since \(since): \(cause(hold))")
    }

    // MARK: Addresses

    static func dead(_ view: AddressChangeView, until: String) -> String {
        let others = view.turnedTo.joined(separator: ", ")
        let turned =
            others.isEmpty
            ? "" : vi("; nhận thay: \(others)", en: "; in its place: \(others)")
        return vi(
            "không gửi tới \(view.address) đến hết \(until); rút \(view.withdrawn) lần nhắc\(turned)",
            en:
                "nothing is sent to \(view.address) up to \(until); withdrawn: \(count(view.withdrawn, "reminder"))\(turned)"
        )
    }

    static func alive(_ view: AddressChangeView) -> String {
        vi("lại gửi tới \(view.address)", en: "\(view.address) is written to again")
    }
}

extension Words.Heading {
    static var queue: [String] {
        heads(
            vi(
                "THƯ, TỚI, TÌNH TRẠNG, LẦN, GỬI LẠI LÚC, CHỦ ĐỀ, LỖI",
                en: "LETTER, TO, STATE, TRIES, NEXT TRY, SUBJECT, ERROR"))
    }
    static var addresses: [String] {
        heads(
            vi("ĐỊA CHỈ, CỦA AI, ĐẾN HẾT, LÝ DO, AI GHI", en: "ADDRESS, WHOSE, UP TO, REASON, BY"))
    }
}

extension Words.Field {
    static var letter: String { vi("Thư", en: "Letter") }
    static var subject: String { vi("Chủ đề", en: "Subject") }
    static var nextTry: String { vi("Gửi lại lúc", en: "Next try") }
    static var sentAt: String { vi("Đã gửi lúc", en: "Sent at") }
    static var about: String { vi("Về", en: "About") }
}

extension Words.Help {
    static var queue: String { vi("Thư chờ gửi và thư hỏng.", en: "Look after the outbox.") }
    static var queueList: String {
        vi(
            "Thư chờ, đang gửi, chưa rõ đã tới hay chưa, và thư hỏng.",
            en: "List letters that wait, are on their way or unsure, and dead letters.")
    }
    static var queueListMore: String {
        vi(
            "Đầu mối thấy thư về kế hoạch của mình, quản trị thấy tất cả. Thư đã gửi: --state sent.",
            en:
                "Coordinators see letters about their plans, admins all. What was sent: --state sent."
        )
    }
    static var queueShow: String {
        vi("Một thư và lời thư.", en: "Show a letter and what it says.")
    }
    static var queueRetry: String {
        vi("Gửi lại ngay thư chờ hoặc thư hỏng.", en: "Try waiting or dead letters now.")
    }
    static var queueRetryMore: String {
        vi(
            """
            Thư hỏng được soạn lại trước khi gửi; điều không còn đúng thì bỏ. Thư có thể đã tới một lần chỉ \
            gửi thêm một lần, có ghi X-Dondoc-Attempt. Giờ làm việc và lệnh hold vẫn giữ thư lại.
            """,
            en: """
                A dead letter is composed anew first, without what is no longer true. One that may have \
                arrived is sent once more only, marked X-Dondoc-Attempt. Office hours and a hold still \
                keep letters back.
                """)
    }
    static var queueDrop: String {
        vi("Bỏ hẳn thư chờ hoặc thư hỏng.", en: "Take waiting or dead letters back for good.")
    }
    static var queueDropMore: String {
        vi(
            "Không lệnh nào gửi lại điều đã bỏ; lần nhắc sau vẫn đến. Thư đang gửi lúc này thì không bỏ được.",
            en:
                "Nothing brings back what was dropped; the next reminder still comes. What is being sent at this moment cannot be dropped."
        )
    }
    static var letterState: String {
        vi("Chỉ thư ở tình trạng này.", en: "Only letters in this state.")
    }
    static var letterTo: String {
        vi("Chỉ thư tới địa chỉ này.", en: "Only letters to this address.")
    }
    static var letterId: String {
        vi("Số của thư (dondoc queue list).", en: "Number of a letter (dondoc queue list).")
    }
    static var letterIds: String {
        vi("Số của các thư (dondoc queue list).", en: "Numbers of letters (dondoc queue list).")
    }
    static var allLetters: String {
        vi("Mọi thư làm được và thuộc quyền của bạn.", en: "Every letter that you may touch.")
    }
    static var failedLetters: String {
        vi("Cùng --all: chỉ thư hỏng.", en: "With --all: dead letters only.")
    }

    static var hold: String { vi("Giữ mọi thư lại.", en: "Hold all letters back.") }
    static var holdMore: String {
        vi(
            """
            Việc vẫn được theo dõi, thư vẫn được soạn; khi thôi giữ, mỗi người nhận một thư đúng với lúc ấy. \
            Không nêu --for hay --until thì giữ tới khi dondoc resume. Khởi động lại không đổi gì.
            """,
            en: """
                The work is followed and letters are composed all the same; afterwards everybody gets one \
                letter that is true then. Without --for or --until until dondoc resume. A restart \
                changes nothing.
                """)
    }
    static var holdFor: String { vi("Giữ bao lâu: 30m, 2h, 1d.", en: "How long: 30m, 2h, 1d.") }
    static var holdUntil: String {
        vi(
            "Giữ đến lúc nào: '15/06/2023 14:00', hoặc một ngày.",
            en: "Up to when: '15/06/2023 14:00', or a day.")
    }
    static var resume: String { vi("Cho thư đi lại.", en: "Let letters leave again.") }
    static var resumeMore: String {
        vi(
            """
            Sau một lần dừng dài, đồng hồ nhảy hoặc cơ sở dữ liệu được phục hồi, dondocd tự giữ thư. Lần chờ tự \
            hết thì cần --now để bỏ qua; bản phục hồi thì chờ tới khi dondoc resume.
            """,
            en: """
                After a long pause, a jump of the clock or a restored database dondocd holds letters by \
                itself. A wait that ends by itself is skipped with --now; a restored database waits for \
                dondoc resume.
                """)
    }
    static var resumeNow: String {
        vi("Bỏ qua lần chờ tự hết.", en: "Skip a wait that ends by itself.")
    }

    static var mailDead: String {
        vi("Thôi gửi tới một địa chỉ cho đến hết một ngày.", en: "Send nothing to an address.")
    }
    static var mailDeadMore: String {
        vi(
            """
            Điều chưa báo tới địa chỉ ấy thì rút lại; đơn vị chủ trì không còn hộp thư nào khác thì đầu mối của kế \
            hoạch nhận thay. Sau ngày ấy dondoc lại gửi; sửa hẳn thì sửa agencies/.
            """,
            en: """
                What it has not heard is withdrawn; where a lead has no other mailbox, the plan's \
                coordinator hears in its place. After that day letters go there again; to mend it for \
                good, change agencies/.
                """)
    }
    static var mailAlive: String {
        vi("Lại gửi tới một địa chỉ.", en: "Write to an address again.")
    }
    static var mailAddresses: String {
        vi("Các địa chỉ bị đánh dấu hỏng.", en: "List addresses to which nothing is sent.")
    }
    static var deadAddress: String { vi("Địa chỉ thư.", en: "A mail address.") }
    static var deadUntil: String {
        vi("Ngày cuối không gửi.", en: "The last day on which nothing is sent.")
    }
}
