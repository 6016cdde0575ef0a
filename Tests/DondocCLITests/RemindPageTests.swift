import DondocAPI
import DondocCore
import Foundation
import Testing

@testable import DondocCLI

@Suite struct RemindPageTests {
    private let standard = PolicyView(
        name: "standard", kinds: ["task", "report", "continuous"],
        steps: [
            .init(at: "-30d", to: ["lead"], channels: ["mail"], wording: nil, every: nil, times: 1),
            .init(
                at: "0", to: ["lead", "partners"], channels: ["mail", "chat"], wording: "gap",
                every: nil, times: 1),
            .init(
                at: "due", to: ["coordinator"], channels: ["mail"], wording: nil, every: nil,
                times: 1),
            .init(
                at: "+1wd", to: ["lead", "leader", "above"], channels: ["mail"], wording: nil,
                every: "7wd", times: 8),
        ], checkinAsk: 7, checkinQuiet: 1)

    private let gap = PolicyView(
        name: "gap", kinds: [],
        steps: [
            .init(at: "-1wd", to: ["lead"], channels: ["mail"], wording: nil, every: nil, times: 1)
        ], checkinAsk: 7, checkinQuiet: 7)

    @Test("remind policy list counts the letters of each ladder") func list() throws {
        try expectGoldenWords("policy-list") {
            PolicyPage.list([standard, gap]).text(width: 80, colour: false)
        }
    }

    @Test("remind policy show says in words what each step is") func show() throws {
        try expectGoldenWords("policy-show") {
            PolicyPage.show(standard) + "\n" + PolicyPage.show(gap)
        }
    }

    private func rung(
        _ step: String, _ day: String, _ outcome: String, at: String? = nil, from: String? = nil,
        because: String? = nil, letters: [LetterView] = [], channels: [String] = ["mail"],
        to: [PolicyDaysView.Recipient]? = nil, nobody: [String] = [], hour: String? = nil
    ) -> PolicyDaysView.Rung {
        .init(
            said: .init(
                step: step, at: at ?? "\(day)T08:00:00+07:00", hour: hour, outcome: outcome,
                by: nil, late: false, letters: letters), day: day, movedFrom: from,
            because: because,
            to: to ?? [
                .init(role: "lead", name: "Nông Cống", mailbox: "nong-cong@example.test"),
                .init(role: "leader", name: "Chủ tịch huyện", mailbox: "ct@example.test"),
            ], nobody: nobody, channels: channels)
    }

    @Test("remind policy explain has the days, why they moved, who hears and what was sent")
    func explain() throws {
        let letter = Canned.why.rungs[1].letters[0]
        let view = PolicyDaysView(
            policy: "gap", own: "standard", obligation: Canned.obligation(1432),
            rungs: [
                rung("-30d", "2023-05-15", "before-load"),
                rung("-20d", "2023-05-25", "before-move"),
                rung("-15d", "2023-05-30", "before-reopen"),
                rung("-12d", "2023-06-02", "nobody", to: [], nobody: ["lead"]),
                rung(
                    "-10d", "2023-06-02", "sent", from: "2023-06-04", letters: [letter]),
                rung(
                    "0", "2023-06-14", "snoozed", at: "2023-06-15T09:00:00+07:00",
                    hour: "2023-06-14T08:00:00+07:00"),
                rung("+1d", "2023-06-15", "planned", at: "2023-06-16T10:00:00+07:00"),
                rung(
                    "+3d", "2023-06-19", "planned", from: "2023-06-18", because: "Nghỉ bù",
                    channels: ["mail", "chat"], nobody: ["above"]),
            ])
        try expectGoldenWords("policy-explain") { PolicyPage.days(view) }
    }

    private let rows = [
        ReminderView(
            at: "2023-06-05T08:00:00+07:00", kind: "upcoming", step: "-7wd",
            key: "thanh-hoa-2023/bao-cao-6-thang/2023-H1/huyen-nong-cong",
            agency: "huyen-nong-cong", due: "2023-06-15",
            recipients: ["nong-cong@example.test", "=vt@example.test"], channel: "mail",
            merged: ["-7wd"], number: 1432),
        ReminderView(
            at: "2023-06-26T08:00:00+07:00", kind: "overdue", step: "+7wd",
            key: "thanh-hoa-2023/bao-cao-6-thang/2023-H1/huyen-nong-cong",
            agency: "huyen-nong-cong", due: nil, recipients: [], channel: "chat",
            merged: ["+3wd", "+7wd"]),
        ReminderView(
            at: "2023-06-28T09:00:00+07:00", kind: "overdue", step: "+7wd",
            key: "thanh-hoa-2023/bao-cao-6-thang/2023-H1/so-y-te", agency: "so-y-te",
            due: "2023-06-15", recipients: ["syt@example.test"], channel: "mail",
            merged: ["+3wd", "+7wd"], held: "snooze"),
        ReminderView(
            at: "2023-06-29T08:00:00+07:00", kind: "digest", step: "digest-2023-06-29",
            key: "thanh-hoa-2023", agency: "so-ldtbxh", due: nil,
            recipients: ["desk@example.test"], channel: "mail", merged: ["digest-2023-06-29"]),
    ]

    @Test("remind list has one line a channel") func reminders() throws {
        try expectGoldenWords("remind-list") {
            ReminderPage.table(rows).text(width: 100, colour: false)
        }
        let lines = ReminderPage.csv(rows).components(separatedBy: "\r\n")
        #expect(
            lines[0].replacing("\"", with: "")
                == "at,kind,step,key,agency,due,recipients,channel,merged,held,number")
        let narrow = ReminderPage.table(rows).body(width: 80, colour: false)
        #expect(narrow.contains(" 1432  -7wd "), "\(narrow)")
        #expect(lines[1].contains("nong-cong@example.test =vt@example.test"), "\(lines[1])")
        #expect(lines[2].contains("+3wd +7wd"), "\(lines[2])")
    }

    @Test(
        "Options before the verb reach the verb below two groups",
        arguments: [
            (["--json", "remind", "policy", "list"], ["remind", "policy", "list", "--json"]),
            (["--csv", "remind", "list"], ["remind", "list", "--csv"]),
        ])
    func options(typed: [String], meant: [String]) {
        #expect(rearranged(typed) == meant)
    }
}
