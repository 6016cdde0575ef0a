import ArgumentParser
import DondocCore

/// A verb with the options that all verbs take.
protocol Verb: ParsableCommand {
    var global: GlobalOptions { get }
    /// True for what can be told as of another day.
    static var answersAsOf: Bool { get }
    /// Why not, and what does.
    static var noAsOf: String { get }
}

extension Root {
    fileprivate static var names: [String] {
        configuration.subcommands.compactMap { $0.configuration.commandName }
    }
}

extension Verb {
    static var answersAsOf: Bool { false }
    static var noAsOf: String { Words.noAsOf(named(Self.self)) }
}

/// A command's words behind `dondoc`: `list`, `plan list`.
private func named(_ type: any ParsableCommand.Type, below: any ParsableCommand.Type = Root.self)
    -> String
{
    for one in below.configuration.subcommands {
        let name = one.configuration.commandName ?? ""
        if one == type { return name }
        let rest = named(type, below: one)
        if !rest.isEmpty { return "\(name) \(rest)" }
    }
    return ""
}

/// The command that the arguments mean, ready to run.
///
/// - Throws: What the parser throws, and a `ValidationError` for `--at` where it means nothing.
func parsed(_ arguments: [String]) throws -> any ParsableCommand {
    if let word = arguments.first, !word.hasPrefix("-"), !Root.names.contains(word) {
        let near = Root.names.compactMap { name in
            editDistance(word, name, limit: 2).map { ($0, name) }
        }.min { $0 < $1 }
        throw ValidationError(Words.noSuchVerb(word, near?.1))
    }
    let command = try Root.parseAsRoot(arguments)
    if let verb = command as? any Verb, verb.global.at != nil, !type(of: verb).answersAsOf {
        throw ValidationError(type(of: verb).noAsOf)
    }
    return command
}
