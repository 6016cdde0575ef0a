import DondocCore
import Foundation

/// What is said of a request that is wrong before anybody asks what it wants.
extension Words {
    static var tooLarge: String {
        vi(
            "thân yêu cầu quá lớn: tối đa 1 MiB, khi nạp kế hoạch 4 MiB",
            en: "the request body is too large: at most 1 MiB, 4 MiB to load plans")
    }

    static var headTooLarge: String {
        vi(
            "phần đầu yêu cầu dài quá 8 KiB hoặc có quá 64 trường; nhiều việc một lúc thì dùng bộ lọc hoặc chia ra nhiều lần",
            en: "the request head is longer than 8 KiB or has more than 64 fields; "
                + "for many obligations use filters, or several requests"
        )
    }

    static var tooSlow: String {
        vi(
            "yêu cầu đến quá chậm: phần đầu trong 5 giây, thân trong 15 giây",
            en: "the request came too slowly: 5 seconds for the head, 15 for the body")
    }

    static var noHTTP: String {
        vi(
            "không phải là một yêu cầu HTTP/1.1 đúng mẫu",
            en: "not a well-formed HTTP/1.1 request")
    }

    static var onlyHTTP11: String {
        vi(
            "chỉ nhận HTTP/1.1",
            en: "only HTTP/1.1 is understood")
    }

    static var hostMissing: String {
        vi(
            "yêu cầu HTTP/1.1 phải có đúng một trường Host",
            en: "an HTTP/1.1 request must have exactly one Host field")
    }

    static var badTarget: String {
        vi(
            "đường dẫn phải bắt đầu bằng /",
            en: "the path must start with /")
    }

    static var internalFault: String {
        vi(
            "dondocd gặp lỗi khi trả lời; chi tiết: journalctl -u dondocd",
            en: "dondocd failed while answering; for details: journalctl -u dondocd")
    }

    static func noSuchRoute(_ path: String) -> String {
        vi("không có đường dẫn \(path.prefix(200))", en: "no such path: \(path.prefix(200))")
    }

    static func wrongMethod(_ method: String, _ allowed: String) -> String {
        vi(
            "đường dẫn này không nhận \(method), chỉ nhận \(allowed)",
            en: "this path does not take \(method), only \(allowed)")
    }

    static func tooManyTests(_ limit: Int, wait: Int) -> String {
        vi(
            "mỗi người thử tối đa \(limit) thư một phút; \(wait) giây nữa hãy thử lại",
            en:
                "everybody may test \(counted(limit, "letter")) a minute; try again in \(counted(wait, "second"))"
        )
    }

    // MARK: JSON

    static func badJSON(_ mistake: JSONMistake) -> String {
        let what =
            switch mistake.what {
            case .notUTF8: vi("không phải là UTF-8", en: "not UTF-8")
            case .tooDeep:
                vi(
                    "lồng nhau sâu hơn \(StrictJSON.depth) tầng",
                    en: "nested deeper than \(StrictJSON.depth) levels")
            case .unexpected:
                vi("ký tự này không được đứng ở đây", en: "unexpected character")
            case .incomplete: vi("còn dở dang", en: "unexpected end")
            case .control:
                vi(
                    "ký tự điều khiển trong chuỗi phải viết như \\u001b",
                    en: "control characters in a string are written like \\u001b")
            case .halfSurrogate:
                vi(
                    "một nửa cặp \\ud800–\\udfff đứng riêng",
                    en: "half of a pair \\ud800–\\udfff without the other")
            case .twice(let name):
                vi(
                    "trường '\(name.prefix(64))' viết hai lần",
                    en: "the field '\(name.prefix(64))' is given twice")
            case .number(let text):
                vi("số \(text) ngoài phạm vi", en: "the number \(text) is out of range")
            }
        return mistake.what == .notUTF8
            ? vi("JSON sai: \(what)", en: "bad JSON: \(what)")
            : vi(
                "JSON sai ở byte \(mistake.offset + 1): \(what)",
                en: "bad JSON at byte \(mistake.offset + 1): \(what)")
    }

    /// A field whose value has another type than it should.
    static func misfit(_ error: DecodingError) -> String {
        func name(_ path: [any CodingKey]) -> String {
            path.map { $0.intValue.map { "[\($0)]" } ?? $0.stringValue }.joined(separator: ".")
        }
        switch error {
        case .typeMismatch(let type, let context), .valueNotFound(let type, let context):
            let field = name(context.codingPath)
            let wanted = wanted(type)
            return field.isEmpty
                ? vi("thân yêu cầu phải là \(wanted)", en: "the request body must be \(wanted)")
                : vi(
                    "trường '\(field)' phải là \(wanted)",
                    en: "the field '\(field)' must be \(wanted)")
        case .keyNotFound(let key, let context):
            let field = name(context.codingPath + [key])
            return vi("thiếu trường '\(field)'", en: "missing field '\(field)'")
        case .dataCorrupted(let context):
            let field = name(context.codingPath)
            return vi("trường '\(field)' không đúng", en: "the field '\(field)' is not valid")
        @unknown default: return noHTTP
        }
    }

    private static func wanted(_ type: any Any.Type) -> String {
        switch type {
        case is String.Type: vi("một chuỗi", en: "a string")
        case is Bool.Type: vi("true hoặc false", en: "true or false")
        case is Int.Type: vi("một số nguyên", en: "an integer")
        case is [Any].Type: vi("một danh sách", en: "a list")
        default: vi("một đối tượng", en: "an object")
        }
    }

    // MARK: Heads and queries

    static func badTag(_ tag: String) -> String {
        vi(
            "If-Match '\(tag.prefix(64))' không phải là số thay đổi; viết như \"17\"",
            en: "If-Match '\(tag.prefix(64))' is not the number of a change; write it like \"17\"")
    }

    static var badKey: String {
        vi(
            "Idempotency-Key phải có 8 đến 128 ký tự ASCII, không dấu cách",
            en: "Idempotency-Key must have 8 to 128 ASCII characters, without spaces")
    }

    static func unknownQuery(_ name: String) -> String {
        vi(
            "không có tham số '\(name.prefix(64))'",
            en: "unknown parameter '\(name.prefix(64))'")
    }

    static func queryTwice(_ name: String) -> String {
        vi("tham số '\(name)' viết hai lần", en: "the parameter '\(name)' is given twice")
    }

    static func badQuery(_ name: String) -> String {
        vi(
            "tham số '\(name)' không phải là UTF-8 viết theo %XX",
            en: "the parameter '\(name)' is not UTF-8 written as %XX")
    }

    static var idMissing: String {
        vi(
            "thiếu tham số id",
            en: "missing parameter id")
    }

    static var noFiles: String {
        vi(
            "viết files: [{name, text}], hoặc all: true để nạp mọi tệp trong plans/",
            en: "write files: [{name, text}], or all: true to load every file in plans/")
    }

    static func badFileName(_ name: String) -> String {
        vi(
            "tên tệp '\(name.prefix(255))' trống, dài quá 4096 byte hoặc có ký tự điều khiển",
            en:
                "the file name '\(name.prefix(255))' is empty, longer than 4096 bytes or has control characters"
        )
    }

    static func unknownField(_ name: String) -> String {
        vi("không có trường '\(name)'", en: "unknown field '\(name)'")
    }

    static func badFilter(_ name: String, _ value: String) -> String {
        vi("bộ lọc \(name)=\(value) không đúng", en: "invalid filter \(name)=\(value)")
    }

    static func uncleanText(_ field: String) -> String {
        vi(
            "'\(field)' quá dài hoặc có ký tự điều khiển; viết một dòng chữ thường, không quá 4000 byte",
            en:
                "'\(field)' is too long or has control characters; write one line of plain text of at most 4000 bytes"
        )
    }

    static var keyReused: String {
        vi(
            "Idempotency-Key này đã dùng cho một yêu cầu khác",
            en: "this Idempotency-Key has been used for another request")
    }
}
