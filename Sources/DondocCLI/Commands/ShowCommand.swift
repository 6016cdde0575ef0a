import ArgumentParser
import DondocAPI

/// `show`: one obligation, or a task over all its agencies.
struct ShowCommand: Verb {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "show", abstract: Words.Help.show,
            discussion: Words.Help.discussion(of: "show", Words.Help.showMore))
    }
    static let answersAsOf = true

    @OptionGroup var global: GlobalOptions
    @OptionGroup var target: Target

    func run() throws {
        var daemon = global.daemon()
        switch try look(&daemon) {
        case .one(let body):
            if global.json { return Terminal.out(body: body) }
            Terminal.out(DetailPage.text(try decoded(DetailView.self, body)))
        case .task(let body):
            if global.json { return Terminal.out(body: body) }
            let view = try decoded(TaskView.self, body)
            Terminal.out(
                TaskPage.text(view, width: Terminal.width, colour: Terminal.hasColour))
        }
    }

    /// The body of a `DetailView` or of a `TaskView`.
    enum Answer {
        case one([UInt8])
        case task([UInt8])
    }

    /// Asks for an obligation, then, where several or none have that id, for a task of that name.
    ///
    /// - Throws: The first refusal, where both are refused.
    func look(_ daemon: inout Daemon) throws -> Answer {
        let query = target.query + global.day
        switch try daemon.reply(Path.obligation, query) {
        case .success(let body): return .one(body)
        case .failure(let first):
            guard [404, 409].contains(first.status), ShowCommand.namesTask(target.id),
                case .success(let body) = try daemon.reply(Path.task, query)
            else { throw daemon.failure(first) }
            return .task(body)
        }
    }

    /// True for PLAN/TASK and PLAN/TASK/PERIOD.
    static func namesTask(_ id: String) -> Bool {
        let parts = id.split(separator: "/", omittingEmptySubsequences: false)
        return (2...3).contains(parts.count) && parts.allSatisfy { !$0.isEmpty }
    }
}
