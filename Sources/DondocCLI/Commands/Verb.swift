import ArgumentParser

/// A verb with the options that all verbs take.
protocol Verb: ParsableCommand {
    var global: GlobalOptions { get }
    /// True for what can be told as of another day.
    static var answersAsOf: Bool { get }
}

extension Verb {
    static var answersAsOf: Bool { false }
}

/// The command that the arguments mean, ready to run.
///
/// - Throws: What the parser throws, and a `ValidationError` for `--at` where it means nothing.
func parsed(_ arguments: [String]) throws -> any ParsableCommand {
    let command = try Root.parseAsRoot(arguments)
    if let verb = command as? any Verb, verb.global.at != nil, !type(of: verb).answersAsOf {
        throw ValidationError(Words.noAsOf(type(of: verb).configuration.commandName ?? ""))
    }
    return command
}
