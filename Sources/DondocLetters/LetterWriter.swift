public import DondocCore

/// A letter as it is stored and sent.
public struct Letter: Hashable, Sendable {
    /// Decoded, one line.
    public let subject: String
    /// The whole RFC 5322 message, CRLF, at most 48 KiB, also once it is marked.
    public let message: [UInt8]
}

/// Turns notices into letters; the same notice, moment and id give the same bytes.
public enum LetterWriter {
    /// The letter about one obligation to one recipient.
    ///
    /// - Parameters:
    ///   - notice: What to say.
    ///   - head: Who says it.
    ///   - to: The bare address of the one recipient.
    ///   - messageID: With or without its angle brackets.
    ///   - references: Message-IDs that thread the obligation, separated by spaces.
    ///   - at: The moment of the `Date` header.
    ///   - key: The obligation's full key.
    /// - Returns: The letter as it will be sent.
    public static func reminder(
        _ notice: ReminderNotice, head: Letterhead, to: String, messageID: String,
        references: String?, at: Moment, key: String
    ) -> Letter {
        let subject = subject(notice, isTraining: head.isTraining)
        let message = Message(
            head: head, to: to, subject: subject, messageID: messageID, references: references,
            at: at, key: key, number: notice.number)
        let sizes = [500, 200, 80, 30, 12]
        return Letter(
            subject: subject,
            message: fitting(sizes) { limit in
                message.bytes(
                    page(notice.tidied(limit), head: head, title: clipped(subject, limit)))
            })
    }

    /// The list of a plan's day to its coordinator.
    ///
    /// It shows its first hundred rows, fewer when they are long, and the command for the rest.
    public static func digest(
        _ notice: DigestNotice, head: Letterhead, to: String, messageID: String,
        references: String?, at: Moment
    ) -> Letter {
        let short = notice.tidied(80)
        let subject = mark(Words.subject(short), head.isTraining)
        let message = Message(
            head: head, to: to, subject: subject, messageID: messageID, references: references,
            at: at, key: "\(notice.planId)/digest/\(notice.today)", number: nil)
        return Letter(
            subject: subject,
            message: fitting(listSizes) { rows, limit in
                message.bytes(
                    page(
                        notice.tidied(limit), head: head, title: clipped(subject, limit),
                        rows: rows, limit: limit))
            })
    }

    /// The subject of a reminder: what is left or late first, then the work and who owes it.
    public static func subject(_ notice: ReminderNotice, isTraining: Bool) -> String {
        mark(Words.subject(notice.tidied(150)), isTraining)
    }

    static func mark(_ subject: String, _ isTraining: Bool) -> String {
        isTraining ? "\(Words.trainingMark) \(subject)" : subject
    }

    /// Rows of a list, and characters of a cell: what is tried until the letter fits.
    static let listSizes: [(rows: Int, limit: Int)] =
        [(100, 300), (100, 120), (100, 60)]
        + stride(from: 95, through: 0, by: -5).map { ($0, 60) } + [(0, 12)]

    /// Bytes kept free for the marks of a second attempt.
    private static let limit = 47 * 1024

    /// The first composition that fits; the last one, when none does.
    static func fitting<Size>(_ sizes: [Size], _ compose: (Size) -> [UInt8]) -> [UInt8] {
        var result: [UInt8] = []
        for size in sizes {
            result = compose(size)
            if result.count <= limit { break }
        }
        return result
    }
}
