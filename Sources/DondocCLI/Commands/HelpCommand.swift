import ArgumentParser
import DondocCore

/// `help [TOPIC|VERB]`; it stands before the parser's own, which knows no topics.
struct HelpCommand: Verb {
    static var configuration: CommandConfiguration {
        // Hidden, or every shell would complete `help` twice: the parser adds its own.
        CommandConfiguration(
            commandName: "help", abstract: Words.Help.help,
            discussion: Words.Help.discussion(of: "help"), shouldDisplay: false)
    }

    /// What is explained beside the verbs.
    enum Topic: String, CaseIterable { case states, due, examples }

    @OptionGroup var global: GlobalOptions
    @Argument(help: ArgumentHelp(Words.Help.helpTopic, valueName: "topic")) var words: [String] = []

    func validate() throws {
        try global.validateOffline()
        if HelpCommand.text(words) == nil {
            throw ValidationError(Words.noSuchTopic(words.joined(separator: " ")))
        }
    }

    func run() { Terminal.out((HelpCommand.text(words) ?? "") + "\n") }

    /// The help about a topic or a verb, without its last line end; nil where there is none.
    static func text(_ words: [String]) -> String? {
        if words.count == 1, let topic = Topic(rawValue: words[0]) {
            return switch topic {
            case .states: StatesPage.text
            case .due: DuePage.text
            case .examples: Examples.all.map(\.line).joined(separator: "\n")
            }
        }
        var command: any ParsableCommand.Type = Root.self
        for word in words {
            let next = command.configuration.subcommands.first {
                $0.configuration.commandName == word
            }
            guard let next else { return nil }
            command = next
        }
        return folded(ParserWords.said(Root.helpMessage(for: command)), to: Terminal.width)
    }
}
