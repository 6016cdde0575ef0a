import DondocAPI
import DondocCore

/// `remind policy list`, `show` and `explain`.
enum PolicyPage {
    static func list(_ policies: [PolicyView]) -> Table {
        var table = Table(Words.Heading.policies, right: [2], shrinks: [3])
        for policy in policies {
            table.add([
                policy.name, kinds(policy), String(policy.steps.map(\.times).reduce(0, +)),
                policy.steps.map(short).joined(separator: " "),
            ])
        }
        return table
    }

    /// `+21wd×8`: with how often it speaks.
    private static func short(_ step: PolicyView.Step) -> String {
        step.at + (step.times > 1 ? "×\(step.times)" : "")
    }

    private static func kinds(_ policy: PolicyView) -> String {
        policy.kinds.map(Words.workKind).joined(separator: ", ")
    }

    static func show(_ policy: PolicyView) -> String {
        var fields = Fields()
        fields.add(Words.Field.policy, policy.name)
        fields.add(
            Words.Field.defaultFor, policy.kinds.isEmpty ? Words.onlyWhereNamed : kinds(policy))
        fields.add(
            Words.Field.checkin, Words.checkinDays(policy.checkinAsk, policy.checkinQuiet))
        var table = Table(Words.Heading.policySteps)
        for step in policy.steps {
            table.add([
                step.at, Words.place(step.at), Words.audience(step.to),
                step.channels.joined(separator: ", "),
                [step.every.map { Words.every($0, step.times) }, step.wording]
                    .compactMap { $0 }.joined(separator: "; "),
            ])
        }
        let steps = table.rows.isEmpty ? "" : "\n" + table.text(width: .max, colour: false)
        return fields.text + steps
    }

    /// Day by day, with the reason of each move, who hears and what has been sent.
    static func days(_ view: PolicyDaysView) -> String {
        let o = view.obligation
        var fields = Fields()
        fields.add(
            Words.Field.policy,
            view.policy + (view.own == view.policy ? "" : Words.notItsOwn(view.own)))
        fields.add(Words.Field.phrase, Words.quoted(o.phrase))
        fields.add(Words.Field.due, spelled(day: o.due) ?? Words.noDue)
        fields.add(Words.Field.actBy, spelled(day: o.actBy))
        var table = Table(Words.Heading.policyDays)
        for rung in view.rungs {
            table.add([
                rung.said.step, spelled(day: rung.day) ?? rung.day, WhyPage.outcome(rung.said),
            ])
            for line in notes(rung) { table.add(["", "", "  " + line]) }
        }
        // A reason is never cut: what a person came to read stands on the line.
        let days = table.rows.isEmpty ? "" : "\n" + table.text(width: .max, colour: false)
        return ObligationPage.line(o) + fields.text + days
    }

    private static func notes(_ rung: PolicyDaysView.Rung) -> [String] {
        let moved = rung.movedFrom.map { from in
            Words.movedFrom(spelled(day: from) ?? from, rung.because)
        }
        let paused = Moment(written: rung.said.at).flatMap { at in
            if at.day.description == rung.day { return nil as String? }
            let isMadeLate = rung.said.hour == nil && rung.day < at.day.description
            return isMadeLate ? Words.madeLate(at.written) : Words.pausedUntil(at.written)
        }
        let to =
            rung.to.map { Words.recipient($0.role, $0.name, $0.mailbox) }
            + rung.nobody.map(Words.reachesNobody)
        let sent = rung.said.letters.flatMap { WhyPage.lines($0) }
        let hooks = rung.channels.filter { $0 != "mail" }
        let channels = hooks.isEmpty ? nil : Words.channels(rung.channels)
        return [moved, paused].compactMap { $0 } + (sent.isEmpty ? to : sent)
            + [channels].compactMap { $0 }
    }
}

/// `remind list`: one line a reminder and channel.
enum ReminderPage {
    static func table(_ rows: [ReminderView]) -> Table {
        var table = Table(Words.Heading.reminders, right: [1], shrinks: [4, 5])
        for row in rows {
            let merged = row.merged.count > 1 ? " (\(row.merged.count))" : ""
            let held = row.held.map(Words.held) ?? ""
            let to = row.channel == "mail" ? row.recipients.joined(separator: ", ") : row.channel
            table.add(
                [
                    written(instant: row.at), row.number.map(String.init) ?? "",
                    row.step + merged + held, Words.noticeKind(row.kind),
                    row.key, to,
                ], tint: row.kind == "overdue" ? .late : .none)
        }
        return table
    }

    static func csv(_ rows: [ReminderView]) -> String {
        var csv = CSV(ReminderView.CodingKeys.allCases.map(\.rawValue))
        for row in rows {
            csv.add([
                .text(row.at), .text(row.kind), .text(row.step), .text(row.key),
                .text(row.agency), .text(row.due), .list(row.recipients), .text(row.channel),
                .list(row.merged), .text(row.held), .number(row.number),
            ])
        }
        return csv.text
    }
}
