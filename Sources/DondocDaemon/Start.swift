import ArgumentParser
import DondocCore
import Glibc

extension Dondocd {
    /// Runs the daemon with the process's arguments; ends the process with its status.
    public static func start() async {
        do {
            let arguments = Array(CommandLine.arguments.dropFirst())
            // It stands in no help: what a person types is `dondoc simulate`.
            let isOffline = arguments.first == SimulateOffline.name
            var command =
                isOffline
                ? try SimulateOffline.parseAsRoot(Array(arguments.dropFirst()))
                : try parseAsRoot()
            if var daemon = command as? any AsyncParsableCommand {
                try await daemon.run()
            } else {
                try command.run()
            }
        } catch {
            let (text, status) = told(error)
            if !text.isEmpty { status == 0 ? Output.answer(text) : Output.error(text) }
            Glibc.exit(status)
        }
    }

    /// What is told of the end of a parse or of a run, and the exit status; empty where all is said.
    ///
    /// The parser repeats what was typed: `Output` makes it inert.
    static func told(_ error: any Error) -> (text: String, status: Int32) {
        (ParserWords.said(fullMessage(for: error)), exitCode(for: error).rawValue)
    }
}
