import ArgumentParser
import DondocCore

/// `completion bash|zsh|fish`: the script that teaches a shell the verbs and their options.
struct CompletionCommand: ParsableCommand {
    enum Shell: String, ExpressibleByArgument, CaseIterable { case bash, zsh, fish }

    static let configuration = CommandConfiguration(
        commandName: "completion", abstract: Words.Help.completion)
    @Argument(help: ArgumentHelp(Words.Help.shell)) var shell: Shell

    func run() { Terminal.out(CompletionCommand.script(shell)) }

    static func script(_ shell: Shell) -> String {
        let script =
            switch shell {
            case .bash: plainWords(Root.completionScript(for: .bash))
            case .zsh: Root.completionScript(for: .zsh)
            case .fish: Root.completionScript(for: .fish)
            }
        return ParserWords.options(script) + "\n"
    }

    /// The parser's script for bash without its one mistake.
    ///
    /// It calls every word a file name: beside a folder of that name, as in /etc/dondoc, the verb
    /// `calendar` would become `calendar/`. Here only files are files.
    private static func plainWords(_ script: String) -> String {
        script.replacing(
            "complete -o filenames -F _dondoc dondoc", with: "complete -F _dondoc dondoc"
        )
        .replacing(
            "__dondoc_add_completions() {\n",
            with: """
                __dondoc_add_completions() {
                    [[ "${1}" = -W ]] || compopt -o filenames 2>/dev/null

                """)
    }
}
