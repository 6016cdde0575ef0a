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
        let subject = mark(Words.testSubject, head.isTraining)
        let message = Message(
            head: head, to: to, subject: subject, messageID: messageID, references: nil, at: at,
            key: nil, number: nil)
        var page = Page(title: subject)
        page.say(Words.testOpening)
        page.add(
            .facts(
                Words.testFacts(
                    via: clipped(oneLine(notice.via), 200),
                    asker: clipped(oneLine(notice.asker), 200), at: at)))
        page.say(Words.testNothingToDo)
        page.say(clipped(oneLine(head.site), 200))
        return Letter(subject: subject, message: message.bytes(page))
    }
}
