import DondocAPI
import DondocCore

/// `show`: one obligation with all that hangs on it, and the line after a change of it.
enum DetailPage {
    static func text(_ d: DetailView) -> String {
        var fields = Fields()
        ObligationPage.addWork(d.obligation, to: &fields)
        ObligationPage.addDays(d.obligation, to: &fields)
        fields.add(Words.Field.extended, granted(d))
        fields.add(
            Words.Field.asked, d.asked.map { Words.asked(written(day: $0.to), $0.reason) })
        ObligationPage.addState(d.obligation, to: &fields)
        fields.add(Words.Field.snoozed, d.snoozed.map(Words.pause))
        fields.add(Words.Field.acked, d.acked.map(Words.pause))
        addClaim(d, to: &fields)
        fields.add(Words.Field.inputs, each: inputs(d))
        fields.add(Words.Field.waivers, each: d.waivers.flatMap(waiver))
        fields.add(Words.Field.attachments, each: d.attachments.flatMap(attachment))
        fields.add(Words.Field.checkins, each: d.checkins.map(remark))
        fields.add(Words.Field.notes, each: d.notes.map(remark))
        fields.add(Words.Field.change, String(d.obligation.change))
        return fields.text
    }

    /// What is now true, with what the verb was about where the state does not say it.
    static func line(_ d: DetailView, after verb: ObligationVerb, _ request: ActRequest) -> String {
        let state = ObligationPage.sentence(d.obligation)
        return shown(([state] + more(d, verb, request)).joined(separator: "; ")) + "\n"
    }

    private static func more(_ d: DetailView, _ verb: ObligationVerb, _ request: ActRequest)
        -> [String]
    {
        let due = d.obligation.due.map { written(day: $0) } ?? Words.noDue
        switch verb {
        case .extend where request.refuse == true: return [Words.stillDue(due)]
        case .extend where d.obligation.due == request.to: return [Words.nowDue(due)]
        case .extend: return d.asked.map { [Words.waitingFor(written(day: $0.to))] } ?? []
        case .waive: return d.inputs.map { [Words.inputs($0)] } ?? []
        case .attach: return [Words.attachments(d.attachments.count)]
        case .checkin: return [Words.checkins(d.checkins.count)]
        case .note: return [Words.notes(d.notes.count)]
        case .snooze: return [d.snoozed.map { Words.snoozed($0) } ?? Words.notSnoozed]
        case .ack: return [d.acked.map { Words.acked($0) } ?? Words.notAcked]
        case .now: return [Words.pressed]
        case .start, .done, .confirm, .return, .withdraw, .reopen: return []
        }
    }

    private static func addClaim(_ d: DetailView, to fields: inout Fields) {
        fields.add(Words.Field.claimedAt, d.obligation.claimedAt.map { written(instant: $0) })
        fields.add(Words.Field.received, spelled(day: d.received))
        let doc = d.obligation.doc.map { Words.document($0, d.docDated.map { written(day: $0) }) }
        fields.add(Words.Field.doc, doc)
        fields.add(Words.Field.file, d.file)
        fields.add(Words.Field.doneAt, d.obligation.doneAt.map { written(instant: $0) })
    }

    private static func granted(_ d: DetailView) -> String? {
        guard let grant = d.grant else { return d.obligation.extended ? Words.yes : nil }
        let doc = grant.doc.map { Words.document($0, grant.dated.map { written(day: $0) }) }
        return Words.granted(written(day: grant.to), by: doc)
    }

    /// How many reports are in, and where the names of the others are.
    private static func inputs(_ d: DetailView) -> [String] {
        guard let inputs = d.inputs else { return [] }
        let more = "dondoc list --missing \(d.obligation.number)"
        return [Words.inputs(inputs)] + (inputs.missing > 0 ? [more] : [])
    }

    private static func waiver(_ w: DetailView.Waiver) -> [String] {
        [w.key, "\(w.reason) (\(signed(w.person ?? w.user, w.at)))"]
    }

    /// The digest is never cut: it is there to be compared.
    private static func attachment(_ a: DetailView.Attachment) -> [String] {
        let note = a.note.map { ": " + $0 } ?? ""
        return ["\(a.name)\(note) (\(signed(a.user, a.at)))", a.sha256]
    }

    private static func remark(_ r: DetailView.Remark) -> String {
        r.text.map { "\($0) (\(signed(r.user, r.at)))" } ?? signed(r.user, r.at)
    }

    private static func signed(_ who: String, _ at: String) -> String {
        "\(who), \(written(instant: at))"
    }
}
