import DondocMail
import DondocPlanFile
import DondocSystemd
import Glibc

/// Why files are not trusted, and how to mend that.
extension Words {
    static func distrust(_ why: Distrust) -> String { trouble(distrusted(why), mend(why)) }

    static func distrusted(_ why: Distrust) -> String {
        let path = why.path
        return switch why.reason {
        case .symlink: "\(path) là liên kết tượng trưng"
        case .notFolder: "\(path) không phải là thư mục"
        case .notFile: "\(path) không phải là tệp thường"
        case .notSocket: "\(path) đã có và không phải là ổ cắm"
        case .relative: "\(path) phải là đường dẫn tuyệt đối"
        case .owner(let name): "\(path) thuộc về người dùng '\(name)'"
        case .writable(let mode): "người khác ghi được vào \(path) (quyền \(mode))"
        case .readable(let mode): "người khác đọc được \(path) (quyền \(mode))"
        }
    }

    static func mend(_ why: Distrust) -> String {
        switch why.reason {
        case .symlink: "xóa nó, rồi dùng đường dẫn thật"
        case .notFolder, .notFile: "dời nó đi, hoặc chọn đường dẫn khác"
        case .notSocket: "dời nó đi, hoặc chọn --socket khác"
        case .relative: "bắt đầu bằng /"
        case .owner: "chown lại, hoặc chạy bằng đúng người dùng đó"
        case .writable(let mode): "chmod \(othersOnly(mode) ? "o-w" : "go-w") \(why.path)"
        case .readable: "chmod o-rwx \(why.path)"
        }
    }

    // MARK: Programs

    /// A program that is not run.
    static func distrust(ofProgram path: String, _ why: Distrust) -> Obstacle {
        let fix =
            switch why.reason {
            case .symlink: "viết đường dẫn thật, như readlink -f \(path) cho biết"
            case .notFile, .notFolder, .notSocket, .relative: "viết đường dẫn của chương trình"
            case .owner: "chown root \(why.path)"
            case .writable, .readable: mend(why)
            }
        return Obstacle(distrusted(why), fix: fix)
    }

    static func cannotOpen(program path: String, _ why: SystemError) -> Obstacle {
        why.code == ENOENT
            ? Obstacle("không có tệp \(path)", fix: "cài postfix hoặc sửa đường dẫn")
            : Obstacle(
                "không mở được \(path): \(why)", fix: "để dondocd vào được mọi thư mục trên đó")
    }

    private static func othersOnly(_ mode: String) -> Bool {
        (UInt16(mode, radix: 8) ?? 0) & 0o020 == 0
    }

    /// A file that was not read; `why` is the system's word.
    static func cannotRead(_ path: String, _ why: SystemError) -> String {
        let reason =
            switch why.code {
            case EXDEV, ELOOP: "liên kết dẫn ra ngoài thư mục cấu hình; chép tệp thật vào"
            case EINVAL: "không phải là tệp thường"
            case EFBIG: "lớn hơn 4 MiB"
            case EACCES: "dondocd không được phép; chgrp dondoc \(path) && chmod g+rX \(path)"
            default: why.description
            }
        return "không đọc được \(path): \(reason)"
    }

    /// A file that would be passed over in silence for its name; `file` ends in `.yml`.
    static func wrongSuffix(_ file: String) -> String {
        "\(file) sẽ không được nạp: tên tệp phải kết thúc bằng .yaml; đổi tên, hoặc dời tệp đi"
    }

    // MARK: While it runs

    static func willNotStart(_ what: String) -> String {
        "\(what); khởi động lại lúc này thì dondocd dừng (mã 78)"
    }

    static func groupWrites(_ path: String) -> String {
        "cả nhóm ghi được vào \(path): ai trong nhóm cũng đổi được người và quyền"
    }

    static func groupReads(_ path: String) -> String {
        "cả nhóm đọc được \(path): trong đó có tên và địa chỉ thư"
    }

    static func foreignConfig(_ path: String, _ owner: String) -> String {
        "\(path) thuộc về '\(owner)', người này đổi được mọi cấu hình"
    }

    /// The first of the mistakes in a file that is not in force.
    static func badFile(_ first: Diagnostic, of count: Int, stops: Bool) -> String {
        let place = "\(first.file):\(first.line):\(first.column)"
        let more = count > 1 ? " (và \(count - 1) lỗi nữa)" : ""
        return badFile("\(place): \(first.what)\(more)", stops: stops)
    }

    static func badFile(_ what: String, stops: Bool) -> String {
        stops ? willNotStart(what) : "\(what); dondoc reload không nhận, bản cũ vẫn có hiệu lực"
    }
}

extension Words.Mend {
    static let custody = "xem lại chủ và quyền của thư mục dữ liệu"
    static let badFile = "sửa tệp rồi dondoc reload"

    static func badFile(_ fix: String) -> String { "\(fix); rồi dondoc reload" }

    static func groupWrites(_ path: String) -> String { "chmod g-w \(path) nếu không cố ý" }
    static func groupReads(_ path: String) -> String { "chmod g-rwx \(path) nếu không cố ý" }
    static func foreignConfig(_ path: String) -> String { "chown root \(path) nếu không cố ý" }
}
