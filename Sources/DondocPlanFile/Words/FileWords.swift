import DondocCore

/// What is wrong with a file before its keys are looked at.
extension Words {
    static var tooLarge: Advice {
        Advice(
            vi("tệp lớn hơn 4 MiB", en: "the file is larger than 4 MiB"),
            fix: vi("chia thành nhiều tệp", en: "split it into several files"))
    }

    static var byteOrderMark: Advice {
        Advice(
            vi(
                "tệp bắt đầu bằng dấu thứ tự byte (BOM)",
                en: "the file begins with a byte order mark (BOM)"),
            fix: vi("lưu lại bằng UTF-8 không BOM", en: "save it as UTF-8 without BOM"))
    }

    static var utf16: Advice {
        Advice(
            vi("tệp được lưu bằng UTF-16", en: "the file is in UTF-16"),
            fix: vi("lưu lại bằng UTF-8", en: "save it as UTF-8"))
    }

    static var notUTF8: Advice {
        Advice(
            vi("byte này không phải là UTF-8", en: "this byte is not UTF-8"),
            fix: vi("lưu lại tệp bằng UTF-8", en: "save the file as UTF-8"))
    }

    static var emptyFile: Advice {
        Advice(
            vi("tệp trống", en: "the file is empty"),
            fix: vi(
                "viết nội dung theo tệp mẫu trong config",
                en: "write it like the example file in config"))
    }

    static var tooManyEvents: Advice {
        Advice(
            vi(
                "tệp có hơn \(Limit.events) mục", en: "the file has more than \(Limit.events) items"
            ),
            fix: vi("chia thành nhiều tệp", en: "split it into several files"))
    }

    // MARK: Letters

    /// `U+043E`.
    static func codePoint(_ scalar: Unicode.Scalar) -> String {
        let digits = String(scalar.value, radix: 16, uppercase: true)
        return "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    }

    /// A word of two scripts, of which one looks like the other.
    static func lookalike(_ word: String, _ scalar: Unicode.Scalar) -> Advice {
        let letter = "'\(scalar)' (\(codePoint(scalar)))"
        return Advice(
            vi(
                "từ '\(word)' có \(letter) trông giống chữ Latinh mà không phải",
                en: "the word '\(word)' has \(letter), which looks like a Latin letter and is none"),
            fix: vi(
                "gõ lại từ này bằng bàn phím tiếng Việt",
                en: "type the word again on a Vietnamese keyboard"))
    }

    static func refusal(of scalar: Unicode.Scalar) -> Advice? {
        let code = codePoint(scalar)
        let what: String
        switch BadCharacter(scalar) {
        case nil: return nil
        case .tab:
            return Advice(
                vi("có ký tự tab", en: "tab character"),
                fix: vi("thay bằng dấu cách", en: "put spaces in its place"))
        case .control:
            what = vi("có ký tự điều khiển \(code)", en: "control character \(code)")
        case .direction:
            what = vi(
                "có ký tự đổi chiều chữ \(code)",
                en: "character \(code) changes the writing direction")
        case .invisible:
            what = vi("có ký tự vô hình \(code)", en: "invisible character \(code)")
        case .unassigned:
            what = vi(
                "có ký tự \(code) không có nghĩa chung",
                en: "character \(code) has no common meaning")
        }
        return Advice(what, fix: vi("xóa ký tự này", en: "delete it"))
    }

    /// What a text may not hold although YAML lets it in by an escape or a `|`.
    static func refusal(ofText text: String) -> Advice? {
        if text.unicodeScalars.count > Limit.letters {
            return Advice(
                vi(
                    "văn bản dài quá \(Limit.letters) chữ",
                    en: "the text is longer than \(Limit.letters) characters"),
                fix: vi("viết ngắn lại", en: "make it shorter"))
        }
        if text.unicodeScalars.contains(where: { $0 == "\n" || $0 == "\r" }) {
            return Advice(
                vi("văn bản có dấu xuống dòng", en: "the text has a line break"),
                fix: vi("viết trên một dòng, hoặc dùng >-", en: "write it on one line, or use >-"))
        }
        let scalars = text.unicodeScalars
        return scalars.indices.lazy.compactMap { place in
            joinsEmoji(scalars, at: place) ? nil : refusal(of: scalars[place])
        }.first
    }
}
