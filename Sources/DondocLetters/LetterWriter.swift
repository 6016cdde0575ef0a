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
    /// Everything for one recipient.
    ///
    /// A letter about one thing reads as a letter about it; in others the work stands by plan and by
    /// urgency. It shows its first hundred rows, fewer when they are long, and the command for the rest.
    ///
    /// - Parameters:
    ///   - notice: What to say; not empty.
    ///   - head: Who says it, in which language and with which words.
    ///   - to: The bare address of the one recipient.
    ///   - messageID: With or without its angle brackets.
    ///   - references: Message-IDs that thread the letter, separated by spaces.
    ///   - at: The moment of the `Date` header.
    /// - Returns: The letter as it will be sent.
    public static func daily(
        _ notice: DailyNotice, head: Letterhead, to: String, messageID: String,
        references: String?, at: Moment
    ) -> Letter {
        let item = notice.onlyItem
        return letter(
            notice, head: head, to: to, messageID: messageID, references: references, at: at,
            key: item?.key ?? key(notice), number: item?.number)
    }

    /// The letter about one obligation to one recipient.
    ///
    /// - Parameters:
    ///   - notice: What to say.
    ///   - head: Who says it, in which language and with which words.
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
        letter(
            DailyNotice(today: notice.today, addressee: notice.agency, plans: [.init(notice)]),
            head: head, to: to, messageID: messageID, references: references, at: at, key: key,
            number: notice.number)
    }

    /// The list of a plan's day to its coordinator.
    public static func digest(
        _ notice: DigestNotice, head: Letterhead, to: String, messageID: String,
        references: String?, at: Moment
    ) -> Letter {
        var part = DailyNotice.Part(
            planHeading: notice.planHeading, planId: notice.planId, planNumber: nil,
            planTitle: notice.planHeading, issuer: "")
        part.list = notice
        return daily(
            DailyNotice(today: notice.today, addressee: notice.coordinator, plans: [part]),
            head: head, to: to, messageID: messageID, references: references, at: at)
    }

    /// The letter that tells an agency of work that is new to it.
    public static func assigned(
        _ notice: AssignedNotice, head: Letterhead, to: String, messageID: String,
        references: String?, at: Moment
    ) -> Letter {
        var part = DailyNotice.Part(
            planHeading: notice.planHeading, planId: notice.planId, planNumber: nil,
            planTitle: notice.planHeading, issuer: "")
        part.assigned = notice.rows
        part.coordinator = notice.coordinator
        return daily(
            DailyNotice(today: notice.today, addressee: notice.agency, plans: [part]),
            head: head, to: to, messageID: messageID, references: references, at: at)
    }

    // MARK: Composing

    private static func letter(
        _ notice: DailyNotice, head: Letterhead, to: String, messageID: String,
        references: String?, at: Moment, key: String, number: Int?
    ) -> Letter {
        Language.$current.withValue(head.language) {
            let subject = subject(notice, isTraining: head.isTraining, language: head.language)
            let message = Message(
                head: head, to: to, subject: subject, messageID: messageID,
                references: references, at: at, key: key, number: number)
            let sizes = notice.onlyItem == nil ? LetterSize.many : LetterSize.one
            return Letter(
                subject: subject,
                message: fitting(sizes) { size in
                    let voice = Voice(templates: head.templates, language: head.language)
                    let calendar = CalendarFile.file(
                        notice.items, size, head, at: at, voice: voice)
                    let fields = LetterFields(
                        notice, site: head.site, isTraining: head.isTraining, size, voice
                    ).fields(events: calendar?.count ?? 0)
                    return message.bytes(
                        Page("letter", fields, title: clipped(subject, size.limit), voice),
                        calendar: calendar)
                })
        }
    }

    /// Bytes of a letter; the rest of 48 KiB is for the marks of a second attempt.
    static let limit = 47 * 1024

    /// The first composition that fits; the last one, when none does.
    private static func fitting(_ sizes: [LetterSize], _ compose: (LetterSize) -> [UInt8])
        -> [UInt8]
    {
        var result: [UInt8] = []
        for size in sizes {
            result = compose(size)
            if result.count <= limit { break }
        }
        return result
    }

    /// What a letter about more than one obligation is about.
    private static func key(_ notice: DailyNotice) -> String {
        if notice.items.isEmpty, notice.plans.count == 1, let part = notice.plans.first {
            if part.assigned.isEmpty { return "\(part.planId)/digest/\(notice.today)" }
            if part.list == nil { return "\(part.planId)/assigned/\(notice.today)" }
        }
        return "daily/\(notice.today)"
    }

    // MARK: Subjects

    /// The subject of a letter: of the one thing that it says, or how many of each urgency.
    public static func subject(
        _ notice: DailyNotice, isTraining: Bool, language: Language = .vi
    ) -> String {
        if let item = notice.onlyItem {
            return subject(item, isTraining: isTraining, language: language)
        }
        return Language.$current.withValue(language) {
            var short = notice.tidied(80)
            for index in short.plans.indices {
                guard var list = short.plans[index].list else { continue }
                list.planHeading = clipped(oneLine(list.planHeading), 80)
                short.plans[index].list = list
            }
            return mark(Words.subject(short), isTraining)
        }
    }

    /// The subject of a reminder: what is left or late first, then the work and who owes it.
    public static func subject(
        _ notice: ReminderNotice, isTraining: Bool, language: Language = .vi
    ) -> String {
        Language.$current.withValue(language) {
            mark(Words.subject(notice.tidied(150)), isTraining)
        }
    }

    /// The subject of a coordinator's list: the day, the plan, and how many rows of each class.
    public static func subject(
        _ notice: DigestNotice, isTraining: Bool, language: Language = .vi
    ) -> String {
        Language.$current.withValue(language) {
            var short = notice
            short.planHeading = clipped(oneLine(notice.planHeading), 80)
            return mark(Words.subject(short), isTraining)
        }
    }

    /// The plan, and how much of it is new to the reader.
    public static func subject(
        _ notice: AssignedNotice, isTraining: Bool, language: Language = .vi
    ) -> String {
        Language.$current.withValue(language) {
            let heading = clipped(oneLine(notice.planHeading), 80)
            return mark(Words.subject(notice.rows, of: heading), isTraining)
        }
    }

    static func mark(_ subject: String, _ isTraining: Bool) -> String {
        isTraining ? "\(Words.trainingMark) \(subject)" : subject
    }
}
