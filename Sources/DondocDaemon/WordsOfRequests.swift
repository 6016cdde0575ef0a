import DondocCore
import Foundation

/// What is said of a request that is wrong before anybody asks what it wants.
extension Words {
    static let tooLarge = "thân yêu cầu quá lớn: tối đa 1 MiB, khi nạp kế hoạch 4 MiB"
    static let headTooLarge = "phần đầu yêu cầu dài quá 8 KiB hoặc có quá 64 trường"
    static let tooSlow = "yêu cầu đến quá chậm: phần đầu trong 5 giây, thân trong 15 giây"
    static let noHTTP = "không phải là một yêu cầu HTTP/1.1 đúng mẫu"
    static let onlyHTTP11 = "chỉ nhận HTTP/1.1"
    static let hostMissing = "yêu cầu HTTP/1.1 phải có đúng một trường Host"
    static let badTarget = "đường dẫn phải bắt đầu bằng /"
    static let internalFault = "dondocd gặp lỗi khi trả lời; chi tiết: journalctl -u dondocd"

    static func tooManyTests(_ limit: Int, wait: Int) -> String {
        "mỗi người thử tối đa \(limit) thư một phút; \(wait) giây nữa hãy thử lại"
    }

    static func noSuchRoute(_ path: String) -> String { "không có đường dẫn \(path.prefix(200))" }

    static func wrongMethod(_ method: String, _ allowed: String) -> String {
        "đường dẫn này không nhận \(method), chỉ nhận \(allowed)"
    }

    // MARK: JSON

    static func badJSON(_ mistake: JSONMistake) -> String {
        let what =
            switch mistake.what {
            case .notUTF8: "không phải là UTF-8"
            case .tooDeep: "lồng nhau sâu hơn \(StrictJSON.depth) tầng"
            case .unexpected: "ký tự này không được đứng ở đây"
            case .incomplete: "còn dở dang"
            case .control: "ký tự điều khiển trong chuỗi phải viết như \\u001b"
            case .halfSurrogate: "một nửa cặp \\ud800–\\udfff đứng riêng"
            case .twice(let name): "trường '\(name.prefix(64))' viết hai lần"
            case .number(let text): "số \(text) ngoài phạm vi"
            }
        return mistake.what == .notUTF8
            ? "JSON sai: \(what)" : "JSON sai ở byte \(mistake.offset + 1): \(what)"
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
                ? "thân yêu cầu phải là \(wanted)" : "trường '\(field)' phải là \(wanted)"
        case .keyNotFound(let key, let context):
            return "thiếu trường '\(name(context.codingPath + [key]))'"
        case .dataCorrupted(let context): return "trường '\(name(context.codingPath))' không đúng"
        @unknown default: return noHTTP
        }
    }

    private static func wanted(_ type: any Any.Type) -> String {
        switch type {
        case is String.Type: "một chuỗi"
        case is Bool.Type: "true hoặc false"
        case is Int.Type: "một số nguyên"
        case is [Any].Type: "một danh sách"
        default: "một đối tượng"
        }
    }

    // MARK: Heads and queries

    static func badTag(_ tag: String) -> String {
        "If-Match '\(tag.prefix(64))' không phải là số thay đổi; viết như \"17\""
    }

    static let badKey = "Idempotency-Key phải có 8 đến 128 ký tự ASCII, không dấu cách"

    static func unknownQuery(_ name: String) -> String {
        "không có tham số '\(name.prefix(64))'"
    }

    static func queryTwice(_ name: String) -> String { "tham số '\(name)' viết hai lần" }

    static func badQuery(_ name: String) -> String {
        "tham số '\(name)' không phải là UTF-8 viết theo %XX"
    }

    static let idMissing = "thiếu tham số id"

    static let noFiles = "viết files: [{name, text}], hoặc all: true để nạp mọi tệp trong plans/"

    static func badFileName(_ name: String) -> String {
        "tên tệp '\(name.prefix(255))' trống, dài quá 4096 byte hoặc có ký tự điều khiển"
    }
}
