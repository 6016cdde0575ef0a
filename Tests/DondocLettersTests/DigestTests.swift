import DondocCore
import DondocLetters
import Foundation
import Testing

@Suite struct DigestTests {
    private func rows(_ mail: Mail) -> [String] {
        mail.text.components(separatedBy: "\n").filter { $0.first?.isNumber == true }
    }

    @Test("Whom no letter reaches stands below the tables, in text and HTML")
    func unreachable() throws {
        var digest = try Samples.digest()
        digest.unreachable = ["Nông Cống", "<b>\u{202E}Sở"]
        let mail = try Mail(Samples.letter(digest).message)
        #expect(mail.text.contains("Không gửi được thư đến: Nông Cống; <b>Sở."))
        #expect(mail.html.contains("Không gửi được thư đến: Nông Cống; &lt;b&gt;Sở."))
    }

    @Test("A digest counts in its subject and lists in its text")
    func small() throws {
        let letter = try Samples.letter(Samples.digest())
        let mail = try Mail(letter.message)
        #expect(
            mail.subject == "[Đôn đốc 16/06/2023] Kế hoạch Phòng, chống mại dâm trên địa bàn "
                + "tỉnh Thanh Hóa năm 2023: 2 quá hạn, 1 đến hạn, 1 chờ xác nhận")
        #expect(mail.key == "thanh-hoa-2023/digest/2023-06-16")
        #expect(mail.number == nil)
        #expect(
            rows(mail) == [
                "1432 | Báo cáo 6 tháng | UBND huyện Nông Cống | 15/06/2023 | 1",
                "1433 | Báo cáo 6 tháng | UBND huyện Nông Cống | 15/06/2023 | 1",
                "9 | Chuyên trang | Sở TT&TT | 16/06/2023",
                "12 | Báo cáo 6 tháng | Công an tỉnh | 15/06/2023 | 14/06/2023 | 12/BC-CAT",
            ])
        #expect(mail.text.contains("dondoc confirm 12"))
    }

    @Test("A list of 5,000 rows shows its first hundred and the command for the rest")
    func large() throws {
        let letter = try Samples.letter(Samples.digest(late: 4_998))
        expectSound(letter.message)
        let mail = try Mail(letter.message)
        #expect(rows(mail).count == 100)
        #expect(mail.text.contains("Còn 4900 việc không in ở đây"))
        #expect(mail.text.contains("dondoc list --plan thanh-hoa-2023"))
        #expect(mail.text.contains("Chờ xác nhận: 1"))
        #expect(mail.defects == [])
    }

    @Test("Long titles leave room for fewer rows, never for a longer letter")
    func heavy() throws {
        let title = String(repeating: "Nghị quyết ệ👨‍👩‍👧‍👦 <b> ", count: 20)
        let letter = try Samples.letter(Samples.digest(late: 5_000, title: title))
        expectSound(letter.message)
        expectSound(LetterWriter.marked(letter.message))
        let mail = try Mail(letter.message)
        #expect((10..<100).contains(rows(mail).count))
        #expect(mail.defects == [])
    }
}
