import DondocCore

/// `help states`: the table of moves, made from `ObligationLife`, and the same as arrows.
enum StatesPage {
    static var text: String {
        [
            Words.States.states, statesTable.plain, Words.States.moves,
            movesTable.plain + Words.States.direct + "\n",
            Words.States.verbs, verbsTable.plain, Words.States.diagram, diagram,
        ].joined(separator: "\n").trimmed
    }

    private static var statesTable: Table {
        var table = Table(Words.Heading.states)
        for state in ObligationState.allCases {
            table.add([state.rawValue, Words.state(state.rawValue)])
        }
        return table
    }

    /// Verb by state: the state after it, `=` where it stays, nothing where the verb is refused.
    static var movesTable: Table {
        var table = Table([Words.States.verb] + ObligationState.allCases.map(\.rawValue))
        for verb in ObligationVerb.allCases {
            table.add(
                [verb.command]
                    + ObligationState.allCases.map { state in
                        guard let to = try? ObligationLife.move(state, verb) else { return "" }
                        return to == state ? "=" : to.rawValue
                    })
        }
        return table
    }

    private static var verbsTable: Table {
        var table = Table(Words.Heading.verbs, shrinks: [2])
        for verb in ObligationVerb.allCases {
            table.add([
                verb.command, Words.States.meaning(verb), Words.States.who(verb),
                Words.States.reason(verb),
            ])
        }
        return table
    }

    /// Moves that change the state, an arrow each.
    static var diagram: String {
        let width = 9
        return ObligationState.allCases.map { from in
            let moves = ObligationLife.moves.filter { $0.from == from && $0.to != from }
            return moves.enumerated().map { i, move in
                let start = i == 0 ? from.rawValue : ""
                return padded(start, width) + " ── "
                    + padded(move.verb.rawValue + " ", width, with: "─") + "► " + move.to.rawValue
                    + "\n"
            }.joined()
        }.joined()
    }

    private static func padded(_ text: String, _ width: Int, with pad: Character = " ") -> String {
        text + String(repeating: pad, count: max(0, width - text.count))
    }
}

extension Table {
    fileprivate var plain: String { text(width: 80, colour: false) }
}

extension String {
    /// Without its last line end.
    fileprivate var trimmed: String { hasSuffix("\n") ? String(dropLast()) : self }
}
