import DondocCore
import DondocLetters
import Foundation
import Testing

/// Titles that did harm elsewhere; what a mail program shows must be the title and nothing more.
@Suite struct HostileTextTests {
    @Test(
        "Any title comes back as it was meant, in the subject and in both parts",
        arguments: [
            "Nghị quyết “Ố Ử ữ ặ” – ỹ, ệ; dấu hỏi?", "Tháng hành động 👨‍👩‍👧‍👦🇻🇳🎉",
            "dấu nháy \"kép\" và 'đơn', phẩy, <ngoặc>", "=?UTF-8?B?QmNjOiB4QHk=?=",
            "plain ascii title", "=?utf-8?q?_?= đ", ".", String(repeating: ".", count: 140),
            "From hell", "--=_dondoc_mzxw", "a\\b\\\\",
            "100% {{title}} ${jndi:x} %n $(id)", "x" + String(repeating: " rất", count: 30),
            String(repeating: "ệ", count: 140), String(repeating: "a", count: 140),
        ])
    func title(title: String) throws {
        var notice = try Samples.report(on: "2023-06-12")
        notice.title = title
        let letter = Samples.letter(notice)
        expectSound(letter.message)
        let mail = try Mail(letter.message)
        #expect(mail.defects == [])
        #expect(mail.subject == "[Còn 3 ngày] \(title) – UBND huyện Nông Cống")
        #expect(mail.text.contains("- Báo cáo: \(title)\n"))
        #expect(mail.page.contains("Báo cáo: \(title)\n"))
    }

    @Test("A title of 300 letters is whole in the letter and short in the subject")
    func long() throws {
        var notice = try Samples.report(on: "2023-06-12")
        notice.title = String(repeating: "Nghị quyết ", count: 30).trimmingCharacters(
            in: .whitespaces)
        let letter = Samples.letter(notice)
        expectSound(letter.message)
        let mail = try Mail(letter.message)
        #expect(mail.text.contains("- Báo cáo: \(notice.title)\n"))
        #expect(mail.subject == letter.subject)
        #expect(mail.subject.hasSuffix("… – UBND huyện Nông Cống"))
    }

    @Test(
        "A line end in any value adds no header, no line and no part",
        arguments: ["\r\n", "\n", "\r", "\r\n\r\n", "\u{0}", "\u{85}", "\u{2028}", "\u{0B}"])
    func injection(lineEnd: String) throws {
        let evil = "Báo cáo\(lineEnd)Bcc: x@y\(lineEnd).\(lineEnd)MAIL FROM:<x@y>"
        var notice = try Samples.report(on: "2023-06-12")
        notice.title = evil
        notice.agency = evil
        notice.phrase = evil
        notice.key = evil
        notice.to = [evil]
        var head = Samples.head
        head.from.name = evil
        head.from.address = "a@example.test\(lineEnd)Bcc: x@y"
        head.site = evil
        let letter = LetterWriter.reminder(
            notice, head: head, to: "b@example.test>\(lineEnd)Bcc: x@y", messageID: "<\(evil)@x>",
            references: "<a@b>\(lineEnd)Bcc: x@y", at: Moment(notice.today), key: evil)
        expectSound(letter.message)
        let mail = try Mail(letter.message)
        let sane = try Mail(Samples.letter(Samples.report(on: "2023-06-12")).message)
        #expect(mail.names.filter { $0 != "Reply-To" } == sane.names.filter { $0 != "Reply-To" })
        #expect(mail.to.count == 1 && mail.from.count == 1)
        #expect(mail.parts == ["text/plain", "text/html", "text/calendar"])
        #expect(mail.subject == letter.subject)
        #expect(mail.text.components(separatedBy: "\n").allSatisfy { !$0.hasPrefix("Bcc") })
        let count = { (text: String) in text.components(separatedBy: "\n").count }
        #expect(count(mail.text) == count(sane.text))
    }

    @Test("A title cannot become markup, nor turn the direction of writing")
    func markup() throws {
        var notice = try Samples.report(on: "2023-06-12")
        let sane = try Mail(Samples.letter(notice).message)
        notice.title =
            "<script>alert('x')</script><a href=\"https://x\">\u{202E}bấm&amp;</a></body>"
        let mail = try Mail(Samples.letter(notice).message)
        #expect(mail.tags == sane.tags)
        let shown = notice.title.replacingOccurrences(of: "\u{202E}", with: "")
        #expect(mail.page.contains(shown) && mail.text.contains(shown))
    }

    @Test(
        "Nothing in a subject drives a terminal or turns the line",
        arguments: [
            "\u{1B}", "\u{9B}", "\u{07}", "\u{7F}", "\u{202A}", "\u{202E}", "\u{2066}", "\u{2069}",
            "\u{200E}", "\u{200F}", "\u{061C}", "\u{200B}", "\u{2060}", "\u{FEFF}", "\u{E0041}",
            "\u{2028}", "\u{180E}",
        ])
    func inertSubject(mark: String) throws {
        var notice = try Samples.report(on: "2023-06-12")
        (notice.title, notice.agency) = ("Báo\(mark) cáo", "UBND\(mark) huyện")
        let letter = Samples.letter(notice)
        let mail = try Mail(letter.message)
        #expect(letter.subject == "[Còn 3 ngày] Báo cáo – UBND huyện")
        #expect(mail.subject == letter.subject && !mail.text.contains(mark))
        #expect(!mail.page.contains(mark))
    }

    @Test(
        "Whatever stands in any field of a letter about many things is shown and does nothing",
        arguments: [
            "{{title}}", "{{{site}}}", "{{#plans}}x{{/plans}}", "{{>item}}", "{{=<% %>=}}", "<%x%>",
            "{{!", "a, b; c: d \\ e\\n f\\, \"g\" 'h'", "“Ố ữ” – ỹ ệ", "👨‍👩‍👧🇻🇳",
            "<script>alert(1)</script>", "<\u{301}script>", "&amp;&lt;b&gt;", "x\u{202E}y",
            "BEGIN:VEVENT", "${jndi:x} %n $(id)",
        ], Language.allCases)
    func everyField(evil: String, language: Language) throws {
        var head = Samples.head
        head.language = language
        let sane = try Mail(Samples.letter(Samples.everywhere("x"), head).message)
        head.site = evil
        let letter = try Samples.letter(Samples.everywhere(evil), head)
        expectSound(letter.message)
        let mail = try Mail(letter.message)
        #expect(mail.defects == [])
        #expect(mail.names == sane.names && mail.parts == sane.parts)
        #expect(mail.tags == sane.tags && mail.attributes == sane.attributes)
        #expect(mail.subject == letter.subject)
        let shown = evil.replacingOccurrences(of: "\u{202E}", with: "")
        let count = { (text: String) in text.components(separatedBy: shown).count - 1 }
        let fields = sane.text.components(separatedBy: "\n").filter { $0.contains("x") }.count
        #expect(count(mail.text) >= fields && count(mail.page) >= fields)
        let lines = { (text: String) in text.components(separatedBy: "\n").count }
        #expect(lines(mail.text) == lines(sane.text) && lines(mail.page) == lines(sane.page))
        for calendar in mail.calendars {
            // icalendar 4 takes an escaped backslash for the beginning of an escape.
            if !evil.contains("\\") { #expect(calendar.readings[0] == calendar.readings[1]) }
            let events = calendar.readings[1].events
            #expect(events.allSatisfy { $0.summary == "\(shown) – \(shown)" })
        }
    }

    @Test(
        "A line end in any field of a letter about many things ends no line",
        arguments: ["\r\n", "\n", "\r"])
    func everyLine(lineEnd: String) throws {
        let evil = "a\(lineEnd)Bcc: x@y\(lineEnd)END:VEVENT\(lineEnd).\(lineEnd)"
        let mail = try Mail(Samples.letter(Samples.everywhere(evil)).message)
        let sane = try Mail(Samples.letter(Samples.everywhere("x")).message)
        #expect(mail.names == sane.names && mail.parts == sane.parts && mail.defects == [])
        let count = { (text: String) in text.components(separatedBy: "\n").count }
        #expect(count(mail.text) == count(sane.text) && count(mail.page) == count(sane.page))
        #expect(mail.calendars.map(\.events.count) == sane.calendars.map(\.events.count))
        for calendar in mail.calendars {
            #expect(calendar.readings[0] == calendar.readings[1])
            #expect(calendar.events.allSatisfy { $0.summary.hasPrefix("a Bcc: x@y END:VEVENT .") })
        }
    }

    @Test("Values of any length fit into 48 KiB", arguments: ["ệ", "<", "👨‍👩‍👧‍👦", "x", "\u{301}"])
    func enormous(letter: String) throws {
        let long = String(repeating: letter, count: 20_000)
        var notice = try Samples.consolidated()
        (notice.title, notice.agency, notice.phrase) = (long, long, long)
        (notice.planHeading, notice.planTitle, notice.issuer) = (long, long, long)
        (notice.product, notice.ref) = (long, long)
        notice.isLate = true
        notice.to = Array(repeating: long, count: 50)
        notice.via = notice.to
        notice.inputs?.missing = notice.to
        let message = Samples.letter(notice).message
        expectSound(message)
        expectSound(LetterWriter.marked(message))
        #expect(try Mail(message).defects == [])
    }
}
