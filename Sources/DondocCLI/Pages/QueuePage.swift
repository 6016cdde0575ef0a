import DondocAPI
import DondocCore

/// Letters of the outbox, and addresses to which nothing is sent.
enum QueuePage {
    static func table(_ rows: [QueueView]) -> Table {
        // A narrow line does without what the letter is about, and without what the relay said.
        var table = Table(
            Words.Heading.queue, right: [0, 3], shrinks: [1, 5, 6], yields: [2],
            from: [6: 110])
        for row in rows {
            table.add(
                [
                    String(row.id), row.recipient, Words.shortLetterState(row.state),
                    String(row.attempts), nextTry(row) ?? "-",
                    row.subject, row.error.map(Words.letterReason) ?? "",
                ], tint: row.state == "failed" ? .late : row.state == "unsure" ? .soon : .none)
        }
        return table
    }

    /// nil for a letter that will not be tried again.
    private static func nextTry(_ letter: QueueView) -> String? {
        let waits = ["queued", "unsure"].contains(letter.state)
        return letter.nextTryAt.map { written(instant: $0) } ?? (waits ? Words.now : nil)
    }

    static func csv(_ rows: [QueueView]) -> String {
        var csv = CSV(QueueView.CodingKeys.allCases.map(\.rawValue))
        for row in rows {
            csv.add([
                .number(row.id), .text(row.channel), .text(row.recipient), .text(row.subject),
                .text(row.state), .number(row.attempts), .text(row.nextTryAt), .text(row.since),
                .text(row.sentAt), .text(row.error), .list(row.keys),
            ])
        }
        return csv.text
    }

    /// How it stands, then what it says.
    static func letter(_ view: QueueLetterView) -> String {
        let letter = view.letter
        var fields = Fields()
        fields.add(Words.Field.letter, String(letter.id))
        fields.add(Words.Field.recipient, letter.recipient)
        fields.add(Words.Field.subject, letter.subject)
        fields.add(
            Words.Field.state, Words.letterState(letter.state, attempts: letter.attempts))
        fields.add(Words.Field.nextTry, nextTry(letter))
        fields.add(Words.Field.sentAt, letter.sentAt.map { written(instant: $0) })
        fields.add(Words.Field.reason, letter.error.map(Words.letterReason))
        fields.add(Words.Field.about, each: letter.keys)
        let lines = view.text.split(separator: "\n", omittingEmptySubsequences: false)
        return fields.text + "\n" + lines.map { shown(String($0)) + "\n" }.joined()
    }

    /// The letters, and on stderr what was done, and why they still wait.
    static func tell(_ view: QueueChangeView) {
        if !view.letters.isEmpty {
            Terminal.out(table(view.letters).text(width: Terminal.width, colour: false))
        }
        for line in Words.queue(view) { Terminal.remark(line) }
    }

    static func addresses(_ rows: [DeadAddressView]) -> Table {
        var table = Table(Words.Heading.addresses, shrinks: [1, 3], yields: [0])
        for row in rows {
            table.add([
                row.address, row.holder ?? "-", written(day: row.until), row.reason, row.by,
            ])
        }
        return table
    }

    static func addressesCSV(_ rows: [DeadAddressView]) -> String {
        var csv = CSV(DeadAddressView.CodingKeys.allCases.map(\.rawValue))
        for row in rows {
            csv.add([
                .text(row.address), .text(row.holder), .text(row.until), .text(row.reason),
                .text(row.by), .text(row.at),
            ])
        }
        return csv.text
    }
}
