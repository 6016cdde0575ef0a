import DondocCore
import DondocLetters
import Foundation
import Testing

/// Calendars as two parsers that know nothing of each other read them.
@Suite struct CalendarTests {
    private func calendars(_ notice: ReminderNotice) throws -> [Mail.Calendar] {
        let mail = try Mail(Samples.letter(notice).message)
        for calendar in mail.calendars {
            #expect(calendar.readings[0] == calendar.readings[1])
            #expect(calendar.readings[0].method == calendar.method)
            #expect(calendar.readings[0].errors == [])
            #expect(calendar.disposition == "attachment" && calendar.charset == "utf-8")
            #expect(calendar.lines.allSatisfy { $0 <= 75 })
            #expect(calendar.content.hasSuffix("END:VCALENDAR\r\n"))
        }
        return mail.calendars
    }

    @Test("A dated work is one event over its due day, with no alarm and no busy time")
    func event() throws {
        let calendar = try #require(try calendars(Samples.report(on: "2023-06-12")).first)
        #expect((calendar.file, calendar.method) == ("dondoc.ics", "PUBLISH"))
        #expect(calendar.readings[0].kinds == ["VCALENDAR", "VEVENT"])
        let event = try #require(calendar.events.first)
        #expect(
            event.uid
                == "thanh-hoa-2023_bao-cao-6-thang_2023-H1_huyen-nong-cong@example.test")
        #expect((event.start, event.end) == ("2023-06-15", "2023-06-16"))
        #expect((event.sequence, event.stamp) == (1, "2023-06-12T01:00:05Z"))
        #expect(event.summary == "Báo cáo 6 tháng – UBND huyện Nông Cống")
        #expect(event.organizer == ["Sở LĐTBXH Thanh Hóa", "mailto:dondoc@example.test"])
        #expect(event.transparency == "TRANSPARENT" && event.status == nil)
        for part in [
            "“trước ngày 15/6/2023”", "Nơi nhận: Sở Lao động - Thương binh và Xã hội\n",
            "dondoc done 1432 --doc SỐ --dated NGÀY",
        ] {
            #expect(event.description.contains(part), "\(part)")
        }
        #expect(calendar.content.contains("DTSTART;VALUE=DATE:20230615\r\n"))
    }

    @Test("A moved day is the same event once more")
    func changes() throws {
        var notice = try Samples.report(on: "2023-06-12")
        let first = try #require(try calendars(notice).first?.events.first)
        (notice.due, notice.dueVersion) = (try day("2024-02-29"), 2)
        let moved = try #require(try calendars(notice).first?.events.first)
        #expect((moved.uid, moved.sequence) == (first.uid, 2))
        #expect((moved.start, moved.end) == ("2024-02-29", "2024-03-01"))
    }

    @Test("Work without a day is in no calendar")
    func undated() throws {
        #expect(try calendars(Samples.checkin(.quiet)).isEmpty)
        #expect(try Mail(Samples.letter(Samples.digest()).message).calendars.isEmpty)
    }

    @Test("A letter about many things has each dated one once")
    func many() throws {
        var notice = try Samples.mixed()
        notice.plans[0].items.append(notice.plans[0].items[0])
        let mail = try Mail(Samples.letter(notice).message)
        #expect(mail.calendars.map(\.method) == ["PUBLISH"])
        let all = mail.calendars.flatMap(\.events)
        #expect(Set(all.map(\.uid)).count == 9)
        #expect(
            all.map { "\($0.start) \($0.sequence)" } == [
                "2023-06-12 1", "2023-06-15 1", "2023-06-20 1", "2023-06-30 1", "2023-06-30 1",
                "2023-06-30 1", "2023-06-30 1", "2023-05-31 1", "2023-06-05 1",
            ])
        #expect(mail.text.contains("(9 ngày đến hạn)"))
        #expect(mail.calendars.allSatisfy { $0.readings[0] == $0.readings[1] })
    }

    @Test(
        "Any title comes back from both parsers as it was meant",
        arguments: [
            "Nghị quyết “Ố Ử ữ ặ” – ỹ, ệ; dấu hỏi?", "a, b; c: d", "\\", "a\\nb\\,c\\;d\\\\",
            "\"kép\" và 'đơn'", "👨‍👩‍👧‍👦🇻🇳🎉", "=?UTF-8?B?QmNjOiB4QHk=?=", "{{title}}", "<b>&amp;",
            String(repeating: "ệ", count: 300), String(repeating: "👨‍👩‍👧‍👦", count: 30),
            String(repeating: "a", count: 300), "x" + String(repeating: " rất", count: 74),
            "END:VEVENT", " lùi vào", "BEGIN:VALARM", "^n ^^ ^'", "%0D%0A",
        ])
    func titles(title: String) throws {
        var (notice, head) = (try Samples.report(on: "2023-06-12"), Samples.head)
        (notice.title, notice.agency) = (title, "Sở \(title.prefix(20))")
        notice.product = title
        head.site = String(title.prefix(20))
        let mail = try Mail(Samples.letter(notice, head).message)
        let calendar = try #require(mail.calendars.first)
        #expect(calendar.lines.allSatisfy { $0 <= 75 })
        #expect(calendar.readings.map(\.events.count) == [1, 1])
        #expect(
            calendar.readings.map(\.kinds) == [["VCALENDAR", "VEVENT"], ["VCALENDAR", "VEVENT"]])
        let shown = title.trimmingCharacters(in: .whitespaces)
        let summary = "\(shown) – \(notice.agency.split(separator: " ").joined(separator: " "))"
        // icalendar 4 takes an escaped backslash for the beginning of an escape.
        for reading in calendar.readings.dropFirst(title.contains("\\") ? 1 : 0) {
            #expect(reading.events[0].summary == summary)
            #expect(reading.events[0].description.contains("Sản phẩm: \(shown)\n"))
        }
        let escaped = ["\\", ";", ","].reduce(summary) {
            $0.replacingOccurrences(of: $1, with: "\\" + $1)
        }
        let unfolded = calendar.content.replacingOccurrences(of: "\r\n ", with: "")
        #expect(unfolded.contains("SUMMARY:\(escaped)\r\n"))
    }

    @Test(
        "A line end in any value adds no line to a calendar",
        arguments: ["\r\n", "\n", "\r", "\u{85}", "\u{2028}", "\u{0B}", "\u{0}"])
    func injection(lineEnd: String) throws {
        let evil = "a\(lineEnd)END:VEVENT\(lineEnd)ATTACH:file:///x\(lineEnd)"
        var (notice, head) = (try Samples.report(on: "2023-06-12"), Samples.head)
        (notice.title, notice.phrase, notice.agency) = (evil, evil, evil)
        (notice.key, notice.product) = (evil, evil)
        (notice.to, notice.planHeading) = ([evil], evil)
        head.site = evil
        head.from.address = "a@example.test\(lineEnd)ATTACH:x"
        let mail = try Mail(Samples.letter(notice, head).message)
        let calendar = try #require(mail.calendars.first)
        #expect(calendar.readings[0] == calendar.readings[1])
        let event = calendar.events[0]
        let sane = try #require(try calendars(Samples.report(on: "2023-06-12")).first)
        #expect(event.names == sane.events[0].names)
        #expect(event.summary == "a END:VEVENT ATTACH:file:///x – a END:VEVENT ATTACH:file:///x")
    }
}
