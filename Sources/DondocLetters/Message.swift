import DondocCore

/// The outside of a letter: RFC 5322 headers around two parts.
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
    func bytes(_ page: Page) -> [UInt8] {
        var result = Array(headers.utf8)
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
        lines += folded("MIME-Version", ["1.0"])
        lines += folded("Content-Type", ["multipart/alternative;", "boundary=\"\(boundary)\""])
        return lines + "\r\n"
    }

    /// The Message-ID in its angle brackets, which the caller may leave out.
    private var id: String {
        "<\(idWords(messageID).joined().filter { $0 != "<" && $0 != ">" })>"
    }

    /// From the Message-ID, so that the same letter is the same bytes; `=_` never occurs in
    /// quoted-printable.
    private var boundary: String {
        let letters = messageID.utf8.filter { isAtomByte($0) && $0 > 0x2F && $0 != 0x3D }
        return "=_dondoc_\(String(decoding: letters.prefix(50), as: UTF8.self))"
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
