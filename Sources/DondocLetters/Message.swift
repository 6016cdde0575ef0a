import DondocCore

/// The outside of a letter: RFC 5322 headers around two parts, and around calendars beside them.
struct Message {
    var head: Letterhead
    var to: String
    var subject: String
    var messageID: String
    var references: String?
    var at: Moment
    /// Of what the letter is about; nil for a letter about nothing.
    var key: String?
    var number: Int?

    /// The whole message around a page; every line ends with CRLF.
    func bytes(_ page: Page, calendar: CalendarFile?) -> [UInt8] {
        guard let calendar else {
            return Array((headers + both + "\r\n").utf8) + body(page)
        }
        let outer = "=_mixed_\(unique)"
        let type = folded("Content-Type", ["multipart/mixed;", "boundary=\"\(outer)\""])
        var result = Array("\(headers)\(type)\r\n--\(outer)\r\n\(both)\r\n".utf8)
        result += body(page)
        result += Array("--\(outer)\r\n\(attachment(calendar))".utf8)
        return result + Array("--\(outer)--\r\n".utf8)
    }

    /// A calendar for mail programs that take it over (RFC 6047, 2.4).
    private func attachment(_ file: CalendarFile) -> String {
        let encoded = Array(base64(Array(file.text.utf8)).utf8)
        let lines = stride(from: 0, to: encoded.count, by: 76).map {
            String(decoding: encoded[$0..<min($0 + 76, encoded.count)], as: UTF8.self) + "\r\n"
        }
        return "Content-Type: text/calendar; charset=utf-8; method=\(CalendarFile.method);\r\n"
            + " name=\"\(CalendarFile.name)\"\r\nContent-Transfer-Encoding: base64\r\n"
            + "Content-Disposition: attachment; filename=\"\(CalendarFile.name)\"\r\n\r\n"
            + lines.joined()
    }

    /// The header of text and HTML as two forms of the same.
    private var both: String {
        folded("Content-Type", ["multipart/alternative;", "boundary=\"\(boundary)\""])
    }

    private func body(_ page: Page) -> [UInt8] {
        var result: [UInt8] = []
        for (type, text) in [("plain", page.text), ("html", page.html)] {
            result += Array("--\(boundary)\r\n\(Message.partHeaders(type))\r\n".utf8)
            result += quotedPrintable(text) + [0x0D, 0x0A]
        }
        return result + Array("--\(boundary)--\r\n".utf8)
    }

    static func partHeaders(_ type: String) -> String {
        "Content-Type: text/\(type); charset=utf-8\r\n"
            + "Content-Transfer-Encoding: quoted-printable\r\n"
    }

    private var headers: String {
        var lines = folded("Date", [Message.date(at)])
        lines += folded("From", head.from.headerWords)
        lines += folded("To", [headerAddress(to)])
        if let replyTo = head.replyTo { lines += folded("Reply-To", replyTo.headerWords) }
        lines += textField("Subject", subject)
        lines += folded("Message-ID", [id])
        if let references, !idWords(references).isEmpty {
            lines += folded("References", idWords(references))
        }
        lines += folded("Auto-Submitted", ["auto-generated"])
        let list = Mailbox(name: head.site, address: "dondoc.\(head.from.domain)")
        lines += folded("List-Id", list.headerWords)
        if let key { lines += textField("X-Dondoc-Key", key) }
        if let number { lines += folded("X-Dondoc-Number", ["\(number)"]) }
        lines += folded("Content-Language", [head.language.rawValue])
        lines += folded("MIME-Version", ["1.0"])
        return lines
    }

    /// The Message-ID in its angle brackets, which the caller may leave out.
    private var id: String {
        "<\(idWords(messageID).joined().filter { $0 != "<" && $0 != ">" })>"
    }

    /// From the Message-ID, so that the same letter is the same bytes; `=_` never occurs in
    /// quoted-printable, nor in Base64.
    private var boundary: String { "=_dondoc_\(unique)" }

    private var unique: String {
        let letters = messageID.utf8.filter { isAtomByte($0) && $0 > 0x2F && $0 != 0x3D }
        return String(decoding: letters.prefix(50), as: UTF8.self)
    }

    /// `Thu, 15 Jun 2023 08:00:00 +0700`, the office's clock.
    static func date(_ moment: Moment) -> String {
        let days = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
        let months = [
            "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
        ]
        let (day, minute) = (moment.day, moment.minuteOfDay)
        let second = moment - Moment(day, minuteOfDay: minute)
        let (y, m, d) = day.civil
        let year = String(repeating: "0", count: max(0, 4 - "\(y)".count)) + "\(y)"
        return "\(days[day.weekday - 1]), \(twoDigits(d)) \(months[m - 1]) \(year) "
            + "\(twoDigits(minute / 60)):\(twoDigits(minute % 60)):\(twoDigits(second)) +0700"
    }
}
