import DondocAPI
import DondocCore

/// `why`: rung by rung what was said, to whom, and why not.
enum WhyPage {
    static func text(_ why: WhyView) -> String {
        let o = why.obligation
        var text = ObligationPage.line(o)
        var fields = Fields()
        fields.add(Words.Field.phrase, Words.quoted(o.phrase))
        fields.add(Words.Field.due, due(o))
        fields.add(Words.Field.actBy, spelled(day: o.actBy))
        fields.add(Words.Field.recipientAsked, why.recipient.map(Words.asked))
        fields.add(Words.Field.neverWritten, why.recipient?.never.map(Words.never))
        fields.add(Words.Field.letterHold, why.hold.map(Words.held))
        text += fields.text + "\n"
        var table = Table(Words.Heading.why)
        for (rung, name) in rows(why) {
            let isTold = rung.role != nil && rung.outcome == "sent"
            table.add([
                written(instant: rung.hour ?? rung.at), name,
                isTold ? Words.toldOfWork : outcome(rung),
            ])
            for line in notes(rung, why.hold) { table.add(["", "", "  " + line]) }
        }
        // A reason is never cut: what a person came to read stands on the line.
        if !table.rows.isEmpty { text += table.text(width: .max, colour: false) }
        text += (text.hasSuffix("\n\n") ? "" : "\n") + ending(why)
        return text
    }

    private static func due(_ o: ObligationView) -> String {
        let day = spelled(day: o.due) ?? Words.noDue
        guard let original = o.originalDue, original != o.due else { return day }
        return "\(day) (\(Words.originally(written(day: original))))"
    }

    /// The rungs and what is newly assigned, by the hour that is shown.
    private static func rows(_ why: WhyView) -> [(rung: WhyView.Rung, name: String)] {
        (why.assigned.map { ($0, Words.assigned($0.role)) } + why.rungs.map { ($0, $0.step) })
            .sorted { $0.0.hour ?? $0.0.at < $1.0.hour ?? $1.0.at }
    }

    static func outcome(_ rung: WhyView.Rung) -> String {
        var text = Words.outcome(rung.outcome, by: rung.by) + (rung.late ? Words.markedLate : "")
        if rung.hour != nil { text += Words.movedTo(written(instant: rung.at), rung.outcome) }
        if rung.held {
            text += Words.held(until: rung.releaseAt.map { written(instant: $0) })
        } else if let leaves = rung.releaseAt, leaves != rung.at, rung.outcome != "nobody" {
            text += Words.leaves(written(instant: leaves))
        }
        return text
    }

    private static func notes(_ rung: WhyView.Rung, _ hold: HoldView?) -> [String] {
        rung.to.map(Words.hearer) + rung.letters.flatMap { lines($0, hold) }
            + rung.passedOver.map(Words.passedOver)
    }

    static func lines(_ letter: LetterView, _ hold: HoldView? = nil) -> [String] {
        let to = letter.channel == "mail" ? letter.recipient : letter.channel
        var line = Words.letter(to, letter.state, letter.attempts)
        if let at = letter.sentAt { line += ", " + written(instant: at) }
        if let hold, isHeld(letter, hold) {
            line += Words.waitsForRelease
        } else if letter.state == "waiting", let at = letter.releaseAt {
            line += ", " + written(instant: at)
        }
        let retry = letter.state == "failed" ? letter.letter.map(Words.retryLetter) : nil
        let reason = letter.reason.map { Words.why($0) }
        let error = letter.reason == letter.error ? nil : letter.error.map { Words.error($0) }
        return [line]
            + [
                letter.mayHaveArrived ? Words.mayHaveArrived(letter.state) : nil, reason,
                letter.withdrawn.map(Words.deed), error, retry,
            ].compactMap { $0 }
            .map { "  " + $0 }
    }

    /// It waits, and may not leave before the hold is over.
    private static func isHeld(_ letter: LetterView, _ hold: HoldView) -> Bool {
        guard ["waiting", "queued", "unsure"].contains(letter.state) else { return false }
        guard let until = hold.until.flatMap(Moment.init(written:)) else { return true }
        return letter.releaseAt.flatMap(Moment.init(written:)).map { $0 < until } ?? true
    }

    /// Why nothing more will be said, and what is waited for.
    private static func ending(_ why: WhyView) -> String {
        var fields = Fields()
        // What concerns the work's rungs says nothing of whom none of them tells.
        guard why.recipient?.never == nil || !why.rungs.isEmpty else { return "" }
        fields.add(Words.Field.snoozed, why.snoozed.map(Words.pause))
        fields.add(Words.Field.snoozeEnded, why.snoozeEnded.map(Words.snoozeEnded))
        fields.add(Words.Field.acked, why.acked.map(Words.pause))
        fields.add(Words.Field.silence, why.silence.map(Words.silence) ?? Words.notSilent)
        fields.add(Words.Field.endedBy, why.ended.map(Words.deed))
        fields.add(Words.Field.waitsFor, each: why.waitsFor)
        return fields.text
    }
}
