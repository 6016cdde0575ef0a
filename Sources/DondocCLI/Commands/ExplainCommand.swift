import ArgumentParser
import DondocAPI
import DondocCore
import DondocPlanFile

struct ExplainCommand: Verb {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "explain", abstract: Words.Help.explain,
            discussion: Words.Help.discussion(of: "explain", Words.Help.explainMore))
    }
    @OptionGroup var global: GlobalOptions
    @Argument(help: ArgumentHelp(Words.Help.phrase)) var phrase: String
    @Option(help: ArgumentHelp(Words.Help.period)) var period: PeriodArgument?
    @Option(help: ArgumentHelp(Words.Help.issued, valueName: "day")) var issued: DayArgument?
    @Option(help: ArgumentHelp(Words.Help.from, valueName: "day")) var from: DayArgument?
    @Option(help: ArgumentHelp(Words.Help.to, valueName: "day")) var to: DayArgument?
    @Option(help: ArgumentHelp(Words.Help.count)) var count = 5
    @Option(help: ArgumentHelp(Words.Help.covers, valueName: "scheme")) var covers: SchemeArgument?
    @Option(help: ArgumentHelp(Words.Help.before)) var before = WordArgument(
        CountingRules.Before.lenient)
    @Option(help: ArgumentHelp(Words.Help.offDay)) var offDay = WordArgument(
        CountingRules.OffDay.keep)
    @Option(help: ArgumentHelp(Words.Help.config, valueName: "dir"), completion: .directory)
    var config: String?

    func validate() throws {
        try global.validateOffline()
        if count < 1 { throw ValidationError(Words.positive) }
    }

    func run() throws {
        // A phrase without a year belongs to the year of its signing, else to this one.
        let year = issued?.day.year ?? Clock.today.year
        guard let period = period?.period ?? Period.year(year) else { return }
        let question = Explanation.Question(
            period: period, isPeriodKnown: self.period != nil, issued: issued?.day,
            from: from?.day, to: to?.day, count: count,
            rules: CountingRules(before: before.word, offDay: offDay.word), covers: covers?.scheme)
        let calendar = try officeCalendar(config, years: period.years)
        guard phrase != "-" else { return try answerLines(question, calendar) }
        do {
            let answer = try Explanation(phrase, question, calendar)
            Terminal.out(global.json ? answer.json.text + "\n" : answer.text)
        } catch {
            throw Failure(error)
        }
    }

    /// Every phrase of the standard input; status 65 at the end when one was refused.
    private func answerLines(_ question: Explanation.Question, _ calendar: WorkCalendar) throws {
        var lines = PhraseLines(question, calendar, asJSON: global.json)
        try Files.lines(of: "-", longest: PhraseLines.longest) { line, isWhole in
            let (out, remarks) = lines.answer(line, isWhole: isWhole)
            if !out.isEmpty { Terminal.out(out) }
            for remark in remarks { Terminal.remark(remark) }
        }
        if lines.hasRefused { throw Failure(ExitStatus.data, []) }
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

/// A reporting scheme by its name, `nd09-half`.
struct SchemeArgument: ExpressibleByArgument {
    let scheme: ReportingScheme

    init?(argument: String) {
        guard let scheme = ReportingScheme(named: argument) else { return nil }
        self.scheme = scheme
    }

    static var allValueStrings: [String] { ReportingScheme.named.map(\.name) }
}

/// One of the words that a plan's file has for the same thing.
struct WordArgument<Word>: ExpressibleByArgument
where Word: CaseIterable & RawRepresentable<String> & Sendable {
    let word: Word

    init(_ word: Word) { self.word = word }

    init?(argument: String) {
        guard let word = Word(rawValue: argument) else { return nil }
        self.word = word
    }

    static var allValueStrings: [String] { Word.allCases.map(\.rawValue) }

    var defaultValueDescription: String { word.rawValue }
}
