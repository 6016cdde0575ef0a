import DondocAPI
import DondocCore

/// The words of `mail`.
extension Words {
    static func mailTest(_ state: MailTestView.State) -> String {
        switch state {
        case .sent: vi("đã gửi", en: "sent")
        case .refused: vi("bị từ chối", en: "refused")
        case .waiting:
            vi("chưa gửi được; thử lại sau khi sửa", en: "not sent yet; mend it, then try again")
        case .unsure:
            vi(
                "không rõ đã nhận chưa; xem hộp thư rồi thử lại",
                en: "unsure whether it arrived; look into the mailbox, then try again")
        }
    }

    static var inClear: String {
        vi("không mã hóa (chỉ trong máy này)", en: "none (within this machine only)")
    }

    static func seconds(milliseconds: Int) -> String {
        let (s, ms) = milliseconds.quotientAndRemainder(dividingBy: 1_000)
        let part = String(1_000 + ms).dropFirst()
        return vi("\(s),\(part) giây", en: "\(s).\(part) seconds")
    }
}
