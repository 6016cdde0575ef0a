import DondocSystemd
import Glibc

/// Why files are not trusted, and how to mend that.
extension Words {
    static func distrust(_ why: Distrust) -> String {
        let path = why.path
        return switch why.reason {
        case .symlink: "\(path) là liên kết tượng trưng; xóa nó, rồi dùng đường dẫn thật"
        case .notFolder: "\(path) không phải là thư mục; dời nó đi, hoặc chọn đường dẫn khác"
        case .notFile: "\(path) không phải là tệp thường; dời nó đi, hoặc chọn đường dẫn khác"
        case .notSocket:
            "\(path) đã có và không phải là ổ cắm; dời nó đi, hoặc chọn --socket khác"
        case .relative: "\(path) phải là đường dẫn tuyệt đối, bắt đầu bằng /"
        case .owner(let name):
            "\(path) thuộc về người dùng '\(name)'; chown lại, hoặc chạy bằng đúng người dùng đó"
        case .writable(let mode):
            "người khác ghi được vào \(path) (quyền \(mode)); chmod \(othersOnly(mode) ? "o-w" : "go-w") \(path)"
        case .readable(let mode):
            "người khác đọc được \(path) (quyền \(mode)); chmod o-rwx \(path)"
        }
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

    // MARK: Remarks at the start

    static func remark(_ text: String) -> String { "cảnh báo: \(text)" }

    static func groupWrites(_ path: String) -> String {
        "cả nhóm ghi được vào \(path): ai trong nhóm cũng đổi được người và quyền; chmod g-w \(path) nếu không cố ý"
    }

    static func groupReads(_ path: String) -> String {
        "cả nhóm đọc được \(path): trong đó có tên và địa chỉ thư; chmod g-rwx \(path) nếu không cố ý"
    }

    static func foreignConfig(_ path: String, _ owner: String) -> String {
        "\(path) thuộc về '\(owner)', người này đổi được mọi cấu hình; chown root nếu không cố ý"
    }
}
