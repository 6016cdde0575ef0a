import DondocCore
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
        case .symlink: vi("\(path) là liên kết tượng trưng", en: "\(path) is a symbolic link")
        case .notFolder: vi("\(path) không phải là thư mục", en: "\(path) is not a directory")
        case .notFile: vi("\(path) không phải là tệp thường", en: "\(path) is not a regular file")
        case .notSocket:
            vi("\(path) đã có và không phải là ổ cắm", en: "\(path) exists and is not a socket")
        case .relative:
            vi("\(path) phải là đường dẫn tuyệt đối", en: "\(path) must be an absolute path")
        case .owner(let name):
            vi("\(path) thuộc về người dùng '\(name)'", en: "\(path) belongs to the user '\(name)'")
        case .writable(let mode):
            vi(
                "người khác ghi được vào \(path) (quyền \(mode))",
                en: "others can write to \(path) (mode \(mode))")
        case .readable(let mode):
            vi(
                "người khác đọc được \(path) (quyền \(mode))",
                en: "others can read \(path) (mode \(mode))")
        }
    }

    static func mend(_ why: Distrust) -> String {
        switch why.reason {
        case .symlink:
            vi("xóa nó, rồi dùng đường dẫn thật", en: "remove it, then use the real path")
        case .notFolder, .notFile:
            vi("dời nó đi, hoặc chọn đường dẫn khác", en: "move it away, or choose another path")
        case .notSocket:
            vi("dời nó đi, hoặc chọn --socket khác", en: "move it away, or choose another --socket")
        case .relative: vi("bắt đầu bằng /", en: "one that starts with /")
        case .owner:
            vi("chown lại, hoặc chạy bằng đúng người dùng đó", en: "chown it, or run as that user")
        case .writable(let mode): "chmod \(othersOnly(mode) ? "o-w" : "go-w") \(why.path)"
        case .readable: "chmod o-rwx \(why.path)"
        }
    }

    private static func othersOnly(_ mode: String) -> Bool {
        (UInt16(mode, radix: 8) ?? 0) & 0o020 == 0
    }

    // MARK: Programs

    /// A program that is not run.
    static func distrust(ofProgram path: String, _ why: Distrust) -> Obstacle {
        func fix() -> String {
            switch why.reason {
            case .symlink:
                vi(
                    "viết đường dẫn thật, như readlink -f \(path) cho biết",
                    en: "write the real path, as readlink -f \(path) tells it")
            case .notFile, .notFolder, .notSocket, .relative:
                vi("viết đường dẫn của chương trình", en: "write the path of the program")
            case .owner: "chown root \(why.path)"
            case .writable, .readable: mend(why)
            }
        }
        return Obstacle(distrusted(why), fix: fix())
    }

    static func cannotOpen(program path: String, _ why: SystemError) -> Obstacle {
        why.code == ENOENT
            ? Obstacle(
                vi("không có tệp \(path)", en: "there is no file \(path)"),
                fix: vi(
                    "cài postfix hoặc sửa đường dẫn", en: "install postfix, or correct the path"))
            : Obstacle(
                vi("không mở được \(path): \(why)", en: "cannot open \(path): \(why)"),
                fix: vi(
                    "để dondocd vào được mọi thư mục trên đó",
                    en: "let dondocd pass through every directory above it"))
    }

    /// A file that was not read; `why` is the system's word.
    static func cannotRead(_ path: String, _ why: SystemError) -> String {
        let reason =
            switch why.code {
            case EXDEV, ELOOP:
                vi(
                    "liên kết dẫn ra ngoài thư mục cấu hình; chép tệp thật vào",
                    en: "a link leads out of the configuration directory; copy the real file in")
            case EINVAL: vi("không phải là tệp thường", en: "not a regular file")
            case EFBIG: vi("lớn hơn 4 MiB", en: "larger than 4 MiB")
            case EACCES:
                vi("dondocd không được phép; ", en: "dondocd is not permitted to; ")
                    + "chgrp dondoc \(path) && chmod g+rX \(path)"
            default: why.description
            }
        return vi("không đọc được \(path): \(reason)", en: "cannot read \(path): \(reason)")
    }

    /// A file that would be passed over in silence for its name; `file` ends in `.yml`.
    static func wrongSuffix(_ file: String) -> String {
        vi(
            "\(file) sẽ không được nạp: tên tệp phải kết thúc bằng .yaml; đổi tên, hoặc dời tệp đi",
            en:
                "\(file) would not be loaded: its name must end in .yaml; rename it, or move it away"
        )
    }

    // MARK: While it runs

    static func willNotStart(_ what: String) -> String {
        vi(
            "\(what); khởi động lại lúc này thì dondocd dừng (mã 78)",
            en: "\(what); a restart now would end dondocd (status 78)")
    }

    static func groupWrites(_ path: String) -> String {
        vi(
            "cả nhóm ghi được vào \(path): ai trong nhóm cũng đổi được người và quyền",
            en: "the group can write to \(path): anybody in it can change people and rights")
    }

    static func groupReads(_ path: String) -> String {
        vi(
            "cả nhóm đọc được \(path): trong đó có tên và địa chỉ thư",
            en: "the group can read \(path), which holds names and mail addresses")
    }

    static func foreignConfig(_ path: String, _ owner: String) -> String {
        vi(
            "\(path) thuộc về '\(owner)', người này đổi được mọi cấu hình",
            en: "\(path) belongs to '\(owner)', who can change the whole configuration")
    }

    /// The first of the mistakes in a file that is not in force.
    static func badFile(_ first: Diagnostic, of count: Int, stops: Bool) -> String {
        let place = "\(first.file):\(first.line):\(first.column)"
        let more =
            count > 1 ? vi(" (và \(count - 1) lỗi nữa)", en: " (and \(count - 1) more)") : ""
        return badFile("\(place): \(first.what)\(more)", stops: stops)
    }

    static func badFile(_ what: String, stops: Bool) -> String {
        stops
            ? willNotStart(what)
            : vi(
                "\(what); dondoc reload không nhận, bản cũ vẫn có hiệu lực",
                en: "\(what); dondoc reload does not take it, the old one stays in force")
    }
}

extension Words.Mend {
    static var custody: String {
        vi(
            "xem lại chủ và quyền của thư mục dữ liệu",
            en: "look at the state directory's owner and modes")
    }
    static var badFile: String {
        vi("sửa tệp rồi dondoc reload", en: "mend the file, then dondoc reload")
    }

    static func badFile(_ fix: String) -> String {
        vi("\(fix); rồi dondoc reload", en: "\(fix); then dondoc reload")
    }

    static func groupWrites(_ path: String) -> String { unlessMeant("chmod g-w \(path)") }
    /// A folder and what is in it.
    static func groupWrites(all folder: String) -> String { unlessMeant("chmod -R g-w \(folder)") }
    static func groupReads(_ path: String) -> String { unlessMeant("chmod g-rwx \(path)") }
    static func foreignConfig(_ path: String) -> String { unlessMeant("chown root \(path)") }

    private static func unlessMeant(_ command: String) -> String {
        vi("\(command) nếu không cố ý", en: "\(command) unless that is meant")
    }
}
