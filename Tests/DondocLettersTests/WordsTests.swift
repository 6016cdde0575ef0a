import DondocCore
import DondocLetters
import Testing

@Suite struct WordsTests {
    @Test(
        "A subject begins with what is left, or with what is late and how often it was said",
        arguments: [
            ("2023-06-12", 0, "[Còn 3 ngày]"), ("2023-06-14", 0, "[Còn 1 ngày]"),
            ("2023-06-15", 0, "[Hôm nay]"), ("2023-06-16", 1, "[Quá hạn 1 ngày, nhắc lần 1]"),
            ("2023-06-20", 2, "[Quá hạn 5 ngày, nhắc lần 2]"),
            ("2023-06-20", 0, "[Quá hạn 5 ngày]"),
        ])
    func subject(today: String, count: Int, expected: String) throws {
        var notice = try Samples.report(on: today)
        notice.overdueCount = count
        #expect(
            LetterWriter.subject(notice, isTraining: false)
                == "\(expected) Báo cáo 6 tháng – UBND huyện Nông Cống")
        #expect(LetterWriter.subject(notice, isTraining: true).hasPrefix("[TẬP HUẤN] \(expected) "))
    }

    @Test("Check-ins and silence have subjects of their own")
    func checkin() throws {
        #expect(
            LetterWriter.subject(try Samples.checkin(.upcoming), isTraining: false)
                == "[Xác nhận quý I/2023] Ban hành quy chế phối hợp – Sở Y tế")
        #expect(
            LetterWriter.subject(try Samples.checkin(.quiet), isTraining: false)
                == "[Chưa xác nhận quý I/2023] Ban hành quy chế phối hợp – Sở Y tế")
    }

    @Test("A request is never called late")
    func request() throws {
        var notice = try Samples.report(on: "2023-06-20")
        notice.isRequest = true
        let letter = Samples.letter(notice)
        #expect(letter.subject.hasPrefix("[Đề nghị, hạn 15/06/2023] "))
        #expect(try !Mail(letter.message).text.lowercased().contains("quá hạn"))
    }

    @Test("Work without a day is simply called to mind")
    func undated() throws {
        var notice = try Samples.report(on: "2023-06-20")
        notice.due = nil
        notice.actBy = nil
        let letter = Samples.letter(notice)
        #expect(letter.subject.hasPrefix("[Nhắc việc] "))
        #expect(try !Mail(letter.message).text.contains("Ngày đến hạn"))
    }

    @Test("No letter blames", arguments: ["vi phạm", "chậm trễ", "yếu kém", "phê bình", "lỗi"])
    func blame(word: String) throws {
        var notice = try Samples.report(on: "2023-07-20", .overdue)
        notice.overdueCount = 9
        notice.isLate = true
        let text = try Mail(Samples.letter(notice).message).text
        #expect(!text.lowercased().contains(word))
    }
}
