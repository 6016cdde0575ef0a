import DondocCore
import DondocLetters
import Foundation
import Testing

/// Why a letter comes to its reader, what it stands for, and what it asks to send.
@Suite struct ReasonTests {
    private func mail(_ notice: DailyNotice, _ language: Language = .vi) throws -> Mail {
        var head = Samples.head
        head.language = language
        return try Mail(Samples.letter(notice, head).message)
    }

    private func daily(_ items: [ReminderNotice]) throws -> DailyNotice {
        var part = DailyNotice.Part(try #require(items.first))
        part.items = items
        return DailyNotice(today: items[0].today, addressee: "Sở LĐTBXH", plans: [part])
    }

    @Test(
        "Who hears in the place of an agency without a mailbox is told so, and asked to pass it on")
    func unreachable() throws {
        var notice = try Samples.report(on: "2023-06-12")
        #expect(try !mail(daily([notice])).text.contains("hộp thư"))
        notice.inPlaceOf = "huyen-nong-cong"
        let one = try mail(daily([notice]))
        for text in [one.text, one.page] {
            #expect(
                text.contains(
                    "Thư này gửi Quý cơ quan vì UBND huyện Nông Cống chưa có hộp thư đang hoạt động; "
                        + "kính đề nghị Quý cơ quan chuyển giúp."))
            #expect(text.contains("dondoc done 1432 --for huyen-nong-cong --doc SỐ --dated NGÀY"))
        }
        let english = try mail(daily([notice]), .en)
        for text in [english.text, english.page] {
            #expect(
                text.contains(
                    "This letter goes to you because UBND huyện Nông Cống has no working mailbox; "
                        + "please pass it on."))
        }
    }

    @Test("Of several agencies each is named once, of very many a few")
    func severalUnreachable() throws {
        var items: [ReminderNotice] = []
        for index in 0..<8 {
            var item = try Samples.report(on: "2023-06-12")
            (item.agency, item.inPlaceOf) = ("Xã \(index / 2)", "xa-\(index / 2)")
            (item.number, item.key) = (index, "p/t/2023/\(index)")
            items.append(item)
        }
        // What the reader itself owes is no reason.
        items[7].inPlaceOf = nil
        #expect(
            try mail(daily(items)).text.contains("vì Xã 0; Xã 1; Xã 2; Xã 3 chưa có hộp thư"))
        for index in items.indices {
            (items[index].agency, items[index].inPlaceOf) = ("Xã \(index)", "xa-\(index)")
        }
        #expect(
            try mail(daily(items)).text.contains("Xã 3; Xã 4 và 3 nơi khác chưa có hộp thư"))
    }

    @Test("A deputy is told for whom he stands")
    func deputy() throws {
        var notice = try daily([Samples.report(on: "2023-06-12")])
        notice.standsFor = ["Văn thư <Nông Cống>"]
        let (one, english) = (try mail(notice), try mail(notice, .en))
        #expect(
            one.text.contains(
                "Thư này gửi đồng chí với tư cách người thay Văn thư <Nông Cống> trong thời gian "
                    + "vắng mặt."))
        #expect(one.html.contains("người thay Văn thư &lt;Nông Cống&gt; trong"))
        #expect(english.text.contains("because you stand in for Văn thư <Nông Cống>."))
    }

    @Test("Earlier reminders that did not go out are told beside the number of all, and only then")
    func missed() throws {
        var notice = try Samples.report(on: "2023-06-15")
        notice.merged = 3
        #expect(try mail(daily([notice])).text.contains("Thư này thay cho 3 lần nhắc.\n"))
        notice.missed = 2
        let words = "thay cho 3 lần nhắc, trong đó 2 lần trước chưa gửi đi được."
        for items in [[notice], [notice, try Samples.report(on: "2023-06-15")]] {
            let one = try mail(daily(items))
            #expect(one.text.contains(words.dropFirst(4)) && one.page.contains(words.dropFirst(4)))
            #expect(!one.text.contains("đến muộn"))
        }
        #expect(
            try mail(daily([notice]), .en).text.contains(
                "stands for 3 reminders, of which 2 did not go out in their time."))
        notice.merged = 1
        #expect(try !mail(daily([notice])).text.contains("lần nhắc"))
    }

    @Test(
        "What is asked for is what `dondoc done` needs, and the command has its flags",
        arguments: [
            (.document, "ghi nhận số và ngày của văn bản bằng lệnh", " --doc SỐ --dated NGÀY"),
            (.file, "gửi kèm tệp kết quả bằng lệnh", " --file TỆP"),
            (.note, "ghi vài dòng về kết quả bằng lệnh", " --note \"…\""),
            (.none, "Quý cơ quan ghi nhận bằng lệnh", ""),
        ] as [(Plan.Proof, String, String)])
    func proof(proof: Plan.Proof, words: String, flags: String) throws {
        var notice = try Samples.report(on: "2023-06-12")
        notice.proof = proof
        let one = try mail(daily([notice]))
        for text in [one.text, one.page] { #expect(text.contains(words)) }
        #expect(one.text.contains("\n    dondoc done 1432\(flags)\n"))
        #expect(one.text.contains("văn bản") == (proof == .document))
        let asked = try mail(daily([notice]), .en).text
        #expect(asked.contains("number and date of the document") == (proof == .document))
        notice.role = .leader
        #expect(try mail(daily([notice])).text.contains("đề nghị đồng chí chỉ đạo "))
    }
}
