import ArgumentParser
import DondocAPI
import DondocCore
import Glibc

/// Runs the control program with the process's arguments and ends the process.
public func run() -> Never {
    signal(SIGPIPE, SIG_DFL)  // `dondoc list | head` ends quietly, whatever the parent set
    let arguments = Array(CommandLine.arguments.dropFirst())
    let language = language(of: arguments, environment("DONDOC_LANG"))
    let rest = rearranged(withoutLanguage(arguments))
    exit(CInt(Language.$current.withValue(language) { outcome(of: rest) }))
}

/// Runs one command; every failure is told here.
private func outcome(of arguments: [String]) -> Int {
    do {
        var command = try parsed(arguments)
        try command.run()
        return ExitStatus.ok
    } catch let failure as Failure {
        for line in failure.lines { Terminal.remark(line) }
        return failure.status
    } catch {
        let status = Int(Root.exitCode(for: error).rawValue)
        let text = folded(ParserWords.said(Root.fullMessage(for: error)), to: Terminal.width)
        if status == ExitStatus.ok {
            Terminal.out(text + "\n")
        } else {
            Terminal.remark(shownText(text))
        }
        return status
    }
}

/// A text of several lines, made safe line by line: the parser repeats what was typed.
private func shownText(_ text: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false).map { shown(String($0)) }
        .joined(separator: "\n")
}

/// `dondoc` itself; each verb is a command below it.
struct Root: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "dondoc", abstract: Words.Help.root,
            discussion: Words.Help.exits + "\n\n" + Words.Help.topics,
            version: "dondoc \(Words.version)", subcommands: verbs)
    }

    static let verbs: [any ParsableCommand.Type] = [
        StatusCommand.self, CheckCommand.self, ListCommand.self, NextCommand.self,
        ShowCommand.self, WhyCommand.self, LogCommand.self, StartCommand.self, DoneCommand.self,
        CheckinCommand.self, NoteCommand.self, AttachCommand.self, ConfirmCommand.self,
        ReturnCommand.self, ExtendCommand.self, WithdrawCommand.self, ReopenCommand.self,
        WaiveCommand.self, UndoCommand.self, PlanCommand.self, RemindCommand.self,
        SimulateCommand.self, ExplainCommand.self,
        CalendarCommand.self, MailCommand.self, QueueCommand.self, HoldCommand.self,
        ResumeCommand.self, AuditCommand.self, ReloadCommand.self,
        WhoamiCommand.self, ProxyCommand.self, CompletionCommand.self, HelpCommand.self,
    ]
}
