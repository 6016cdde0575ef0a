import DondocCore

/// The due days of a letter as a calendar (RFC 5545) that a mail program can take over.
///
/// Each obligation is one event over the whole of its due day: the same `UID` in every letter, a
/// higher `SEQUENCE` once the day has moved, no alarm, and free time all the while.
struct CalendarFile {
    /// RFC 5546.
    static let method = "PUBLISH"
    static let name = "dondoc.ics"

    let count: Int
    /// Folded lines, each with its CRLF.
    let text: String

    /// nil where nothing has a day.
    static func file(
        _ items: [ReminderNotice], _ size: LetterSize, _ head: Letterhead, at: Moment,
        voice: Voice
    ) -> CalendarFile? {
        // Days that are still to come first; of a work that occurs twice, what is said first.
        var keys: Set<String> = []
        let dated = items.filter { $0.due != nil }.sorted { Self.order($0) < Self.order($1) }
            .filter { keys.insert($0.key).inserted }.prefix(size.events)
        guard !dated.isEmpty else { return nil }
        var lines = [
            "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//dondoc//dondoc//VI", "METHOD:\(method)",
        ]
        for item in dated { lines += event(item.tidied(size.limit), head, at: at, voice: voice) }
        lines.append("END:VCALENDAR")
        return CalendarFile(count: dated.count, text: lines.map(folded).joined())
    }

    private static func order(_ item: ReminderNotice) -> (Int, Int, Int) {
        let isPast = (item.daysLeft ?? 0) < 0
        return (isPast ? 1 : 0, item.due?.number ?? 0, item.number)
    }

    private static func event(
        _ n: ReminderNotice, _ head: Letterhead, at: Moment, voice: Voice
    ) -> [String] {
        guard let due = n.due else { return [] }
        let site = clipped(oneLine(head.site), 200)
        let summary = LetterWriter.mark("\(n.title) – \(n.agency)", head.isTraining)
        let fields = Fields(n, full: true, isAlone: true, voice)
        return [
            "BEGIN:VEVENT",
            "UID:\(uid(n.key))@\(head.from.domain)",
            "DTSTAMP:\(stamp(at))",
            "SEQUENCE:\(n.dueVersion)",
            "DTSTART;VALUE=DATE:\(date(due))",
            "DTEND;VALUE=DATE:\(date(due + 1))",
            "ORGANIZER;CN=\(parameter(site)):mailto:\(headerAddress(head.from.address))",
            "SUMMARY:\(value(summary))",
            "DESCRIPTION:\(value(voice.lines("event", fields)))",
            "TRANSP:TRANSPARENT",
            "CLASS:PUBLIC",
            "END:VEVENT",
        ]
    }

    /// The key, made of letters that every calendar bears in an identity; two keys stay two.
    static func uid(_ key: String) -> String {
        let digits = Array("0123456789ABCDEF".utf8)
        let bytes = key.utf8.prefix(200).flatMap { byte -> [UInt8] in
            switch byte {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E: [byte]
            case 0x2F: [0x5F]
            default: [0x3D, digits[Int(byte >> 4)], digits[Int(byte & 15)]]
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// A text value (RFC 5545, 3.3.11).
    static func value(_ text: String) -> String {
        var result = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\\", ";", ",": result.append(contentsOf: ["\\", scalar])
            case "\n": result.append(contentsOf: ["\\", "n"])
            case "\r": break
            default: result.append(scalar)
            }
        }
        return String(result)
    }

    /// A parameter's value in quotation marks, which it cannot hold itself.
    private static func parameter(_ text: String) -> String {
        "\"\(text.replacing("\"", with: "'"))\""
    }

    private static func date(_ day: Day) -> String { day.description.filter { $0 != "-" } }

    /// In UTC.
    private static func stamp(_ at: Moment) -> String {
        let day = 86_400
        let days = at.seconds >= 0 ? at.seconds / day : (at.seconds - day + 1) / day
        let second = at.seconds - days * day
        return "\(date(Day(number: days)))T\(twoDigits(second / 3600))"
            + "\(twoDigits(second / 60 % 60))\(twoDigits(second % 60))Z"
    }

    /// A content line with its end; folded at 75 octets, never inside a character (RFC 5545, 3.1).
    static func folded(_ line: String) -> String {
        var (result, width) = (String.UnicodeScalarView(), 0)
        for scalar in line.unicodeScalars {
            let octets = UTF8.width(scalar)
            if width + octets > 75 {
                result.append(contentsOf: ["\r", "\n", " "])
                width = 1
            }
            result.append(scalar)
            width += octets
        }
        return String(result) + "\r\n"
    }
}
