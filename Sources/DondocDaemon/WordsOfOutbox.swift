import DondocCore
import DondocStore

/// What is said of letters that people touch, of holds, and of addresses.
extension Words {
    // MARK: Letters

    static var lettersMissing: String {
        vi(
            "nêu số của thư (dondoc queue list), hoặc --all",
            en: "name letters by number (dondoc queue list), or say --all")
    }

    static var lettersTwice: String {
        vi("nêu số của thư hoặc --all, không cả hai", en: "name letters or say --all, not both")
    }

    static func noSuchLetter(_ id: Int) -> String {
        vi("không có thư số \(id)", en: "there is no letter \(id)")
    }

    static func notYourLetter(_ id: Int) -> String {
        vi(
            "thư số \(id) có việc của kế hoạch mà bạn không điều phối",
            en: "letter \(id) speaks about a plan that you do not coordinate")
    }

    static func cannot(_ verb: String, _ id: Int, _ state: LetterState) -> String {
        switch state {
        case .sending:
            vi(
                "thư số \(id) đang được gửi lúc này; chờ một lát rồi thử lại",
                en: "letter \(id) is being sent at this moment; try again in a while")
        case .sent:
            vi("thư số \(id) đã gửi rồi", en: "letter \(id) has been sent")
        case .withdrawn:
            vi("thư số \(id) đã thôi gửi", en: "letter \(id) has been withdrawn")
        case .queued, .failed, .unsure:
            vi("thư số \(id) không \(verb) được", en: "letter \(id) does not take \(verb)")
        }
    }

    static func queue(_ deed: QueueDeed, _ n: Int, _ to: [String], _ user: String) -> String {
        let list = to.joined(separator: ", ")
        switch deed {
        case .retry:
            return vi(
                "\(user) cho gửi lại \(n) thư: \(list)",
                en: "\(user) has \(counted(n, "letter")) tried again: \(list)")
        case .drop(let reason):
            return vi(
                "\(user) bỏ \(n) thư: \(list) – \(reason)",
                en: "\(user) dropped \(counted(n, "letter")): \(list) – \(reason)")
        }
    }

    // MARK: Holds

    static func because(_ cause: HoldCause) -> String {
        switch cause {
        case .person: vi("theo yêu cầu", en: "as somebody asked")
        case .pause: vi("dondocd đã dừng hơn một ngày", en: "dondocd was off for over a day")
        case .jump:
            vi("đồng hồ nhảy tới hơn một ngày", en: "the clock jumped forward by over a day")
        case .back:
            vi(
                "đồng hồ chạy trước lần ghi cuối: giờ của máy có thể sai",
                en: "the clock is before what was last recorded: it may be wrong")
        case .copy:
            vi(
                "cơ sở dữ liệu được phục hồi từ bản cũ hoặc chép sang nơi khác",
                en: "the database was restored from an older copy, or is a copy elsewhere")
        }
    }

    static func held(until: Moment?, _ why: String) -> String {
        guard let until else {
            return vi(
                "giữ mọi thư lại cho tới khi có người dùng dondoc resume: \(why)",
                en: "all letters are held until somebody says dondoc resume: \(why)")
        }
        return vi(
            "giữ mọi thư lại đến \(until.written): \(why)",
            en: "all letters are held until \(until.written): \(why)")
    }

    /// For `status`.
    static func held(_ hold: Hold) -> String {
        let who = hold.cause == .person ? " (\(hold.person ?? hold.user))" : ""
        return held(until: hold.until, (hold.reason ?? because(hold.cause)) + who)
    }

    static func released(_ hold: Hold, _ user: String?) -> String {
        guard let user else {
            return vi(
                "hết giờ giữ thư (từ \(hold.since.written)); thư lại được gửi",
                en: "the hold of \(hold.since.written) is over; letters leave again")
        }
        return vi(
            "\(user) thôi giữ thư (từ \(hold.since.written)); thư lại được gửi",
            en: "\(user) ended the hold of \(hold.since.written); letters leave again")
    }

    static var nothingHeld: String {
        vi("không có thư nào đang bị giữ", en: "nothing is held")
    }

    /// Why neither `resume` nor a shorter hold ends a wait.
    static func waits(_ hold: Hold) -> String {
        vi(
            "đang chờ: \(held(hold)); muốn bỏ qua lần chờ: dondoc resume --now",
            en: "waiting: \(held(hold)); to skip the wait: dondoc resume --now")
    }

    static func badHold(_ text: String) -> String {
        vi(
            "'\(text)': nêu một trong hai, số giây hoặc thời điểm trong vòng một năm tới",
            en: "'\(text)': say either seconds or a moment, within the coming year")
    }

    // MARK: Addresses

    static func deadDayPast(_ day: String) -> String {
        vi("ngày \(day) đã qua", en: "\(day) is over")
    }

    static func notDead(_ address: String) -> String {
        vi(
            "\(address) không bị đánh dấu hỏng",
            en: "\(address) is not marked dead")
    }

    static func noSuchAddress(_ address: String, _ near: String?) -> String {
        let hint = near.map { vi("; có phải \($0)?", en: "; did you mean \($0)?") } ?? ""
        return vi(
            "không ai có hộp thư \(address) trong agencies/\(hint)",
            en: "nobody in agencies/ has the mailbox \(address)\(hint)")
    }

    static func dead(_ address: String, _ until: Day, _ others: [String], _ user: String) -> String
    {
        let to = others.joined(separator: ", ")
        let turned = to.isEmpty ? "" : vi("; nhận thay: \(to)", en: "; in its place: \(to)")
        return vi(
            "\(user): không gửi tới \(address) đến hết \(until.written)\(turned)",
            en: "\(user): nothing is sent to \(address) up to \(until.written)\(turned)")
    }

    static func gone(_ address: String, _ others: [String], _ user: String) -> String {
        let to = others.joined(separator: ", ")
        let turned = to.isEmpty ? "" : vi("; nhận thay: \(to)", en: "; in its place: \(to)")
        return vi(
            "\(user): không còn ai có địa chỉ \(address)\(turned)",
            en: "\(user): nobody has the address \(address) any more\(turned)")
    }

    static func alive(_ address: String, _ user: String) -> String {
        vi("\(user): lại gửi tới \(address)", en: "\(user): \(address) is written to again")
    }
}

extension Words.Mend {
    static var hold: String {
        vi(
            "xem thư đang chờ: dondoc queue list; cho đi: dondoc resume",
            en: "look at what waits: dondoc queue list; let it leave: dondoc resume")
    }

    static var wait: String {
        vi(
            "xem giờ của máy (timedatectl) và thư đang chờ (dondoc queue list); thư tự đi sau đó, hoặc dondoc resume --now",
            en:
                "look at the clock (timedatectl) and at what waits (dondoc queue list); letters leave by themselves then, or: dondoc resume --now"
        )
    }
}
