import DondocAPI

/// `why`: rung by rung what was said, to whom, and why not.
enum WhyPage {
    static func text(_ why: WhyView) -> String {
        let o = why.obligation
        var text = ObligationPage.line(o)
        var fields = Fields()
        fields.add(Words.Field.phrase, Words.quoted(o.phrase))
        fields.add(Words.Field.due, spelled(day: o.due) ?? Words.noDue)
        fields.add(Words.Field.actBy, spelled(day: o.actBy))
        text += fields.text + "\n"
        var table = Table(Words.Heading.why)
        for rung in why.rungs {
            table.add([written(instant: rung.at), rung.step, outcome(rung)])
            for letter in rung.letters {
                for line in lines(letter) { table.add(["", "", "  " + line]) }
            }
        }
        // A reason is never cut: what a person came to read stands on the line.
        if !table.rows.isEmpty { text += table.text(width: .max, colour: false) }
        text += (text.hasSuffix("\n\n") ? "" : "\n") + ending(why)
        return text
    }

    static func outcome(_ rung: WhyView.Rung) -> String {
        Words.outcome(rung.outcome, by: rung.by) + (rung.late ? Words.markedLate : "")
    }

    static func lines(_ letter: LetterView) -> [String] {
        let to = letter.channel == "mail" ? letter.recipient : letter.channel
        var line = Words.letter(to, letter.state, letter.attempts)
        if let at = letter.sentAt { line += ", " + written(instant: at) }
        if letter.state == "waiting", let at = letter.releaseAt {
            line += ", " + written(instant: at)
        }
        return [line] + (letter.reason.map { ["  " + Words.why($0)] } ?? [])
            + (letter.reason == letter.error
                ? [] : letter.error.map { ["  " + Words.error($0)] } ?? [])
    }

    /// Why nothing more will be said, and what is waited for.
    private static func ending(_ why: WhyView) -> String {
        var fields = Fields()
        fields.add(Words.Field.snoozed, why.snoozed.map(Words.pause))
        fields.add(Words.Field.acked, why.acked.map(Words.pause))
        fields.add(Words.Field.silence, why.silence.map(Words.silence) ?? Words.notSilent)
        fields.add(Words.Field.waitsFor, each: why.waitsFor)
        return fields.text
    }
}
