import ArgumentParser
import DondocCore
import Foundation
import Testing

@testable import DondocCLI

/// What the help shows is what can be typed.
@Suite struct ExamplesTests {
    /// Verbs and groups with the words that lead to them.
    private static var commands: [(path: [String], type: any ParsableCommand.Type)] {
        func below(_ type: any ParsableCommand.Type, _ path: [String])
            -> [(path: [String], type: any ParsableCommand.Type)]
        {
            [(path, type)]
                + type.configuration.subcommands.flatMap { sub in
                    below(sub, path + [sub.configuration.commandName ?? "?"])
                }
        }
        return below(Root.self, [])
    }

    @Test(
        "Every example is in a help text, and every example there is known",
        arguments: Language.allCases)
    func shown(language: Language) throws {
        try Language.$current.withValue(language) {
            let topics = HelpCommand.Topic.allCases.map { [$0.rawValue] }
            var seen: Set<String> = []
            for words in Self.commands.map(\.path) + topics where words != ["examples"] {
                let text = try #require(HelpCommand.text(words), "\(words)")
                for line in text.split(separator: "\n") where line.hasPrefix("  dondoc ") {
                    #expect(columns(String(line)) <= 80, "\(line)")
                    seen.insert(String(line.dropFirst(2)))
                }
            }
            #expect(seen.symmetricDifference(Examples.all.map(\.line)) == [])
        }
    }

    @Test("Every example parses", arguments: Examples.all.map(\.line))
    func parses(line: String) throws {
        _ = try parsed(rearranged(Example(topic: "", line: line).words))
    }

    @Test(
        "What needs no daemon runs to its end",
        arguments: Examples.all.filter(\.isOffline).map(\.line))
    func runs(line: String) throws {
        var words = Example(topic: "", line: line).words
        // The office's own folder, wherever the tests run.
        if ["explain", "calendar", "plan"].contains(words[0]) {
            words += ["--config", shippedConfig]
        }
        var command = try parsed(words)
        try command.run()
    }

    @Test("Every verb that changes obligations has an example, and each of the others that are new")
    func complete() {
        let topics = Set(Examples.all.map(\.topic))
        for verb in ObligationVerb.allCases { #expect(topics.contains(verb.command)) }
        #expect(topics.isSuperset(of: ["undo", "audit verify", "list", "show", "log", "help due"]))
        #expect(Examples.all.filter(\.isOffline).count > 10)
    }

    @Test("An example is split as a shell would")
    func words() {
        let example = Example(topic: "", line: "dondoc note 12 'Đã gọi' --for so-y-te ''")
        #expect(example.words == ["note", "12", "Đã gọi", "--for", "so-y-te", ""])
    }

    @Test("help help and help of a verb of a group are there; what is unknown is not")
    func topics() {
        #expect(HelpCommand.text([])?.contains("help states") == true)
        #expect(HelpCommand.text(["confirm"])?.contains("--received") == true)
        #expect(HelpCommand.text(["plan", "load"])?.contains("--all") == true)
        #expect(HelpCommand.text(["audit", "verify"])?.contains("--head") == true)
        #expect(HelpCommand.text(["plan", "none"]) == nil && HelpCommand.text(["none"]) == nil)
    }

    @Test("help states holds the table of moves, cell by cell")
    func states() throws {
        let rows = StatesPage.movesTable.rows.map(\.cells)
        #expect(rows.map { $0[0] } == ObligationVerb.allCases.map(\.command))
        let heads = StatesPage.movesTable.columns.map(\.title).dropFirst()
        #expect(Array(heads) == ObligationState.allCases.map(\.rawValue))
        var cells = 0
        for move in ObligationLife.moves {
            let row = try #require(rows.first { $0[0] == move.verb.command })
            let column = try #require(ObligationState.allCases.firstIndex(of: move.from)) + 1
            #expect(row[column] == (move.to == move.from ? "=" : move.to.rawValue))
            cells += 1
        }
        #expect(rows.flatMap { $0.dropFirst() }.count { !$0.isEmpty } == cells)
        let arrows = StatesPage.diagram.split(separator: "\n").count
        #expect(arrows == ObligationLife.moves.count { $0.from != $0.to })
    }
}
