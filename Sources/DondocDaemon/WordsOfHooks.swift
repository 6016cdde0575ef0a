import DondocCore
import DondocMail
import DondocSystemd
import Glibc

/// What is said of hooks.
extension Words {
    static func cannotOpen(hook path: String, _ why: SystemError) -> Obstacle {
        let found = cannotOpen(program: path, why)
        guard why.code == ENOENT else { return found }
        return Obstacle(
            found.what,
            fix: vi(
                "sửa đường dẫn, hoặc chép chương trình vào đó",
                en: "correct the path, or put the program there"))
    }

    static func hookStuck(_ name: String, _ found: Obstacle) -> String {
        vi(
            "hook \(name) không chạy được: \(found.what)",
            en: "hook \(name) cannot be run: \(found.what)")
    }

    static func noHook(_ channel: String, _ policy: String) -> String {
        vi(
            "chính sách \(policy) gọi kênh \(channel), dondoc.yaml không có hook nào tên ấy",
            en:
                "policy \(policy) names the channel \(channel); dondoc.yaml has no hook of that name"
        )
    }

    static func noSuchHook(_ name: String) -> String {
        vi("dondoc.yaml không có hook nào tên \(name)", en: "dondoc.yaml has no hook named \(name)")
    }

    static func deadNotices(_ name: String, _ n: Int) -> String {
        vi(
            "\(n) tin không giao được cho hook \(name) (failed)",
            en: "\(counted(n, "notice")) could not be given to hook \(name) (failed)")
    }

    static func waitingNotices(_ name: String, _ n: Int) -> String {
        vi(
            "\(n) tin đang chờ giao lại cho hook \(name)",
            en: counted(n, "notice is waiting", "notices are waiting")
                + " to be given to hook \(name) again")
    }
}

extension Words.Mend {
    static var noHook: String {
        vi(
            "thêm hook vào dondoc.yaml, hoặc bỏ kênh ấy trong policies.yaml, rồi dondoc reload",
            en:
                "add the hook to dondoc.yaml, or take the channel out of policies.yaml, then dondoc reload"
        )
    }

    static var deadNotices: String {
        vi(
            "lý do: dondoc why SỐ, journalctl DONDOC_KIND=failed; sửa chương trình, rồi dondoc queue retry SỐ hoặc queue drop SỐ",
            en:
                "for the reason: dondoc why NUMBER, journalctl DONDOC_KIND=failed; correct the program, then dondoc queue retry NUMBER, or queue drop NUMBER"
        )
    }

    static func waitingNotices(_ name: String) -> String {
        vi(
            "kiểm tra chương trình: journalctl DONDOC_RECIPIENT=hook:\(name)",
            en: "look after the program: journalctl DONDOC_RECIPIENT=hook:\(name)")
    }
}
