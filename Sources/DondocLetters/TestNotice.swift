public import DondocCore

/// What a test letter says: that mail works, and nothing of anybody's work.
public struct TestNotice: Hashable, Sendable {
    /// The transport, as the settings write it.
    public var via: String
    /// Who asked for it.
    public var asker: String

    public init(via: String, asker: String) {
        self.via = via
        self.asker = asker
    }
}

extension LetterWriter {
    /// The letter of `dondoc mail test`; it threads with nothing and names no obligation.
    public static func test(
        _ notice: TestNotice, head: Letterhead, to: String, messageID: String, at: Moment
    ) -> Letter {
        Language.$current.withValue(head.language) {
            let subject = mark(Words.testSubject, head.isTraining)
            let message = Message(
                head: head, to: to, subject: subject, messageID: messageID, references: nil,
                at: at, key: nil, number: nil)
            let voice = Voice(templates: head.templates, language: head.language)
            let fields = Fields(notice, site: head.site, at: at)
            return Letter(
                subject: subject,
                message: message.bytes(Page("test", fields, title: subject, voice), calendar: nil))
        }
    }
}

extension Fields {
    init(_ notice: TestNotice, site: String, at: Moment) {
        func tidy(_ text: String) -> String { clipped(oneLine(text), 200) }
        self = [
            "via": .text(tidy(notice.via)),
            "asker": .text(tidy(notice.asker)),
            "at": .text("\(Words.written(at.day)) \(clockTime(at.minuteOfDay))"),
            "site": .text(tidy(site)),
        ]
    }
}
