import DondocCore
import DondocMail
import DondocStore

/// Why somebody is refused what they asked for.
extension Words {
    // MARK: Rights

    static var notKnown: String {
        vi(
            "bạn không có trong danh sách people của dondoc; xin quản trị thêm user: của bạn vào đó",
            en:
                "you are not among the people of dondoc's agencies files; ask the administrator to add your user: there"
        )
    }

    /// A verb of the API as people type it.
    static func typed(_ verb: String) -> String {
        ["snooze", "ack", "now"].contains(verb) ? "dondoc remind \(verb)" : "dondoc \(verb)"
    }

    static func notPermitted(_ verb: String, _ agency: String) -> String {
        let verb = typed(verb)
        return vi(
            "bạn không có quyền dùng \(verb) với việc của \(agency)",
            en: "you may not use \(verb) for \(agency)")
    }

    static func notPermitted(_ verb: String) -> String {
        let verb = typed(verb)
        return vi("bạn không có quyền dùng \(verb)", en: "you may not use \(verb)")
    }

    static func notCoordinator(_ plan: String) -> String {
        vi("bạn không điều phối kế hoạch \(plan)", en: "you do not coordinate the plan \(plan)")
    }

    static func behalfMismatch(_ said: String, _ agency: String) -> String {
        vi(
            "--for \(said) không khớp: việc này của \(agency)",
            en: "--for \(said) does not match: this obligation is of \(agency)")
    }

    static var behalfNeeded: String {
        vi(
            "làm thay đơn vị khác thì thêm --for ĐƠN_VỊ để nhật ký có cả hai tên",
            en: "to act for another agency add --for AGENCY, so that the trail has both names")
    }

    // MARK: Obligations and plans

    static func noSuch(_ id: String) -> String {
        vi("không có việc nào là '\(id)'", en: "there is no obligation '\(id)'")
    }

    static func noSuchPlan(_ id: String) -> String {
        vi("không có kế hoạch '\(id)'", en: "there is no plan '\(id)'")
    }

    static func several(_ id: String) -> String {
        vi(
            "'\(id)' chỉ nhiều việc; viết thêm cho đủ",
            en: "'\(id)' fits several obligations; write more of it")
    }

    static func illegal(_ move: IllegalMove) -> String {
        let (verb, from) = (typed(move.verb.rawValue), move.legalFrom.map { state($0) })
        return vi(
            "không thể dùng \(verb) với việc \(state(move.state)); chỉ được khi \(from.joined(separator: ", "))",
            en:
                "cannot use \(verb) on an obligation that is \(state(move.state)); it must be \(either(from))"
        )
    }

    static func inputsMissing(_ missing: Int, _ total: Int) -> String {
        vi(
            "chưa thể báo cáo tổng hợp: còn thiếu \(missing)/\(total) báo cáo đầu vào",
            en:
                "this report cannot be claimed yet: of \(counted(total, "input report")) \(missing) "
                + (missing == 1 ? "is" : "are") + " missing")
    }

    static func proofNeeded(_ proof: Plan.Proof) -> String {
        switch proof {
        case .document:
            vi(
                "việc này cần số văn bản: thêm --doc SỐ [--dated NGÀY]",
                en: "this claim needs a document's number: add --doc NUMBER [--dated DAY]")
        case .file:
            vi(
                "việc này cần tệp chứng minh: thêm --file TỆP",
                en: "this claim needs a file: add --file FILE")
        case .note, .none:
            vi(
                "việc này cần ghi chú: thêm --note \"…\"",
                en: "this claim needs a note: add --note \"…\"")
        }
    }

    static func badDay(_ text: String) -> String {
        vi(
            "'\(text)' không phải là ngày; viết 2023-06-15",
            en: "'\(text)' is not a day; write it like 2023-06-15")
    }

    static func futureDay(_ text: String) -> String {
        vi(
            "ngày văn bản \(text) còn ở tương lai",
            en: "the document's day \(text) is in the future")
    }

    static var noteEmpty: String {
        vi(
            "ghi chú trống; viết dondoc note SỐ \"…\"",
            en: "the note is empty; write dondoc note NUMBER \"…\"")
    }

    static func notWaitingForCheckin(_ title: String) -> String {
        vi(
            "'\(title)' không hỏi xác nhận theo quý; dùng dondoc done hoặc dondoc note",
            en: "'\(title)' asks for no quarterly check-in; use dondoc done or dondoc note")
    }

    static var outpaced: String {
        vi(
            "việc vừa được người khác thay đổi; xem lại rồi thử lại",
            en: "somebody else has just changed this obligation; look at it again, then retry")
    }

    static func diagnostics(_ n: Int) -> String {
        vi(
            "\(n) lỗi trong tệp; chưa ghi gì",
            en: "\(counted(n, "error")) in the files; nothing was written")
    }

    static var storageFull: String {
        vi(
            "không ghi được vào cơ sở dữ liệu; kiểm tra đĩa",
            en: "cannot write to the database; check the disk")
    }

    // MARK: Mail

    static func badAddress(_ text: String) -> String {
        vi(
            "'\(text)' không phải là địa chỉ thư; viết như ten@co-quan.gov.vn",
            en: "'\(text)' is not a mail address; write it like name@agency.gov.vn")
    }

    static func onlyTrainingTo(_ address: String) -> String {
        vi(
            "đồng hồ tập huấn chỉ gửi thư tới máy này hoặc tới mail.training-to (\(address))",
            en:
                "a training clock sends mail only to this machine or to mail.training-to (\(address))"
        )
    }

    static var couriersBusy: String {
        vi("mọi luồng gửi thư đang bận; thử lại sau", en: "all couriers are busy; try again later")
    }
}
