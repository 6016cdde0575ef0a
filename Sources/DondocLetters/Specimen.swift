import DondocCore

/// A letter in which everything occurs: it tells which names templates may use, and how long a letter
/// is when it says as little as it can.
enum Specimen {
    static let today = Day(number: 19_523)

    static let notice: ReminderNotice = {
        var n = ReminderNotice(
            kind: .overdue, planHeading: "1/KH", planNumber: "1/KH", planTitle: "K", issuer: "U",
            number: 1, key: "p/t/2023/a", title: "T", agency: "A", isReport: true, phrase: "P",
            due: today, today: today)
        n.inputs = .init(done: 1, total: 2, missing: ["M"])
        return n
    }()

    static let part: DailyNotice.Part = {
        var part = DailyNotice.Part(notice)
        part.assigned = [.init(ref: "I", title: "T", lead: "L", phrase: "P")]
        part.list = DigestNotice(
            planHeading: "1/KH", planId: "p", today: today, coordinator: "C",
            late: [.init(number: 1, title: "T", agency: "A")])
        return part
    }()

    static var plainItem: Fields { Fields(plain: notice) + ["audience": .text(nil)] }

    static var item: Fields { Fields(notice, full: true, isAlone: false, mute) }

    static var letter: Fields {
        let many = DailyNotice(today: today, addressee: "A", plans: [part])
        let maker = LetterFields(
            many, site: "S", isTraining: false, LetterSize(limit: 9, events: 0), mute)
        return maker.fields(events: 0) + ["one": .list([item])]
    }

    static var test: Fields {
        Fields(TestNotice(via: "V", asker: "A"), site: "S", at: Moment(today))
    }

    private static let mute = Voice(templates: nil, language: .vi)

    /// The least letter of each kind.
    static func letters(_ templates: Templates, _ language: Language) -> [Letter] {
        let head = Letterhead(
            from: Mailbox(address: "a@example.test"), site: "S", language: language,
            templates: templates)
        func letter(_ part: DailyNotice.Part) -> Letter {
            LetterWriter.daily(
                DailyNotice(today: today, addressee: "A", plans: [part]), head: head,
                to: "b@example.test", messageID: "m@example.test", references: nil,
                at: Moment(today))
        }
        let events: [ReminderNotice.Event] = [
            .reminder, .assigned, .returned(why: "W"), .pressed(by: "B", note: "W"),
        ]
        let test = LetterWriter.test(
            TestNotice(via: "V", asker: "A"), head: head, to: "b@example.test",
            messageID: "m@example.test", at: Moment(today))
        return [letter(part), test]
            + events.map { event in
                var notice = notice
                notice.event = event
                return letter(DailyNotice.Part(notice))
            }
    }
}
