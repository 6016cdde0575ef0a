import DondocAPI

/// The words of `mail`.
extension Words {
    static func mailTest(_ state: MailTestView.State) -> String {
        switch state {
        case .sent: "đã gửi"
        case .refused: "bị từ chối"
        case .waiting: "chưa gửi được; thử lại sau khi sửa"
        case .unsure: "không rõ đã nhận chưa; xem hộp thư rồi thử lại"
        }
    }

    static let inClear = "không mã hóa (chỉ trong máy này)"

    static func seconds(milliseconds: Int) -> String {
        let (s, ms) = milliseconds.quotientAndRemainder(dividingBy: 1_000)
        return "\(s),\(String(1_000 + ms).dropFirst()) giây"
    }
}
