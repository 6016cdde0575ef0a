import DondocAPI
import DondocCore

/// `log`: one line a row of the trail.
enum LogPage {
    static func table(_ rows: [LogView]) -> Table {
        // A narrow line does without the change; then the state is cut.
        var table = Table(
            Words.Heading.log, right: [0, 4], shrinks: [2, 6], yields: [5], from: [0: 70],
            wrapsLast: true)
        for row in rows {
            let (state, reason) = now(row)
            table.add([
                String(row.change), written(instant: row.at), who(row), what(row),
                row.number.map(String.init) ?? "", state, reason,
            ])
        }
        return table
    }

    /// What is so after the row, and why; of a reload how many files, and which.
    private static func now(_ row: LogView) -> (state: String, reason: String) {
        let (state, reason) = (row.after ?? row.before, row.reason ?? "")
        switch row.verb {
        case "reload":
            let files = state ?? ""
            return (files.isEmpty ? "" : Words.files(files.split(separator: " ").count), files)
        case "mail-test": return (state.map(Words.shortLetterState) ?? "", reason)
        case "queue-retry", "queue-drop":
            return (
                state.map(Words.shortLetterState) ?? "", LogReason.text(reason, verb: row.verb)
            )
        case "hold", "resume":
            let isOver = row.verb == "resume"
            return ("", LogReason.hold(state ?? "", reason, isOver: isOver))
        case "mail-dead": return ("", LogReason.dead(state ?? "", reason))
        case "mail-gone": return ("", LogReason.gone(state ?? "", reason))
        case "mail-alive": return ("", reason)
        default:
            let words = reason == row.key ? "" : words(reason)
            return (state.map(outcome) ?? "", LogReason.text(words, verb: row.verb))
        }
    }

    /// A reason without the hashes at the end of a plan's row.
    private static func words(_ reason: String) -> String {
        var parts = reason.split(separator: " ")
        guard parts.last?.hasPrefix("versions=") == true, parts.count >= 2 else { return reason }
        parts.removeLast(2)
        let text = parts.joined(separator: " ")
        return text.hasSuffix(";") ? String(text.dropLast()) : text
    }

    /// The person, whose place he took, and the agency on whose behalf.
    static func who(_ row: LogView) -> String {
        var name = row.person ?? row.user
        if let absent = row.deputyFor { name = Words.deputy(name, for: absent) }
        return row.onBehalf.map { Words.onBehalf(name, $0) } ?? name
    }

    /// The verb; of `undo` also which change it took back.
    private static func what(_ row: LogView) -> String {
        row.undoes.map { Words.undid(row.verb, $0) } ?? Words.verb(row.verb)
    }

    /// The state, or else the due day, that a row of the trail ends with.
    ///
    /// Rows say `claimed doc=12/BC`: a state first where it changed, then fields by name.
    static func outcome(_ text: String) -> String {
        let parts = text.split(separator: " ")
        if let state = parts.first.map(String.init), ObligationState(rawValue: state) != nil {
            return Words.shortState(state)
        }
        // What people wrote comes later, and may hold anything.
        let days = parts.prefix { $0.hasPrefix("agency=") || $0.hasPrefix("due=") }
        if let due = days.first(where: { $0.hasPrefix("due=") }) {
            return written(day: String(due.dropFirst(4)))
        }
        // The hash of a plan's text says nothing to eyes; its beginning tells two apart.
        let isHash = text.utf8.count == 64 && text.allSatisfy(\.isHexDigit)
        return text.contains("=") ? "" : isHash ? String(text.prefix(12)) : text
    }

    static func csv(_ rows: [LogView]) -> String {
        var csv = CSV(LogView.CodingKeys.allCases.map(\.rawValue))
        for row in rows {
            csv.add([
                .text(row.at), .number(row.change), .text(row.verb), .text(row.user),
                .text(row.person), .text(row.onBehalf), .text(row.deputyFor), .number(row.undoes),
                .number(row.number), .text(row.key), .text(row.before), .text(row.after),
                .text(row.reason),
            ])
        }
        return csv.text
    }
}
