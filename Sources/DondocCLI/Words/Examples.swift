import DondocCore

/// Every example that a help text shows, in an order in which they could be typed.
///
/// Numbers and keys are those of an office that has loaded `thanh-hoa-2023` alone, on 9 June 2023, and
/// has typed what stands above them; files stand where the command is typed.
struct Example: Hashable {
    /// The verb, `audit verify`; the topic, `help due`.
    let topic: String
    /// As it is typed in a shell.
    let line: String

    /// The words that the shell would make of it, without `dondoc`: `'…'` is one word.
    var words: [String] {
        var words: [String] = []
        var word: String?
        var isQuoted = false
        for c in line {
            switch c {
            case "'":
                isQuoted.toggle()
                word = word ?? ""
            case " " where !isQuoted:
                if let word { words.append(word) }
                word = nil
            default: word = (word ?? "") + String(c)
            }
        }
        return Array((words + (word.map { [$0] } ?? [])).dropFirst())
    }

    /// True for what works without a daemon.
    var isOffline: Bool {
        ["explain", "calendar", "plan new", "completion", "help"].contains {
            line.hasPrefix("dondoc " + $0)
        }
    }
}

enum Examples {
    static var all: [Example] {
        typed.flatMap { topic, lines in lines.map { Example(topic: topic, line: "dondoc " + $0) } }
            + phrases.map { Example(topic: "help due", line: $0.line) }
    }

    static func of(_ topic: String) -> [Example] { all.filter { $0.topic == topic } }

    /// A due phrase, what `explain` needs beside it, and the day from which it counts.
    struct Sample {
        let phrase: String
        var more = " --period 2023"
        var from: Day?

        var line: String { "dondoc explain '\(phrase)'\(more)" }
    }

    /// What `help due` shows, each with its days in 2023.
    static let phrases = [
        Sample(phrase: "trước ngày 15/6/2023"), Sample(phrase: "chậm nhất ngày 15/6/2023"),
        Sample(phrase: "Quý I/2023"), Sample(phrase: "trước tháng 7/2023"),
        Sample(phrase: "6 tháng đầu năm 2023"), Sample(phrase: "Cả năm"),
        Sample(phrase: "định kỳ hàng quý"),
        Sample(
            phrase: "trong vòng 5 ngày làm việc kể từ ngày ký",
            more: " --from 12/06/2023", from: Day(2023, 6, 12)),
        Sample(phrase: "Thường xuyên"),
    ]

    private static let typed: [(topic: String, lines: [String])] = [
        ("help", ["help states", "help due", "help confirm"]),
        (
            "list",
            [
                "list --mine", "list --plan thanh-hoa-2023 --bucket open-overdue",
                "list --due-before 15/06/2023 --csv",
                "list --missing thanh-hoa-2023/bao-cao-6-thang",
                "list --asked", "list --totals --at 30/06/2023",
                "list --totals --by original --agency so-y-te",
            ]
        ),
        ("next", ["next -n 5", "next --agency so-y-te"]),
        (
            "show",
            [
                "show 12", "show 12 --at 30/06/2023", "show thanh-hoa-2023/bao-cao-6-thang/2023-H1",
            ]
        ),
        ("start", ["start 12 13", "start --mine --state returned --dry-run"]),
        ("checkin", ["checkin 1 --note 'Đã phát 3 tin bài'"]),
        ("note", ["note 12 'Đã gọi điện nhắc'", "note 12 13 --note 'Chờ công văn'"]),
        ("attach", ["attach 12 bien-ban.pdf --note 'Biên bản họp'"]),
        (
            "done",
            [
                "done 12 --doc 45/BC-SYT --dated 08/06/2023", "done 13 --file bien-ban.pdf",
                "done thanh-hoa-2023/ke-hoach-rieng/2023/so-y-te --for so-y-te",
            ]
        ),
        (
            "confirm",
            [
                "confirm 12", "confirm 13 --received 09/06/2023 --reason 'Dấu công văn đến'",
                "confirm --plan thanh-hoa-2023 --state claimed --dry-run",
            ]
        ),
        ("return", ["return thanh-hoa-2023/ke-hoach-rieng/2023/so-y-te --reason 'Sai mẫu'"]),
        (
            "extend",
            [
                "extend 191 --to 20/06/2023 --reason 'Chờ số liệu cấp xã'",
                "extend 191 --to 20/06/2023 --doc 88/UBND-VX --reason 'Đồng ý'",
                "extend 192 --refuse --reason 'Còn đủ thời gian'",
            ]
        ),
        ("withdraw", ["withdraw 16 17 --reason 'Đã giao cơ quan khác'"]),
        ("reopen", ["reopen 12 --reason 'Xác nhận nhầm'"]),
        (
            "waive",
            [
                "waive thanh-hoa-2023/tong-hop-6-thang so-y-te --reason 'Gộp kỳ sau'",
                "waive thanh-hoa-2023/tong-hop-nam --input so-y-te --reason 'Gộp sau'",
            ]
        ),
        ("undo", ["undo", "undo 13 --dry-run", "undo 13 --reason 'Nhầm đơn vị'"]),
        ("why", ["why 12", "why 12 so-y-te", "why 12 van-thu@example.test"]),
        ("log", ["log 12", "log --change 13", "log -n 20 --json"]),
        ("audit verify", ["audit verify"]),
        (
            "explain",
            [
                "explain 'trước ngày 15/6/2023'",
                "explain 'định kỳ hàng quý' --period 2023 --count 4",
            ]
        ),
        ("calendar", ["calendar 2026"]),
        (
            "remind list",
            ["remind list --until 30/06/2023", "remind list --agency so-y-te --csv"]
        ),
        (
            "remind snooze",
            [
                "remind snooze 14 --until 13/06/2023 --reason 'Chờ số liệu'",
                "remind snooze 14 --end",
            ]
        ),
        (
            "remind ack",
            ["remind ack 14 --for 5wd --note 'Đã giao phòng chuyên môn'", "remind ack 15"]
        ),
        ("remind now", ["remind now 15 --note 'Tỉnh họp sáng thứ Hai'"]),
        (
            "simulate",
            [
                "simulate --to 31/12/2023 --agency so-y-te",
                "simulate --from 01/01/2023 --answers tra-loi.csv --csv",
                "simulate --offline --plan lao-cai-2026.yaml --from 01/01/2026",
            ]
        ),
        ("remind policy explain", ["remind policy explain standard 12"]),
        (
            "queue list",
            ["queue list --state failed", "queue list --to so-y-te@example.test --csv"]
        ),
        ("queue retry", ["queue retry 3", "queue retry --all --failed"]),
        ("queue drop", ["queue drop 3 --reason 'Đã báo trực tiếp'"]),
        ("hold", ["hold --for 2h --reason 'Đổi máy chủ thư'"]),
        ("resume", ["resume"]),
        (
            "mail dead",
            ["mail dead so-y-te@example.test --until 30/06/2023 --reason 'Đầy'"]
        ),
        ("mail alive", ["mail alive so-y-te@example.test"]),
        ("plan new", ["plan new lao-cai-2026 --territory lao-cai --period 2026"]),
    ]
}
