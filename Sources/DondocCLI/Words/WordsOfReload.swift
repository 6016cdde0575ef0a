import DondocAPI
import DondocCore

/// The words of `reload`.
extension Words {
    static func move(_ kind: String) -> String {
        switch kind {
        case "added": vi("thêm", en: "added")
        case "withdrawn": vi("rút", en: "withdrawn")
        case "moved": vi("dời", en: "moved")
        default: vi("đổi", en: "changed")
        }
    }

    static var ordinaryDay: String { vi("ngày thường", en: "ordinary day") }

    static func moved(_ view: ReloadView) -> String {
        let said = ["moved", "added", "withdrawn", "changed"].compactMap { kind in
            let n = view.moves.count { $0.kind == kind }
            let move = kind == "moved" ? vi("dời hạn", en: "moved") : move(kind)
            return n > 0 ? vi("\(move) \(n)", en: "\(n) \(move)") : nil
        }.joined(separator: ", ")
        return view.dryRun
            ? vi(
                "chưa áp dụng gì; sẽ \(said) đầu việc",
                en: "nothing is applied yet; obligations that would change: \(said)")
            : vi("đã \(said) đầu việc", en: "obligations: \(said)")
    }

    static func remindersMoved(_ count: Int, dryRun: Bool) -> String {
        dryRun
            ? vi(
                "\(count) đầu việc khác sẽ có lần nhắc tới dời đi",
                en: "obligations that would be reminded at another moment next: \(count)")
            : vi(
                "\(count) đầu việc khác có lần nhắc tới dời đi",
                en: "obligations reminded at another moment next: \(count)")
    }

    static var dryRunOnly: String {
        vi(
            "chưa áp dụng gì; không đầu việc nào dời hạn",
            en: "nothing is applied yet; no obligation moves")
    }
}
