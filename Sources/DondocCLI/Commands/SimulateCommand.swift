import ArgumentParser
import DondocAPI
import DondocCore
import DondocPlanFile

/// `simulate`: every letter of the days to come, or of a year that has passed, without sending one.
struct SimulateCommand: Verb {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "simulate", abstract: Words.Help.simulate,
            discussion: Words.Help.discussion(of: "simulate", Words.Help.simulateMore))
    }
    @OptionGroup var global: GlobalOptions
    @Flag(help: ArgumentHelp(Words.Help.csv)) var csv = false
    @Option(help: ArgumentHelp(Words.Help.simulateFrom, valueName: "day")) var from: DayArgument?
    @Option(help: ArgumentHelp(Words.Help.simulateTo, valueName: "day")) var to: DayArgument?
    @Option(
        parsing: .upToNextOption, help: ArgumentHelp(Words.Help.simulatePlan, valueName: "file"),
        completion: .file(extensions: ["yaml"]))
    var plan: [String] = []
    @Option(
        help: ArgumentHelp(Words.Help.answers, valueName: "file"),
        completion: .file(extensions: ["csv"]))
    var answers: String?
    @Option(help: ArgumentHelp(Words.Help.byAgency)) var agency: String?
    @Option(help: ArgumentHelp(Words.Help.toAddress, valueName: "address")) var toAddress: String?
    @Flag(help: ArgumentHelp(Words.Help.offline)) var offline = false
    @Option(help: ArgumentHelp(Words.Help.offlineConfig, valueName: "dir"), completion: .directory)
    var config: String?

    /// The daemon gives up after a minute.
    private static let patience = 120

    func validate() throws {
        if csv, global.json { throw ValidationError(Words.eitherJSONorCSV) }
        if let from, let to, to.day < from.day { throw ValidationError(Words.backwards) }
        if offline { try global.validateOffline() }
        if config != nil, !offline { throw ValidationError(Words.configOfOffline) }
    }

    func run() throws {
        let asked = try self.request()
        let request = try encoded(asked)
        let body = offline ? try simulated(request) : try self.asked(request)
        if let file = asked.answers, let last = lastDay {
            let unplayed = AnswerLines.behind(last, file.text)
            if !unplayed.isEmpty { Terminal.remark(Words.unplayed(file.name, unplayed, last)) }
        }
        if global.json { return Terminal.out(body: body) }
        let rows = try decoded([SimulatedView].self, body)
        Terminal.out(
            csv
                ? SimulationPage.csv(rows)
                : SimulationPage.text(rows, width: Terminal.width, colour: Terminal.hasColour))
        Terminal.remark(SimulationPage.footer(rows))
    }

    private func request() throws -> SimulateRequest {
        func file(_ path: String) throws -> LoadRequest.File {
            LoadRequest.File(name: path, text: try sourceText(path).text)
        }
        var request = SimulateRequest()
        request.from = from?.day.description
        request.to = to?.day.description
        request.files = plan.isEmpty ? nil : try plan.map(file)
        request.answers = try answers.map { path in
            LoadRequest.File(name: path, text: try sourceText(path, marked: true).text)
        }
        request.agency = agency
        request.toAddress = toAddress
        return request
    }

    /// nil where only the daemon knows it, by its clock.
    private var lastDay: Day? {
        to?.day ?? from.flatMap { Day($0.day.year, 12, 31) }
    }

    private func asked(_ request: [UInt8]) throws -> [UInt8] {
        var daemon = global.daemon(csv: csv)
        return try daemon.post(
            Path.simulate, body: request, seconds: SimulateCommand.patience, progress: progress)
    }

    private func simulated(_ request: [UInt8]) throws -> [UInt8] {
        try OfflineSimulation(config: try ConfigFolder(config).path).answer(
            request, seconds: SimulateCommand.patience, progress: progress)
    }

    /// Who looks at a terminal hears that it goes on.
    private var progress: HTTPRequest.Progress {
        (1000, { if Terminal.isWatched { Terminal.remark(Words.simulating) } })
    }
}

/// Lines of a file of answers, as far as this program looks at them.
enum AnswerLines {
    /// Lines whose answer comes after a day, from 1; what is no answer is the daemon's to refuse.
    static func behind(_ last: Day, _ text: String) -> [Int] {
        text.split(omittingEmptySubsequences: false) { $0.isNewline }.enumerated().compactMap {
            i, line in
            let first = line.prefix { $0 != "," }.trimming { $0 == " " || $0 == "\"" }
            guard let word = first.split(separator: " ").first,
                let day = DayArgument(argument: String(word))?.day, day > last
            else { return nil }
            return i + 1
        }
    }
}

extension Substring {
    fileprivate func trimming(_ isDropped: (Character) -> Bool) -> Substring {
        let front = drop(while: isDropped)
        let kept = front.reversed().drop(while: isDropped).count
        return front.prefix(kept)
    }
}
