import DondocAPI
import DondocCore
import Foundation
import Testing

@testable import DondocCLI

@Suite struct QueuePageTests {
    private let failed = QueueView(
        id: 12, channel: "mail", recipient: "nong-cong@example.test",
        subject: "[Còn 3 ngày] Báo cáo 6 tháng – UBND huyện Nông Cống", state: "failed",
        attempts: 2, nextTryAt: nil, since: "2023-06-12T08:00:00+07:00", sentAt: nil,
        error: "550 5.1.1 no such user",
        keys: ["thanh-hoa-2023/bao-cao-6-thang/2023-H1/huyen-nong-cong"])
    private let waiting = QueueView(
        id: 13, channel: "mail", recipient: "tho-xuan@example.test",
        subject: "[Hôm nay] Báo cáo 6 tháng", state: "queued", attempts: 1,
        nextTryAt: "2023-06-12T08:05:00+07:00", since: "2023-06-12T08:00:00+07:00", sentAt: nil,
        error: "\u{1b}[2J450", keys: [])

    @Test("queue list says how each letter stands, and drives no terminal", arguments: [80, 120])
    func list(width: Int) throws {
        try expectGoldenWords("queue-list-\(width)") {
            QueuePage.table([failed, waiting]).text(width: width, colour: false)
        }
    }

    @Test("A letter that undo gave back waits for no hour: it is tried now")
    func atOnce() {
        var letter = waiting
        letter.nextTryAt = nil
        #expect(QueuePage.table([letter]).rows[0].cells.contains("ngay"))
        let page = QueuePage.letter(QueueLetterView(letter: letter, text: ""))
        #expect(!page.contains("1970") && page.contains("ngay\n"))
    }

    @Test("A verb that made a letter needless is said in words, a relay's answer as it came")
    func reasons() {
        #expect(Words.why("done") == "vì: báo cáo")
        #expect(Words.why("withdraw") == "vì: rút")
        #expect(Words.why("550 no such user") == "vì: 550 no such user")
    }

    @Test("queue show has the letter's text below how it stands")
    func show() throws {
        try expectGoldenWords("queue-show") {
            QueuePage.letter(
                QueueLetterView(letter: failed, text: "Kính gửi: UBND huyện\n\u{1b}[2J\n"))
        }
    }

    @Test("mail addresses says whose each is, until when and why")
    func addresses() throws {
        try expectGoldenWords("mail-addresses") {
            QueuePage.addresses([
                .init(
                    address: "nong-cong@example.test", holder: "UBND huyện Nông Cống",
                    until: "2023-06-30", reason: "Hộp thư đầy", by: "Đầu mối",
                    at: "2023-06-12T08:00:00+07:00"),
                .init(
                    address: "cu@example.test", holder: nil, until: "2023-07-31", reason: "Đã bỏ",
                    by: "root", at: "2023-06-12T08:00:00+07:00"),
            ]).text(width: 100, colour: false)
        }
    }

    @Test("What was done to letters is said in a line, and why they still wait")
    func told() {
        func view(_ verb: String, dryRun: Bool = false, waits: String? = nil) -> QueueChangeView {
            QueueChangeView(
                change: dryRun ? nil : 41, verb: verb, dryRun: dryRun, letters: [failed],
                waits: waits)
        }
        #expect(Words.queue(view("drop")) == ["đã bỏ 1 thư, thay đổi số 41"])
        #expect(Words.queue(view("retry", waits: "hold")).count == 2)
        #expect(Words.queue(view("retry", dryRun: true)) == [Words.onlyShown])
    }

    @Test(
        "A moment is a day, or a day and a time",
        arguments: [
            ("15/06/2023 14:00", "2023-06-15 14:00"), ("2023-06-15 14:00", "2023-06-15 14:00"),
            ("15/6/2023", "2023-06-15"), ("2023-06-15T14:00", "2023-06-15 14:00"),
            ("15/06/2023 25:00", nil), ("14:00", nil), ("15/06/2023 14:00 x", nil),
        ])
    func moments(text: String, expected: String?) {
        #expect(MomentArgument(argument: text)?.text == expected)
    }

    @Test("Letters are named, or all of them are meant, and not both")
    func selection() {
        for arguments in [
            ["queue", "retry"], ["queue", "retry", "3", "--all"], ["queue", "drop", "3"],
            ["queue", "retry", "3", "--failed"], ["queue", "retry", "0"],
            ["hold"], ["hold", "--for", "2h", "--until", "2023-06-15", "--reason", "x"],
            ["mail", "dead", "a@b.vn", "--reason", "x"], ["queue", "list", "--state", "planned"],
        ] {
            #expect(throws: (any Error).self, "\(arguments)") { _ = try parsed(arguments) }
        }
        for arguments in [
            ["queue", "retry", "3", "4"], ["queue", "retry", "--all", "--failed"],
            ["queue", "drop", "--all", "--to", "a@b.vn", "--reason", "x"],
            ["hold", "--reason", "x"], ["resume", "--now"],
        ] {
            #expect(throws: Never.self, "\(arguments)") { _ = try parsed(arguments) }
        }
    }
}
