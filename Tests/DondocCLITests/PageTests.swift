import DondocAPI
import DondocCore
import Foundation
import Testing

@testable import DondocCLI

@Suite struct PageTests {
    @Test("Judged by the first day, a row shows the first day")
    func original() {
        var row = Canned.list[0]
        (row.due, row.originalDue) = ("2023-07-20", "2023-06-15")
        let text = ListPage.table([row], byOriginal: true).text(width: 132, colour: false)
        #expect(text.contains("15/06/2023") && !text.contains("20/07/2023"))
    }

    @Test("The list shows number, day, days left, state, agency and work")
    func list() throws {
        try expectGoldenWords("list") {
            ListPage.table(Canned.list).text(width: 80, colour: false)
                + ListPage.footer(Canned.list) + "\n"
        }
        try expectGoldenWords("list-wide") {
            ListPage.table(Canned.list).text(width: 132, colour: false)
        }
    }

    @Test("next has the columns of systemctl list-timers")
    func next() throws {
        try expectGoldenWords("next") {
            NextPage.table(Canned.next).text(width: 80, colour: false)
        }
    }

    @Test("reload shows the days and the obligations that move")
    func reload() throws {
        try expectGoldenWords("reload") {
            ReloadPage.text(Canned.reload, width: 100)
                + ReloadPage.remarks(Canned.reload).joined(separator: "\n")
                + "\n"
        }
        var applied = Canned.reload
        applied.dryRun = false
        let said = Language.$current.withValue(.en) { ReloadPage.remarks(applied).first }
        #expect(said == "obligations: 1 moved, 1 added, 1 withdrawn")
    }

    @Test("show says every field in words") func show() throws {
        try expectGoldenWords("show") { DetailPage.text(DetailView(Canned.list[1])) }
    }

    @Test("why goes rung by rung and ends with the reason for silence") func why() throws {
        try expectGoldenWords("why") { WhyPage.text(Canned.why) }
        try expectGoldenWords("why-held") { WhyPage.text(Canned.held) }
        try expectGoldenWords("why-whole") { WhyPage.text(Canned.whole) }
        try expectGoldenWords("why-moved") { WhyPage.text(Canned.moved) }
    }

    @Test("why of somebody who is no addressee says so, and nothing of the work's own steps")
    func stranger() {
        var why = Canned.why
        #expect(WhyPage.text(why).contains(Words.Field.silence + ":"))
        why.recipient = .init(
            asked: "khac", name: "Sở khác", addresses: [], roles: [], never: "not-addressee")
        (why.rungs, why.assigned) = ([], [])
        let text = WhyPage.text(why)
        #expect(text.contains(Words.never("not-addressee")))
        #expect(!text.contains(Words.Field.silence + ":"))
    }

    @Test("status names what is degraded and how to mend it") func status() throws {
        try expectGoldenWords("status") { StatusPage.text(Canned.status) }
    }

    @Test("status warns of what is to come before it says how things are")
    func warnings() {
        var status = Canned.status
        status.warnings = ["ngày nghỉ năm 2028 chưa công bố"]
        #expect(StatusPage.text(status).contains("Lưu ý: ngày nghỉ năm 2028 chưa công bố\n"))
        #expect(!StatusPage.text(Canned.status).contains("Lưu ý"))
    }

    @Test("status tells of a backup only when it knows of one")
    func backup() {
        var status = Canned.status
        #expect(!StatusPage.text(status).contains("Sao lưu"))
        status.lastBackupAt = "2023-06-14T23:00:00+07:00"
        #expect(StatusPage.text(status).contains("Sao lưu: 14/06/2023 23:00\n"))
    }

    @Test("mail test tells the way, the answer and the time")
    func mailTest() throws {
        let sent = MailTestView(
            state: .sent, to: "vt@example.test", via: "smtp://mail.example.test:587",
            tls: "TLSv1.3", answer: "250 2.0.0 Ok: queued as 4X\u{1B}[2J", reason: nil,
            milliseconds: 1_042, messageId: "<x@example.test>")
        var refused = sent
        refused.state = .refused
        refused.tls = nil
        refused.answer = "550 5.1.1 no such user"
        refused.reason = "máy chủ thư trả lời: 550 5.1.1 no such user"
        var local = sent
        local.via = "smtp://127.0.0.1:25"
        local.tls = nil
        var (waiting, unsure) = (refused, refused)
        waiting.state = .waiting
        unsure.state = .unsure
        let all = [sent, refused, local, waiting, unsure]
        try expectGoldenWords("mail-test") {
            all.map(MailTestPage.text).joined(separator: "\n")
        }
        #expect(all.map(MailTestPage.exitStatus) == [0, 1, 0, 75, 75])
    }

    @Test("log shows who did what, and for whom") func log() throws {
        try expectGoldenWords("log") {
            LogPage.table(Canned.log).text(width: 80, colour: false)
        }
    }

    @Test("A reason that does not fit stands whole below its row") func wraps() throws {
        var row = Canned.log[0]
        row.reason = "Sở Tài chính đề nghị lùi thời hạn vì chưa có số liệu quyết toán của các huyện"
        let lines = LogPage.table([row]).body(width: 80, colour: false).split(separator: "\n")
        #expect(lines.count == 3 && lines.allSatisfy { columns(String($0)) <= 80 })
        let said = lines.dropFirst().joined(separator: " ").split(separator: " ")
        #expect(said.joined(separator: " ") == row.reason)
        #expect(wrapped("abcdefgh ij", to: 4) == ["abcd", "efgh", "ij"])
    }

    private func logRow(
        _ verb: String, before: String? = nil, after: String? = nil, _ reason: String?
    ) -> LogView {
        var row = Canned.log[2]
        (row.verb, row.before, row.after, row.reason) = (verb, before, after, reason)
        return row
    }

    @Test("log says in words what rows of the trail keep as fields, and cuts none of it")
    func logWords() throws {
        let until = "until=2023-06-13T10:00:00+07:00"
        let letter = "letter=17 to=vt@example.test"
        let hashes = "rows=0123456789abcdef versions=fedcba9876543210"
        let rows = [
            logRow("hold", after: "person \(until)", "bảo trì máy chủ thư cả buổi sáng"),
            logRow("hold", after: "copy", nil), logRow("resume", before: "jump \(until)", nil),
            logRow("resume", before: "person", "bảo trì"),
            logRow("queue-retry", before: "failed", after: "queued", letter),
            logRow("queue-drop", before: "queued", after: "withdrawn", letter + "; gửi nhầm"),
            logRow("mail-dead", after: "until=2023-06-30", "vt@example.test; hộp thư đầy"),
            logRow("mail-alive", before: "until=2023-06-30", "vt@example.test"),
            logRow("mail-gone", after: "so@example.test", "vt@example.test"),
            logRow("load", after: "0123456789abcdef", "+5 ~1 -0; \(hashes)"),
            logRow("load", "no longer in the plan's file"),
            logRow("extend", "granted=2023-06-30; doc=88/UBND; dated=2023-06-12; xin=1; until=2"),
            logRow("extend", "refused; chưa đủ lý do"), logRow("withdraw", "refused"),
            logRow("snooze", "\(until); chờ số liệu"), logRow("now", "note=gấp; until=2"),
            logRow("confirm", "received=2023-06-09; own-work"),
            logRow("waive", "inputs=3,7; own-work; x"), logRow("undo", "verb=note; nhầm"),
            logRow("attach", "name=bc.pdf; file=" + String(repeating: "a", count: 64)),
            logRow("refused", "undo 5: không có quyền"),
        ]
        try expectGoldenWords("log-words") {
            LogPage.table(rows).text(width: 80, colour: false)
        }
        let page = LogPage.table(rows).text(width: 80, colour: false)
        for raw in [
            "until=2023", "person", "copy", "letter=", "to=vt", "own-work", "verb=", "rows=",
        ] {
            #expect(!page.contains(raw), "\(raw)")
        }
    }

    @Test("Listings fit the width", arguments: [60, 80, 132])
    func fits(width: Int) {
        for language in Language.allCases {
            let tables = Language.$current.withValue(language) {
                [
                    ListPage.table(Canned.list), NextPage.table(Canned.next),
                    LogPage.table(Canned.log),
                ]
            }
            for table in tables {
                for line in table.text(width: width, colour: false).split(separator: "\n") {
                    #expect(columns(String(line)) <= width, "\(line)")
                }
            }
        }
    }

    @Test("Colour marks late red and due soon yellow, and only where it is wanted")
    func colour() {
        let table = ListPage.table([
            Canned.obligation(1, bucket: "open-overdue", left: -1), Canned.obligation(2, left: 3),
            Canned.obligation(3),
        ])
        let lines = table.text(width: 80, colour: true).split(separator: "\n")
        #expect(lines[1].hasPrefix("\u{1B}[31m") && lines[1].hasSuffix("\u{1B}[0m"))
        #expect(lines[2].hasPrefix("\u{1B}[33m"))
        #expect(!lines[3].contains("\u{1B}"))
        #expect(!table.text(width: 80, colour: false).contains("\u{1B}"))
    }

    @Test("The line after a change says what is now true") func line() {
        #expect(
            ObligationPage.line(Canned.list[1])
                == "1432 Báo cáo 6 tháng – Nông Cống: đã báo cáo, chờ xác nhận\n")
    }

    @Test("A spreadsheet takes no field for a formula, and negative numbers stay numbers")
    func csv() throws {
        #expect(LogPage.csv(Canned.log).contains("\"'=cmd()\""))
        #expect(ListPage.csv(Canned.list).contains("\"-5\""))
        var csv = CSV(["a"])
        csv.add([.text("một \"hai\"\r\nba")])
        #expect(csv.text == "\"a\"\r\n\"một \"\"hai\"\"\\u{d}\\u{a}ba\"\r\n")
    }

    @Test("The JSON that the pages are made of keeps its field names") func jsonNames() throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
        let answers = [
            try encoder.encode(Canned.list[1]), try encoder.encode(Canned.why),
            try encoder.encode(Canned.status), try encoder.encode(Canned.next[0]),
            try encoder.encode(Canned.log[0]), try encoder.encode(Canned.reload),
        ]
        let text = answers.map { String(decoding: $0, as: UTF8.self) + "\n" }.joined()
        try expectGolden(text, "answers.json")
    }

    @Test("The field names of listings are frozen") func fieldNames() throws {
        let list = ListPage.csv([]).trimmingCharacters(in: .newlines)
        let next = NextPage.csv([]).trimmingCharacters(in: .newlines)
        let log = LogPage.csv([]).trimmingCharacters(in: .newlines)
        try expectGolden([list, next, log].joined(separator: "\n") + "\n", "fields.csv")
        for (row, head) in [(ListPage.csv(Canned.list), list), (NextPage.csv(Canned.next), next)] {
            let first = row.components(separatedBy: "\r\n")[1]
            #expect(first.count { $0 == "\"" } == head.count { $0 == "\"" })
        }
    }
}
