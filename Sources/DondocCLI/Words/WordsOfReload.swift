import DondocAPI

/// The words of `reload`.
extension Words {
    static func move(_ kind: String) -> String {
        switch kind {
        case "added": "thêm"
        case "withdrawn": "rút"
        case "moved": "dời"
        default: "đổi"
        }
    }

    static let ordinaryDay = "ngày thường"

    static func moved(_ view: ReloadView) -> String {
        func count(_ kind: String) -> Int { view.moves.count { $0.kind == kind } }
        let counts = [
            ("dời hạn", count("moved")), ("thêm", count("added")), ("rút", count("withdrawn")),
            ("đổi", count("changed")),
        ]
        let said = counts.filter { $0.1 > 0 }.map { "\($0.0) \($0.1)" }.joined(separator: ", ")
        return (view.dryRun ? "chưa áp dụng gì; sẽ " : "đã ") + said + " đầu việc"
    }

    static let dryRunOnly = "chưa áp dụng gì; không đầu việc nào dời hạn"
}
