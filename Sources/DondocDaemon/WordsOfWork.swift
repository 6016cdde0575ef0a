import DondocCore
import DondocStore

/// What is said of work: why something cannot be done, and what the trail came to.
extension Words {
    static var targetMissing: String {
        vi(
            "chưa nêu việc nào: thêm số, khóa, hoặc bộ lọc như --plan",
            en: "no obligation is named: add a number, a key, or a filter such as --plan")
    }
    static var targetTwice: String {
        vi(
            "nêu số việc hoặc bộ lọc, không nêu cả hai",
            en: "name obligations or filter them, not both")
    }
    static var ifMatchOfOne: String {
        vi("If-Match chỉ dùng cho một việc", en: "If-Match is for a single obligation")
    }
    static func tooMany(_ limit: Int) -> String {
        vi(
            "mỗi lần đổi tối đa \(limit) việc; thu hẹp bộ lọc",
            en: "one change may touch at most \(limit) obligations; narrow the filter")
    }
    static func notAllPossible(_ n: Int, _ total: Int) -> String {
        vi(
            "\(n)/\(total) việc không làm được, nên chưa đổi gì",
            en: "\(n) of \(total) cannot be done, so nothing was changed")
    }
    static func reasonMissing(_ verb: String) -> String {
        vi(
            "\(verb) phải có lý do: thêm --reason \"…\"",
            en: "\(verb) needs a reason: add --reason \"…\"")
    }
    static var attachmentMissing: String {
        vi("attach cần tên và mã SHA-256 của tệp", en: "attach needs the file's name and SHA-256")
    }
    static var badHash: String {
        vi(
            "file phải là mã SHA-256: 64 chữ số thập lục phân viết thường",
            en: "file must be a SHA-256: 64 hexadecimal digits in lower case")
    }

    // MARK: Confirmation and extension

    static func futureReceipt(_ day: String) -> String {
        vi("ngày nhận \(day) còn ở tương lai", en: "the day of receipt \(day) is still to come")
    }
    static func receivedAfterClaim(_ day: String) -> String {
        vi(
            "ngày nhận \(day) sau ngày báo cáo: không cần --received",
            en: "the day of receipt \(day) is after the claim: --received is not needed")
    }
    static var extensionDayMissing: String {
        vi("thiếu ngày mới: thêm --to NGÀY", en: "the new day is missing: add --to DAY")
    }
    static var undatedExtension: String {
        vi(
            "việc này không có hạn nên không gia hạn được",
            en: "work without a due day cannot be extended")
    }
    static func extensionNotLater(_ due: String) -> String {
        vi("ngày mới phải sau hạn đang có \(due)", en: "the new day must be later than \(due)")
    }
    static func askedTooLate(_ due: String) -> String {
        vi(
            "chỉ xin gia hạn trước ngày đến hạn \(due); đề nghị đầu mối quyết định",
            en: "an extension is asked for before the due day \(due); turn to the coordinator")
    }
    static var onlyCoordinatorForces: String {
        vi("chỉ đầu mối mới dùng được --force", en: "only the coordinator may use --force")
    }
    static var onlyCoordinatorRefuses: String {
        vi("chỉ đầu mối mới từ chối được", en: "only the coordinator may refuse a request")
    }
    static var nothingAsked: String {
        vi("không có đề nghị gia hạn nào đang chờ", en: "no request for an extension is waiting")
    }
    static var refuseWithDay: String {
        vi("từ chối thì không nêu ngày mới", en: "a refusal names no new day")
    }
    static var extensionNeedsDocument: String {
        vi(
            "gia hạn phải có văn bản: thêm --doc SỐ [--dated NGÀY]",
            en: "an extension needs its decision: add --doc NUMBER [--dated DAY]")
    }
    static func extensionNeedsForce(_ due: String) -> String {
        vi(
            "đã đến hạn \(due) mà không có đề nghị trước đó; nếu vẫn gia hạn thì thêm --force",
            en:
                "the due day \(due) has come and nothing was asked before it; to extend all the same, add --force"
        )
    }

    // MARK: Inputs

    static var inputsUnnamed: String {
        vi(
            "nêu báo cáo đầu vào được miễn: đơn vị, số hoặc khóa",
            en: "name the inputs that are waived: agency, number or key")
    }
    static func noInputs(_ title: String) -> String {
        vi("'\(title)' không chờ báo cáo nào", en: "'\(title)' waits for no other report")
    }
    static func notMissing(_ name: String) -> String {
        vi(
            "'\(name)' không nằm trong số còn thiếu",
            en: "'\(name)' is not among the missing inputs")
    }
    static func noSuchTask(_ id: String) -> String {
        vi("không có nhiệm vụ hay báo cáo nào là '\(id)'", en: "there is no task or report '\(id)'")
    }

    // MARK: Undo

    static func undone(_ change: Int, _ title: String, _ agency: String, _ user: String) -> String {
        vi(
            "hoàn tác thay đổi \(change): \(title) – \(agency) (\(user))",
            en: "undid change \(change): \(title) – \(agency) (\(user))")
    }
    static var nothingToUndo: String {
        vi("bạn không có thay đổi nào để hoàn tác", en: "you have no change that can be undone")
    }
    static func noSuchChange(_ id: Int) -> String {
        vi("không có thay đổi số \(id)", en: "there is no change \(id)")
    }
    static func notYourChange(_ id: Int) -> String {
        vi("bạn không có quyền hoàn tác thay đổi \(id)", en: "you may not undo change \(id)")
    }
    static func cannotUndo(_ id: Int, _ refusal: UndoRefusal) -> String {
        switch refusal {
        case .noSuchChange: noSuchChange(id)
        case .undone(let by):
            vi("thay đổi \(id) đã được hoàn tác bởi \(by)", en: "change \(id) was undone by \(by)")
        case .nothingToUndo(let verb): notUndone(id, verb)
        case .followsFromFiles:
            vi(
                "thay đổi \(id) do sửa agencies/ hoặc calendar/; sửa lại tệp rồi dondoc reload",
                en:
                    "change \(id) follows from agencies/ or calendar/; mend the files, then dondoc reload"
            )
        case .letterLost:
            vi(
                "thay đổi \(id) là đôn đốc ngay nhưng thư không đi (không gửi được hoặc đã thôi gửi): không có gì để rút lại",
                en:
                    "change \(id) pressed at once, but the letter never left (it failed or was withdrawn): there is nothing to take back"
            )
        case .letterUnsure:
            vi(
                "thay đổi \(id) là đôn đốc ngay và thư có thể đã tới (kết nối đứt sau khi gửi), không rút lại được",
                en:
                    "change \(id) pressed at once, and the letter may have arrived (the connection broke after it was sent): it cannot be taken back"
            )
        case .letterLeft:
            vi(
                "thay đổi \(id) là đôn đốc ngay và thư đã đi, không rút lại được",
                en: "change \(id) pressed at once, and the letter has left: it cannot be taken back"
            )
        case .dependent(let change, let verb, let user, let key):
            vi(
                "không hoàn tác được \(id): thay đổi sau đó \(change) (\(verb), \(user)) dựa vào nó, ở \(key); hoàn tác \(change) trước",
                en:
                    "cannot undo \(id): the later change \(change) (\(verb), \(user)) rests on it, at \(key); undo \(change) first"
            )
        }
    }

    /// A change that another verb takes back, or none; an older one is named by its number.
    private static func notUndone(_ id: Int, _ verb: String) -> String {
        let older = vi(
            "thay đổi trước đó: dondoc undo SỐ (dondoc log)",
            en: "an older change: dondoc undo NUMBER (dondoc log)")
        let counter: String? =
            switch verb {
            case "hold": vi("thôi giữ thư: dondoc resume", en: "let letters leave: dondoc resume")
            case "resume": vi("giữ thư lại: dondoc hold", en: "hold letters again: dondoc hold")
            case "queue-retry":
                vi(
                    "không gửi nữa: dondoc queue drop SỐ",
                    en: "not to send: dondoc queue drop NUMBER")
            case "queue-drop":
                vi(
                    "thư đã bỏ, queue retry không gửi lại được; cần thì đôn đốc: dondoc remind now",
                    en:
                        "dropped letters are beyond queue retry; to say it after all: dondoc remind now"
                )
            case "mail-dead":
                vi(
                    "gửi lại: dondoc mail alive ĐỊA_CHỈ",
                    en: "write to it: dondoc mail alive ADDRESS")
            case "mail-alive":
                vi(
                    "không gửi nữa: dondoc mail dead ĐỊA_CHỈ",
                    en: "not to write to it: dondoc mail dead ADDRESS")
            case "reload", "mail-gone":
                vi("sửa lại tệp rồi dondoc reload", en: "mend the files, then dondoc reload")
            default: nil
            }
        let what =
            counter == nil
            ? vi(
                "thay đổi \(id) (\(verb)) không có gì để hoàn tác",
                en: "change \(id) (\(verb)) holds nothing that can be undone")
            : vi(
                "thay đổi \(id) (\(verb)) không hoàn tác bằng undo",
                en: "change \(id) (\(verb)) is not taken back by undo")
        return what + (counter.map { "; \($0); \(older)" } ?? "")
    }

    // MARK: Trail

    static func beforeTrail(_ from: String) -> String {
        vi(
            "nhật ký chỉ trả lời được từ ngày \(from)",
            en: "the trail can tell of days from \(from) on")
    }
    static func badHead(_ text: String) -> String {
        vi("'\(text)' không phải SỐ_DÒNG:MÃ_BĂM", en: "'\(text)' is not COUNT:HASH")
    }
    static func trailFault(_ fault: AuditResult.Fault, _ result: AuditResult) -> String {
        let row = result.row ?? 0
        switch fault {
        case .changed: return vi("dòng \(row) đã bị sửa", en: "row \(row) has been altered")
        case .gone: return vi("thiếu dòng \(row)", en: "row \(row) is missing")
        case .cut:
            return vi(
                "nhật ký bị cắt từ dòng \(row)", en: "the trail has been cut off from row \(row) on"
            )
        case .fork:
            return vi(
                "dòng \(row) khác với mã băm lưu bên ngoài",
                en: "row \(row) is not what the outside head says")
        case .state:
            let key = result.key ?? ""
            return vi(
                "\(key) không như dòng \(row) ghi: đã bị sửa ngoài nhật ký",
                en: "\(key) is not what row \(row) says: it was altered past the trail")
        }
    }
}
