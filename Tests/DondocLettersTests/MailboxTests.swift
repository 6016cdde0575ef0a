import DondocLetters
import Testing

@Suite struct MailboxTests {
    @Test("A mailbox is read as the configuration writes it")
    func written() throws {
        #expect(Mailbox(written: "a@example.test") == Mailbox(address: "a@example.test"))
        #expect(
            Mailbox(written: "Đôn đốc <dondoc@example.test>")
                == Mailbox(name: "Đôn đốc", address: "dondoc@example.test"))
        #expect(
            Mailbox(written: " \"Phòng, chống\" <a@b> ")
                == Mailbox(name: "Phòng, chống", address: "a@b"))
        for text in ["", " ", "Đôn đốc <", "a <b@c", "<>"] {
            #expect(Mailbox(written: text) == nil, "\(text)")
        }
    }

    @Test(
        "Any name of a sender comes back whole",
        arguments: [
            "Plain Name", "Dấu, phẩy; \"nháy\" (ngoặc) <x@y>", "a@b", "=?UTF-8?B?eA==?=", "tên.",
            String(repeating: "Sở Lao động ", count: 12) + "x",
        ])
    func name(name: String) throws {
        var head = Samples.head
        head.from.name = name
        let letter = try Samples.letter(Samples.report(on: "2023-06-12"), head)
        expectSound(letter.message)
        let mail = try Mail(letter.message)
        // Python 3.11 shows a space between the encoded-words of a long name (RFC 2047 says: none).
        let shown = try #require(mail.from.first)
        #expect(shown.map(unspaced) == [unspaced(name), "dondoc@example.test"])
        #expect(mail.defects == [])
    }

    private func unspaced(_ text: String) -> String { text.filter { $0 != " " } }
}
