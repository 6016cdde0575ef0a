import DondocAPI

/// `mail test`: what happened to the letter.
enum MailTestPage {
    static func text(_ view: MailTestView) -> String {
        var fields = Fields()
        fields.add(Words.Field.testLetter, Words.mailTest(view.state))
        fields.add(Words.Field.recipient, view.to)
        fields.add(Words.Field.via, view.via)
        fields.add(Words.Field.tls, tls(view))
        fields.add(Words.Field.reason, view.reason)
        if view.state == .sent { fields.add(Words.Field.answer, view.answer) }
        fields.add(Words.Field.took, Words.seconds(milliseconds: view.milliseconds))
        fields.add(Words.Field.messageId, view.messageId)
        return fields.text
    }

    /// In clear is worth a word only where a letter went that way.
    private static func tls(_ view: MailTestView) -> String? {
        if let tls = view.tls { return tls }
        return view.state == .sent && view.via.hasPrefix("smtp") ? Words.inClear : nil
    }

    static func exitStatus(_ view: MailTestView) -> Int {
        switch view.state {
        case .sent: ExitStatus.ok
        case .refused: ExitStatus.no
        case .waiting, .unsure: ExitStatus.tryAgain
        }
    }
}
