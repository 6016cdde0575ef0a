import ArgumentParser
import DondocAPI
import DondocCore

/// `hold`: no letter leaves.
struct HoldCommand: Verb {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "hold", abstract: Words.Help.hold,
            discussion: Words.Help.discussion(of: "hold", Words.Help.holdMore))
    }
    @OptionGroup var global: GlobalOptions
    @Option(name: .customLong("for"), help: ArgumentHelp(Words.Help.holdFor, valueName: "span"))
    var span: Span?
    @Option(help: ArgumentHelp(Words.Help.holdUntil, valueName: "moment"))
    var until: MomentArgument?
    @OptionGroup var reason: ReasonOption
    @Flag(help: ArgumentHelp(Words.Help.dryRunOfAct)) var dryRun = false

    func validate() throws {
        if span != nil, until != nil { throw ValidationError(Words.forOrUntil) }
        _ = try reason.given(for: "hold")
    }

    func run() throws {
        var daemon = global.daemon()
        let request = HoldRequest(
            reason: try reason.given(for: "hold"), seconds: span?.seconds, until: until?.text)
        let body = try daemon.post(
            Path.hold, dryRun ? [("dry-run", "1")] : [], body: try encoded(request))
        if global.json { return Terminal.out(body: body) }
        let view = try decoded(HoldChangeView.self, body)
        Terminal.out(Words.held(view.hold) + "\n")
        if view.dryRun { Terminal.remark(Words.onlyShown) }
    }
}

/// `resume`: letters leave again.
struct ResumeCommand: Verb {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "resume", abstract: Words.Help.resume,
            discussion: Words.Help.discussion(of: "resume", Words.Help.resumeMore))
    }
    @OptionGroup var global: GlobalOptions
    @Flag(help: ArgumentHelp(Words.Help.resumeNow)) var now = false
    @Flag(help: ArgumentHelp(Words.Help.dryRunOfAct)) var dryRun = false

    func run() throws {
        var daemon = global.daemon()
        let body = try daemon.post(
            Path.resume, dryRun ? [("dry-run", "1")] : [],
            body: try encoded(ResumeRequest(now: now ? true : nil)))
        if global.json { return Terminal.out(body: body) }
        let view = try decoded(HoldChangeView.self, body)
        Terminal.out(Words.resumed(view.hold) + "\n")
        if view.dryRun { Terminal.remark(Words.onlyShown) }
    }
}
