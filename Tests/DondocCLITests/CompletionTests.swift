import ArgumentParser
import Testing

@testable import DondocCLI

@Suite struct CompletionTests {
    @Test("Each shell is taught every verb", arguments: CompletionCommand.Shell.allCases)
    func verbs(shell: CompletionCommand.Shell) {
        let script = CompletionCommand.script(shell)
        for verb in Root.configuration.subcommands + PlanCommand.configuration.subcommands
            + MailCommand.configuration.subcommands
        {
            let name = verb.configuration.commandName ?? "?"
            #expect(script.contains(name), "\(shell): \(name)")
        }
        #expect(script.contains("open-overdue") && script.contains("yaml"))
    }

    @Test("In bash a verb beside a folder of its name stays a verb")
    func plainWords() {
        let script = CompletionCommand.script(.bash)
        #expect(script.hasSuffix("\ncomplete -F _dondoc dondoc\n"))
        #expect(script.contains("[[ \"${1}\" = -W ]] || compopt -o filenames 2>/dev/null\n"))
    }
}
