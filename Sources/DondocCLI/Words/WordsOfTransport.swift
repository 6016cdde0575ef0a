import DondocCore

/// What is said when the daemon is not reached, a file cannot be used or a word is wrong.
extension Words {
    static func training(_ at: String) -> String {
        vi("[tập huấn] đồng hồ: \(at)", en: "[training] clock: \(at)")
    }

    static func notRunning(_ socket: String, _ why: String) -> String {
        vi(
            "dondocd không chạy (\(socket)): \(why); khởi động: systemctl start dondocd",
            en: "dondocd is not running (\(socket)): \(why); start it: systemctl start dondocd")
    }

    static func socketForbidden(_ socket: String) -> String {
        vi(
            "không được mở \(socket); xin vào nhóm dondoc-staff: usermod -aG dondoc-staff TÊN, rồi đăng nhập lại",
            en: "not permitted to open \(socket); ask to be put into the group dondoc-staff: "
                + "usermod -aG dondoc-staff USER, then log in again")
    }

    static var someone: String { vi("TÊN", en: "NAME") }

    static func notAmongPeople(_ user: String) -> String {
        vi(
            "chưa làm được gì: thêm user: \(user) vào people: trong agencies/ĐỊA-BÀN.yaml, rồi dondoc reload",
            en: "may do nothing yet: add user: \(user) to people: in agencies/TERRITORY.yaml, "
                + "then dondoc reload")
    }

    static func timedOut(_ socket: String) -> String {
        vi(
            "dondocd không trả lời kịp (\(socket)); thử lại sau, hoặc xem: systemctl status dondocd",
            en: "dondocd did not answer in time (\(socket)); try again later, or see: "
                + "systemctl status dondocd")
    }

    static func closedEarly(_ socket: String) -> String {
        vi(
            "dondocd ngắt kết nối khi chưa trả lời xong (\(socket)); xem lại rồi thử lại",
            en: "dondocd closed the connection in the middle of its answer (\(socket)); "
                + "see what was done, then try again")
    }

    static func garbled(_ socket: String) -> String {
        vi(
            "trả lời từ \(socket) không phải HTTP; kiểm tra --socket và DONDOC_SOCKET",
            en: "the answer from \(socket) is not HTTP; check --socket and DONDOC_SOCKET")
    }

    static func notUnderstood(_ type: String) -> String {
        vi(
            "không hiểu trả lời của dondocd (\(type)); dondoc và dondocd phải cùng phiên bản",
            en: "cannot read the answer of dondocd (\(type)); "
                + "dondoc and dondocd must be of the same version")
    }

    static func bareStatus(_ status: Int) -> String {
        vi("dondocd trả lời HTTP \(status)", en: "dondocd answered HTTP \(status)")
    }

    static func cannotWrite(_ why: String) -> String {
        vi("không ghi được ra đầu ra: \(why)", en: "cannot write the output: \(why)")
    }

    static func cannotRead(_ file: String, _ why: String) -> String {
        vi("không đọc được \(file): \(why)", en: "cannot read \(file): \(why)")
    }

    static func notRegular(_ file: String) -> String {
        vi("\(file) không phải tệp thường", en: "\(file) is not a regular file")
    }

    static func tooLarge(_ file: String, _ limit: Int) -> String {
        vi("\(file) lớn hơn \(limit >> 20) MiB", en: "\(file) is larger than \(limit >> 20) MiB")
    }

    enum System {
        static var missing: String { vi("không có ở đó", en: "no such file or folder") }
        static var nobodyListens: String { vi("không có ai nghe", en: "nobody listens there") }
        static var forbidden: String { vi("không được phép", en: "not permitted") }
        static var full: String { vi("hết chỗ", en: "no space left") }
    }

    static var noConfig: String {
        vi(
            "không thấy thư mục cấu hình; chỉ ra bằng --config THƯ-MỤC",
            en: "no configuration folder found; name it with --config DIR")
    }

    static func written(_ file: String, _ blanks: Int) -> String {
        vi(
            "đã viết \(file), còn \(blanks) chỗ phải điền; điền xong thì: dondoc plan check \(file)",
            en: "wrote \(file) with \(count(blanks, "place")) to fill in; then: "
                + "dondoc plan check \(file)")
    }

    static func exists(_ file: String) -> String {
        vi(
            "\(file) đã có, không ghi đè; đặt tên khác sau -o",
            en: "\(file) exists and is not overwritten; give another name after -o")
    }

    static func notWritten(_ file: String, _ why: String) -> String {
        vi("không ghi được \(file): \(why)", en: "cannot write \(file): \(why)")
    }

    static func noTerritory(_ id: String, _ folder: String) -> String {
        vi(
            "chưa có cơ quan nào của \(id): viết \(folder)/agencies/\(id).yaml trước khi nạp kế hoạch",
            en: "\(id) has no agencies yet: write \(folder)/agencies/\(id).yaml "
                + "before you load the plan")
    }

    static var filesOrAll: String { vi("nêu tên tệp, hoặc --all", en: "name files, or --all") }
    static var noteMissing: String { vi("nêu lời ghi chú", en: "give the text of the note") }
    static var noteTwice: String {
        vi(
            "nêu lời ghi chú một lần: sau ID, hoặc bằng --note",
            en: "give the text of the note once: after the ID, or with --note")
    }
    static var positive: String { vi("số phải từ 1 trở lên", en: "the number must be 1 or more") }
    static var eitherJSONorCSV: String {
        vi("chọn một trong --json và --csv", en: "choose one of --json and --csv")
    }

    static func notOneOf(_ word: String, _ all: [String]) -> String {
        let list = all.joined(separator: ", ")
        return vi("“\(word)” không phải một trong: \(list)", en: "“\(word)” is not one of: \(list)")
    }

    static func stoppedAt(_ word: String) -> String {
        vi("dừng ở “\(word)”", en: "stopped at “\(word)”")
    }

    static func fix(_ text: String) -> String { vi("  cách sửa: \(text)", en: "  fix: \(text)") }
}
