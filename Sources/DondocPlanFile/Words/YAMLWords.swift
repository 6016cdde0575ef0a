import DondocCore

/// What is wrong with a file as YAML, and what of YAML is not used here.
extension Words {
    static var tooDeep: Advice {
        Advice(
            vi(
                "lồng nhau sâu hơn \(Limit.depth) tầng",
                en: "nested deeper than \(Limit.depth) levels"),
            fix: vi(
                "bỏ bớt dấu ngoặc hoặc tầng lùi dòng",
                en: "remove some brackets or levels of indentation"
            ))
    }

    static var secondDocument: Advice {
        Advice(
            vi("tệp chứa tài liệu YAML thứ hai", en: "the file holds a second YAML document"),
            fix: vi(
                "bỏ dòng --- hoặc ... và phần sau, hoặc tách tệp",
                en: "delete the line --- or ... and what follows, or split the file"))
    }

    static var directive: Advice {
        Advice(
            vi("không dùng chỉ thị % của YAML", en: "directives (%) of YAML are not used here"),
            fix: vi("xóa dòng này", en: "delete this line"))
    }

    static var anchor: Advice {
        Advice(
            vi("không dùng neo & của YAML", en: "anchors (&) of YAML are not used here"),
            fix: vi(
                "bỏ &; viết lại giá trị ở mỗi chỗ",
                en: "delete the &; write the value in each place"))
    }

    static var alias: Advice {
        Advice(
            vi("không dùng tham chiếu * của YAML", en: "aliases (*) of YAML are not used here"),
            fix: vi(
                "viết giá trị ra, hoặc đặt văn bản trong \"…\"",
                en: "write the value out, or put the text in \"…\""))
    }

    static var tag: Advice {
        Advice(
            vi("không dùng thẻ ! của YAML", en: "tags (!) of YAML are not used here"),
            fix: vi(
                "bỏ thẻ, hoặc đặt văn bản trong \"…\"",
                en: "delete the tag, or put the text in \"…\""))
    }

    static var mergeKey: Advice {
        Advice(
            vi("không dùng khóa gộp <<", en: "merge keys (<<) are not used here"),
            fix: vi("viết các khóa ra từng dòng", en: "write the keys out, a line each"))
    }

    static var keyIsNoText: Advice {
        Advice(vi("khóa phải là một chữ", en: "a key must be a word"), fix: keyAndValue)
    }

    static func duplicateKey(_ key: String, firstLine: Int?) -> Advice {
        Advice(
            vi("khóa '\(key)' viết hai lần", en: "duplicate key '\(key)'")
                + (firstLine.map { vi(", lần đầu ở dòng \($0)", en: ", first on line \($0)") } ?? ""),
            fix: vi("bỏ một trong hai, hoặc đổi tên", en: "delete one of the two, or rename it"))
    }

    private static var keyAndValue: String {
        vi("viết theo dạng khóa: giá trị", en: "write it as key: value")
    }

    /// `short:Sở Y tế`, which YAML takes for a text.
    static func gluedKey(_ key: String) -> Advice {
        Advice(
            vi("thiếu dấu cách sau '\(key):'", en: "the blank after '\(key):' is missing"),
            fix: vi("viết \(key): giá trị", en: "write \(key): value"))
    }

    private static var strayColon: Advice {
        Advice(
            vi("dấu ': ' không được đứng ở đây", en: "': ' is not allowed here"),
            fix: vi("đặt cả giá trị trong \"…\"", en: "put the whole value in \"…\""))
    }

    private static var missingColon: Advice {
        Advice(
            vi("thiếu dấu ':' sau khóa", en: "the ':' after the key is missing"), fix: keyAndValue)
    }

    /// What libyaml says of a key without a blank after its colon.
    static var mayBeGlued: [Advice] { [strayColon, missingColon] }

    // MARK: What libyaml says

    static func syntax(_ problem: String, while context: String?, since line: Int?) -> Advice {
        let opened = line.map { vi(" mở ở dòng \($0)", en: " opened on line \($0)") } ?? ""
        switch problem {
        case "found unexpected end of stream":
            return Advice(
                vi("dấu nháy\(opened) chưa đóng", en: "the quote\(opened) is not closed"),
                fix: vi("thêm dấu nháy đóng", en: "add the closing quote"))
        case "did not find expected ',' or ']'": return unclosed("[", "]", opened)
        case "did not find expected ',' or '}'": return unclosed("{", "}", opened)
        case "mapping values are not allowed in this context":
            return strayColon
        case "could not find expected ':'":
            return missingColon
        case "did not find expected key", "did not find expected '-' indicator",
            "block sequence entries are not allowed in this context":
            return Advice(
                vi(
                    "lùi dòng không khớp với các dòng trên",
                    en: "the indentation does not match the lines above"),
                fix: vi(
                    "sửa số dấu cách đầu dòng", en: "correct the spaces at the start of the line"))
        case "found character that cannot start any token":
            return Advice(
                vi(
                    "giá trị không được bắt đầu bằng ký tự này",
                    en: "a value may not start with this character"),
                fix: vi("đặt giá trị trong \"…\"", en: "put the value in \"…\""))
        default:
            return Advice(
                vi("không đọc được YAML: \(problem)", en: "cannot read this YAML: \(problem)"),
                fix: vi(
                    "sửa theo tệp mẫu trong config",
                    en: "correct it like the example file in config"
                ))
        }
    }

    private static func unclosed(_ open: String, _ close: String, _ opened: String) -> Advice {
        Advice(
            vi(
                "dấu \(open)\(opened) chưa đóng, hoặc thiếu dấu phẩy",
                en: "the \(open)\(opened) is not closed, or a comma is missing"),
            fix: vi("thêm \(close) hoặc ,", en: "add \(close) or ,"))
    }
}
