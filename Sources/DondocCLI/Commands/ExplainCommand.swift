import ArgumentParser
import DondocAPI
import DondocCore
import DondocPlanFile

struct ExplainCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "explain", abstract: Words.Help.explain)
    @OptionGroup var global: GlobalOptions
    @Argument(help: ArgumentHelp(Words.Help.phrase)) var phrase: String
    @Option(help: ArgumentHelp(Words.Help.period)) var period: PeriodArgument?
    @Option(help: ArgumentHelp(Words.Help.issued, valueName: "day")) var issued: DayArgument?
    @Option(help: ArgumentHelp(Words.Help.from, valueName: "day")) var from: DayArgument?
    @Option(help: ArgumentHelp(Words.Help.to, valueName: "day")) var to: DayArgument?
    @Option(help: ArgumentHelp(Words.Help.count)) var count = 5
    @Option(help: ArgumentHelp(Words.Help.config, valueName: "dir")) var config: String?

    func validate() throws {
        if count < 1 { throw ValidationError(Words.positive) }
    }

    func run() throws {
        guard let period = period?.period ?? Period.year(Clock.today.year) else { return }
        let question = Explanation.Question(
            period: period, issued: issued?.day, from: from?.day, to: to?.day, count: count)
        let text = composed(phrase)
        do {
            let answer = try Explanation(
                text, question, try officeCalendar(config, years: period.years))
            Terminal.out(global.json ? answer.json.text + "\n" : answer.text)
        } catch let error as PhraseError {
            throw Failure(notAPhrase: error, text)
        }
    }
}

/// `2023`, `2021..2025` or `2023-02-01..2023-12-31`.
struct PeriodArgument: ExpressibleByArgument {
    let period: Period

    init?(argument: String) {
        guard let period = Period(written: argument) else { return nil }
        self.period = period
    }
}

extension Failure {
    /// What stopped the reading, the phrase with a caret under it, and the way out.
    init(notAPhrase error: PhraseError, _ text: String) {
        let (what, fix) = explain(error, in: text)
        let (lines, word) = caret(error, in: text)
        var said = what
        if case .unexpected = error.problem, let word, !what.contains(word) {
            said += "; " + Words.stoppedAt(word)
        }
        self.init(ExitStatus.data, [shown(said)] + lines + [Words.fix(shown(fix))])
    }
}
