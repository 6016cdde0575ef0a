import ArgumentParser
import Testing

@testable import DondocCLI

@Suite struct CompletionTests {
    @Test("Each shell is taught every verb", arguments: CompletionCommand.Shell.allCases)
    func verbs(shell: CompletionCommand.Shell) {
        let script = CompletionCommand.script(shell)
        for verb in Root.configuration.subcommands + PlanCommand.configuration.subcommands
            + MailCommand.configuration.subcommands + AuditCommand.configuration.subcommands
            + RemindCommand.configuration.subcommands + PolicyCommand.configuration.subcommands
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

    @Test(
        "Each shell is taught the options of the verbs", arguments: CompletionCommand.Shell.allCases
    )
    func options(shell: CompletionCommand.Shell) {
        let script = CompletionCommand.script(shell)
        for option in [
            "received", "refuse", "force", "input", "dry-run", "totals", "asked", "at", "head",
            "for",
            "change", "reason",
        ] {
            // fish names a long option without its dashes.
            let isNamed = script.contains("--" + option) || script.contains("-l '" + option)
            let isKnown = isNamed || script.contains("-l " + option)
            #expect(isKnown, "\(shell): \(option)")
        }
        let hasBasis = script.contains("original")
        #expect(hasBasis, "\(shell)")
    }

    @Test("help is completed once") func oneHelp() {
        let script = CompletionCommand.script(.bash)
        #expect(script.ranges(of: "\n_dondoc_help() {").count == 1)
    }
}
