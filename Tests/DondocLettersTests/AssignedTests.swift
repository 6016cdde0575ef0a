import DondocCore
import DondocLetters
import Foundation
import Testing

@Suite struct AssignedTests {
    @Test("A partner reads what it takes part in, who leads, and that it need not report")
    func small() throws {
        let letter = try Samples.letter(Samples.assigned())
        expectSound(letter.message)
        let mail = try Mail(letter.message)
        #expect(
            mail.subject == "[Phối hợp] Kế hoạch Phòng, chống mại dâm trên địa bàn tỉnh Thanh Hóa "
                + "năm 2023: 2 việc phối hợp")
        #expect(mail.key == "thanh-hoa-2023/assigned/2023-01-03" && mail.number == nil)
        #expect(
            mail.text.contains(
                "II.3.2.b | Kiểm tra, quản lý điều kiện <kinh doanh> | "
                    + "Công an tỉnh; Bộ Chỉ huy Bộ đội Biên phòng tỉnh | Cả năm"))
        #expect(mail.text.contains("không phải báo cáo riêng"))
        #expect(!mail.text.contains("dondoc done"))
        #expect(mail.defects == [])
    }

    @Test(
        "The subject tells apart what the reader leads and what it only takes part in",
        arguments: [
            (
                2, 3, "[Giao việc] ", ": 2 việc chủ trì, 3 việc phối hợp",
                ": 2 to lead, 3 as a partner"
            ),
            (1, 0, "[Giao việc] ", ": 1 việc chủ trì", ": 1 to lead"),
            (0, 3, "[Phối hợp] ", ": 3 việc phối hợp", ": 3 as a partner"),
        ])
    func subject(lead: Int, with: Int, kind: String, counts: String, english: String) throws {
        var notice = try Samples.assigned(lead + with)
        for index in 0..<lead { notice.rows[index].role = .lead }
        let subject = LetterWriter.subject(notice, isTraining: false)
        #expect(subject.hasPrefix(kind) && subject.hasSuffix("năm 2023\(counts)"), "\(subject)")
        #expect(Samples.letter(notice).subject == subject)
        #expect(
            LetterWriter.subject(notice, isTraining: false, language: .en).hasSuffix(english))
    }

    @Test("However much a partner takes part in, the letter keeps its size")
    func large() throws {
        let letter = try Samples.letter(Samples.assigned(3_000))
        expectSound(letter.message)
        let mail = try Mail(letter.message)
        let rows = mail.text.components(separatedBy: "\n").filter { $0.hasSuffix("| Cả năm") }
        #expect((10...100).contains(rows.count))
        #expect(mail.text.contains("Còn \(3_000 - rows.count) việc không in ở đây"))
    }

    @Test("Who drafts or issues reads so beside the work; others read the work alone")
    func parts() throws {
        var notice = try Samples.assigned(3)
        (notice.rows[0].part, notice.rows[1].part) = (.advises, .decides)
        for (language, words) in [
            (Language.vi, ["tham mưu", "ban hành"]), (.en, ["drafts", "issues"]),
        ] {
            var head = Samples.head
            head.language = language
            let mail = try Mail(Samples.letter(notice, head).message)
            for (row, word) in zip(notice.rows, words) {
                #expect(mail.text.contains("(\(word)) \(row.title)"))
                #expect(mail.html.contains("(\(word)) "))
            }
            #expect(mail.text.contains("| \(notice.rows[2].title)"))
        }
    }
}
