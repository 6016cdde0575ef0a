import DondocCore

extension LetterWriter {
    /// What a reminder says, in its order.
    static func page(_ n: ReminderNotice, head: Letterhead, title: String) -> Page {
        var page = Page(title: title)
        if head.isTraining { page.say(Words.trainingNote) }
        page.say(Words.greeting(n.agency))
        page.say(Words.opening(n))
        page.add(.facts(Words.facts(n)))
        page.say(n.inputs.map(Words.inputs))
        page.say(Words.howToAnswer(n))
        page.add(.commands([Words.command(n)]))
        if n.merged > 1 { page.say(Words.merged(n.merged)) }
        if n.isLate { page.say(n.lateReason ?? Words.lateNote) }
        page.say(Words.closing)
        page.say(clipped(oneLine(head.site), 200))
        return page
    }

    /// What a coordinator's list says; its rows are shared out from the top: late, due, waiting.
    static func page(
        _ n: DigestNotice, head: Letterhead, title: String, rows: Int, limit: Int
    ) -> Page {
        var page = Page(title: title)
        if head.isTraining { page.say(Words.trainingNote) }
        page.say(Words.greeting(n.coordinator))
        page.say(Words.opening(n))
        var left = rows
        for section in DigestSection.allCases {
            let all = section.rows(n)
            guard !all.isEmpty else { continue }
            let shown = all.prefix(left)
            left -= shown.count
            page.add(.heading(Words.heading(section, count: all.count)))
            guard !shown.isEmpty else { continue }
            page.add(
                .table(Words.columns(section), shown.map { Words.cells(section, $0.tidied(limit)) })
            )
        }
        let hidden = n.late.count + n.due.count + n.waiting.count - (rows - left)
        page.say(hidden > 0 ? Words.hidden(hidden) : Words.wholeList)
        page.add(.commands(["dondoc list --plan \(n.planId)"]))
        if n.exhausted > 0 { page.say(Words.exhausted(n.exhausted, n.planId)) }
        if let first = n.waiting.first {
            page.say(Words.howToConfirm)
            page.add(.commands(Words.confirmCommands(first.number)))
        }
        if n.isLate { page.say(Words.lateNote) }
        page.say(Words.closing)
        page.say(clipped(oneLine(head.site), 200))
        return page
    }
}

/// The three lists of a digest.
enum DigestSection: CaseIterable {
    case late, due, waiting

    func rows(_ notice: DigestNotice) -> [DigestNotice.Row] {
        switch self {
        case .late: notice.late
        case .due: notice.due
        case .waiting: notice.waiting
        }
    }
}
