import DondocCore
import DondocLetters
import Testing

@Suite struct LetterWriterTests {
    @Test(
        "Each kind of letter reads as it did when a person last read it",
        arguments: Language.allCases)
    func golden(language: Language) throws {
        for (name, letter) in try Samples.every(language) {
            expectSound(letter.message)
            let mail = try Mail(letter.message)
            #expect(mail.defects == [], "\(name)")
            #expect(mail.subject == letter.subject && mail.language == language.rawValue)
            try expectGolden("\(language.rawValue)/\(name).txt", Array(mail.readable.utf8))
        }
    }

    @Test("The same notice gives the same bytes as ever")
    func bytes() throws {
        let overdue = try Samples.letter(Samples.report(on: "2023-06-20", .overdue)).message
        let letters: [(String, [UInt8])] = try [
            ("upcoming", Samples.letter(Samples.report(on: "2023-06-12")).message),
            ("overdue-marked", LetterWriter.marked(overdue)),
            ("digest", Samples.letter(Samples.digest()).message),
        ]
        for (name, message) in letters {
            expectSound(message)
            try expectGolden("\(name).eml", message)
        }
    }

    @Test("Another parser reads from the headers what was meant")
    func headers() throws {
        let letter = try Samples.letter(Samples.report(on: "2023-06-12"))
        let mail = try Mail(letter.message)
        #expect(mail.subject == "[Còn 3 ngày] Báo cáo 6 tháng – UBND huyện Nông Cống")
        #expect(mail.subject == letter.subject)
        #expect(mail.from == [["Đôn đốc", "dondoc@example.test"]])
        #expect(mail.replyTo == [["Phòng, chống TNXH", "pctnxh@example.test"]])
        #expect(mail.to == [["", "vt@example.test"]])
        #expect(mail.date == "2023-06-12T08:00:05+07:00")
        #expect(mail.id == Samples.id)
        #expect(mail.references == "<a1@example.test> <b2@example.test>")
        #expect(mail.listId == "Sở LĐTBXH Thanh Hóa <dondoc.example.test>")
        #expect(mail.key == Samples.key)
        #expect(mail.number == "1432")
        #expect(mail.attempt == nil)
        #expect(mail.automatic == "auto-generated")
        #expect(mail.type == "multipart/mixed")
        #expect(mail.parts == ["text/plain", "text/html", "text/calendar"])
        #expect(
            try Mail(Samples.letter(Samples.checkin(.quiet)).message).type
                == "multipart/alternative")
        #expect(Set(mail.names).count == mail.names.count)
    }

    @Test("A reminder states the plan, the work, the words for the time, the day and the answer")
    func reminder() throws {
        let mail = try Mail(Samples.letter(Samples.report(on: "2023-06-12")).message)
        for part in [
            "Kính gửi: UBND huyện Nông Cống", "của UBND tỉnh Thanh Hóa", "“trước ngày 15/6/2023”",
            "15/06/2023 (còn 3 ngày)", "14/06/2023", "từ 15/12/2022 đến 14/06/2023",
            "Nơi nhận: Sở Lao động - Thương binh và Xã hội",
            "dondoc done 1432 --doc SỐ --dated NGÀY", "Trân trọng./.", Samples.key,
        ] {
            #expect(mail.text.contains(part), "\(part)")
            #expect(mail.page.contains(part), "\(part)")
        }
        let task = try Mail(Samples.letter(Samples.task(on: "2023-03-31", .due)).message)
        #expect(task.text.contains("Kế hoạch số 442/KH-UBND ngày 22/03/2022 của UBND tỉnh"))
        #expect(task.text.contains("Sở Y tế (chủ trì)"))
        #expect(task.text.contains("đến hạn hôm nay"))
    }

    @Test("A letter that comes late, or for several, says so")
    func lateAndMerged() throws {
        var notice = try Samples.report(on: "2023-06-12")
        let plain = try Mail(Samples.letter(notice).message)
        #expect(!plain.text.contains("đến muộn") && !plain.text.contains("thay cho"))
        notice.isLate = true
        notice.merged = 3
        let mail = try Mail(Samples.letter(notice).message)
        #expect(mail.text.contains("Thư này đến muộn vì vào giờ phải gửi hệ thống chưa gửi được"))
        #expect(mail.text.contains("Thư này thay cho 3 lần nhắc."))
    }

    @Test("A consolidated report names at most thirty units that are missing")
    func inputs() throws {
        var notice = try Samples.consolidated()
        let few = try Mail(Samples.letter(notice).message)
        #expect(
            few.text.contains(
                "Đã có 25/27 đơn vị gửi báo cáo; còn thiếu: UBND huyện Nông Cống; Công an tỉnh."))
        #expect(few.text.contains("Gửi qua: Cục Phòng, chống tệ nạn xã hội"))
        notice.inputs = .init(done: 9, total: 559, missing: (1...550).map { "Xã \($0)" })
        let many = try Mail(Samples.letter(notice).message)
        #expect(many.text.contains("Xã 30 và 520 đơn vị khác.") && !many.text.contains("Xã 31"))
        notice.inputs = .init(done: 27, total: 27, missing: [])
        let none = try Mail(Samples.letter(notice).message)
        #expect(none.text.contains("Đã có 27/27 đơn vị gửi báo cáo.\n"))
    }

    @Test("A check-in is answered with a note, not with a document")
    func checkin() throws {
        for kind in [NoticeKind.upcoming, .quiet] {
            let mail = try Mail(Samples.letter(Samples.checkin(kind)).message)
            #expect(mail.text.contains("quý I năm 2023"))
            #expect(mail.text.contains("dondoc checkin 27 --note \"…\""))
            #expect(!mail.text.contains("dondoc done"))
        }
    }

    @Test("A mark is in the letter's language")
    func markedInEnglish() throws {
        var head = Samples.head
        head.language = .en
        let letter = try Samples.letter(Samples.report(on: "2023-06-12"), head).message
        let mail = try Mail(LetterWriter.marked(letter))
        #expect(mail.text.hasPrefix("This letter may have reached you before"))
        #expect(mail.page.contains("This letter may have reached you before"))
    }

    @Test("A marked letter differs by its mark and nothing else")
    func marked() throws {
        let plain = try Samples.letter(Samples.report(on: "2023-06-20", .overdue)).message
        let marked = LetterWriter.marked(plain)
        expectSound(marked)
        let (before, after) = (try Mail(plain), try Mail(marked))
        let note = "Thư này có thể đã đến tay Quý cơ quan"
        #expect(after.attempt == "2")
        #expect(after.names.count == before.names.count + 1)
        #expect((after.id, after.date) == (before.id, before.date))
        #expect((after.subject, after.key) == (before.subject, before.key))
        #expect(after.text.hasPrefix(note) && after.text.hasSuffix(before.text))
        #expect(after.page.contains(note) && !before.page.contains(note))
        #expect(after.defects.isEmpty)
        #expect(LetterWriter.marked(marked) == marked)
        #expect(LetterWriter.marked(Array("không phải thư".utf8)) == Array("không phải thư".utf8))
    }
}
