/// What is wrong with a file before its keys are looked at.
extension Words {
    static let tooLarge = Advice("tệp lớn hơn 4 MiB", fix: "chia thành nhiều tệp")
    static let byteOrderMark = Advice(
        "tệp bắt đầu bằng dấu thứ tự byte (BOM)", fix: "lưu lại bằng UTF-8 không BOM")
    static let utf16 = Advice("tệp được lưu bằng UTF-16", fix: "lưu lại bằng UTF-8")
    static let notUTF8 = Advice("byte này không phải là UTF-8", fix: "lưu lại tệp bằng UTF-8")
    static let emptyFile = Advice("tệp trống", fix: "viết nội dung theo tệp mẫu trong config")
    static let tooDeep = Advice(
        "lồng nhau sâu hơn \(Limit.depth) tầng", fix: "bỏ bớt dấu ngoặc hoặc tầng lùi dòng")
    static let tooManyEvents = Advice(
        "tệp có hơn \(Limit.events) mục", fix: "chia thành nhiều tệp")
    static let secondDocument = Advice(
        "tệp chứa tài liệu YAML thứ hai", fix: "bỏ dòng --- hoặc ... và phần sau, hoặc tách tệp")
    static let directive = Advice("không dùng chỉ thị % của YAML", fix: "xóa dòng này")
    static let anchor = Advice("không dùng neo & của YAML", fix: "bỏ &; viết lại giá trị ở mỗi chỗ")
    static let alias = Advice(
        "không dùng tham chiếu * của YAML", fix: "viết giá trị ra, hoặc đặt văn bản trong \"…\"")
    static let tag = Advice(
        "không dùng thẻ ! của YAML", fix: "bỏ thẻ, hoặc đặt văn bản trong \"…\"")
    static let mergeKey = Advice("không dùng khóa gộp <<", fix: "viết các khóa ra từng dòng")
    static let keyIsNoText = Advice("khóa phải là một chữ", fix: "viết theo dạng khóa: giá trị")

    /// `short:Sở Y tế`, which YAML takes for a text.
    static func gluedKey(_ key: String) -> Advice {
        Advice("thiếu dấu cách sau '\(key):'", fix: "viết \(key): giá trị")
    }

    static func duplicateKey(_ key: String, firstLine: Int?) -> Advice {
        Advice(
            "khóa '\(key)' viết hai lần" + (firstLine.map { ", lần đầu ở dòng \($0)" } ?? ""),
            fix: "bỏ một trong hai, hoặc đổi tên")
    }

    /// `U+043E`.
    static func codePoint(_ scalar: Unicode.Scalar) -> String {
        let digits = String(scalar.value, radix: 16, uppercase: true)
        return "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    }

    /// A word of two scripts, of which one looks like the other.
    static func lookalike(_ word: String, _ scalar: Unicode.Scalar) -> Advice {
        Advice(
            "từ '\(word)' có '\(scalar)' (\(codePoint(scalar))) trông giống chữ Latinh mà không phải",
            fix: "gõ lại từ này bằng bàn phím tiếng Việt")
    }

    static func refusal(of scalar: Unicode.Scalar) -> Advice? {
        let code = codePoint(scalar)
        return switch BadCharacter(scalar) {
        case nil: nil
        case .tab: Advice("có ký tự tab", fix: "thay bằng dấu cách")
        case .control: Advice("có ký tự điều khiển \(code)", fix: "xóa ký tự này")
        case .direction: Advice("có ký tự đổi chiều chữ \(code)", fix: "xóa ký tự này")
        case .invisible: Advice("có ký tự vô hình \(code)", fix: "xóa ký tự này")
        case .unassigned: Advice("có ký tự \(code) không có nghĩa chung", fix: "xóa ký tự này")
        }
    }

    /// What a text may not hold although YAML lets it in by an escape or a `|`.
    static func refusal(ofText text: String) -> Advice? {
        if text.unicodeScalars.count > Limit.letters {
            return Advice("văn bản dài quá \(Limit.letters) chữ", fix: "viết ngắn lại")
        }
        if text.unicodeScalars.contains(where: { $0 == "\n" || $0 == "\r" }) {
            return Advice("văn bản có dấu xuống dòng", fix: "viết trên một dòng, hoặc dùng >-")
        }
        return text.unicodeScalars.lazy.compactMap { refusal(of: $0) }.first
    }

    private static let strayColon = Advice(
        "dấu ': ' không được đứng ở đây", fix: "đặt cả giá trị trong \"…\"")
    private static let missingColon = Advice(
        "thiếu dấu ':' sau khóa", fix: "viết theo dạng khóa: giá trị")

    /// What libyaml says of a key without a blank after its colon.
    static let mayBeGlued = [strayColon, missingColon]

    static func syntax(_ problem: String, while context: String?, since line: Int?) -> Advice {
        let opened = line.map { " mở ở dòng \($0)" } ?? ""
        switch problem {
        case "found unexpected end of stream":
            return Advice("dấu nháy\(opened) chưa đóng", fix: "thêm dấu nháy đóng")
        case "did not find expected ',' or ']'":
            return Advice("dấu [\(opened) chưa đóng, hoặc thiếu dấu phẩy", fix: "thêm ] hoặc ,")
        case "did not find expected ',' or '}'":
            return Advice("dấu {\(opened) chưa đóng, hoặc thiếu dấu phẩy", fix: "thêm } hoặc ,")
        case "mapping values are not allowed in this context": return strayColon
        case "could not find expected ':'": return missingColon
        case "did not find expected key", "did not find expected '-' indicator",
            "block sequence entries are not allowed in this context":
            return Advice("lùi dòng không khớp với các dòng trên", fix: "sửa số dấu cách đầu dòng")
        case "found character that cannot start any token":
            return Advice(
                "giá trị không được bắt đầu bằng ký tự này", fix: "đặt giá trị trong \"…\"")
        default:
            return Advice("không đọc được YAML: \(problem)", fix: "sửa theo tệp mẫu trong config")
        }
    }
}
