import ArgumentParser
import DondocAPI
import DondocCore

/// A verb that changes one obligation and says what is now true.
private func request(
    doc: String? = nil, dated: String? = nil, file: String? = nil, note: String? = nil,
    onBehalf: String? = nil
) -> ActRequest {
    var request = ActRequest()
    (request.doc, request.dated, request.file) = (doc, dated, file)
    (request.note, request.onBehalf) = (note, onBehalf)
    return request
}

private func act(
    _ verb: String, _ target: Target, _ request: ActRequest, _ global: GlobalOptions
) throws {
    var daemon = global.daemon()
    let body = try daemon.post(Path.act(verb), target.query, body: try encoded(request))
    if global.json { return Terminal.out(body: body) }
    Terminal.out(ObligationPage.line(try decoded(ObligationView.self, body)))
}

struct StartCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "start", abstract: Words.Help.start)
    @OptionGroup var global: GlobalOptions
    @OptionGroup var target: Target
    @Option(help: ArgumentHelp(Words.Help.text)) var note: String?
    @Option(name: .customLong("for"), help: ArgumentHelp(Words.Help.onBehalf, valueName: "agency"))
    var onBehalf: String?

    func run() throws {
        try act("start", target, request(note: note, onBehalf: onBehalf), global)
    }
}

struct DoneCommand: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "done", abstract: Words.Help.done)
    @OptionGroup var global: GlobalOptions
    @OptionGroup var target: Target
    @Option(help: ArgumentHelp(Words.Help.doc, valueName: "number")) var doc: String?
    @Option(help: ArgumentHelp(Words.Help.dated, valueName: "day")) var dated: DayArgument?
    @Option(help: ArgumentHelp(Words.Help.file), completion: .file()) var file: String?
    @Option(help: ArgumentHelp(Words.Help.text)) var note: String?
    @Option(name: .customLong("for"), help: ArgumentHelp(Words.Help.onBehalf, valueName: "agency"))
    var onBehalf: String?

    func run() throws {
        let asked = request(
            doc: doc, dated: dated?.day.description, file: try file.map { try Files.digest($0) },
            note: note, onBehalf: onBehalf)
        try act("done", target, asked, global)
    }
}

struct ConfirmCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "confirm", abstract: Words.Help.confirm)
    @OptionGroup var global: GlobalOptions
    @OptionGroup var target: Target
    @Option(help: ArgumentHelp(Words.Help.text)) var note: String?

    func run() throws { try act("confirm", target, request(note: note), global) }
}

struct CheckinCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "checkin", abstract: Words.Help.checkin)
    @OptionGroup var global: GlobalOptions
    @OptionGroup var target: Target
    @Option(help: ArgumentHelp(Words.Help.text)) var note: String?
    @Option(name: .customLong("for"), help: ArgumentHelp(Words.Help.onBehalf, valueName: "agency"))
    var onBehalf: String?

    func run() throws {
        try act("checkin", target, request(note: note, onBehalf: onBehalf), global)
    }
}

struct NoteCommand: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "note", abstract: Words.Help.note)
    @OptionGroup var global: GlobalOptions
    @OptionGroup var target: Target
    @Argument(help: ArgumentHelp(Words.Help.text)) var text: String?
    @Option(help: ArgumentHelp(Words.Help.text)) var note: String?

    func validate() throws {
        if text != nil, note != nil { throw ValidationError(Words.noteTwice) }
        if (text ?? note ?? "").isEmpty { throw ValidationError(Words.noteMissing) }
    }

    func run() throws { try act("note", target, request(note: text ?? note), global) }
}

struct ReloadCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "reload", abstract: Words.Help.reload)
    @OptionGroup var global: GlobalOptions
    @Flag(help: ArgumentHelp(Words.Help.dryRun)) var dryRun = false

    func run() throws {
        var daemon = global.daemon()
        let body = try daemon.post(
            Path.reload, dryRun ? [("dry-run", "1")] : [], seconds: Daemon.loadPatience)
        if global.json { return Terminal.out(body: body) }
        let view = try decoded(ReloadView.self, body)
        Terminal.out(ReloadPage.text(view, width: Terminal.width))
        if let remark = ReloadPage.remark(view) { Terminal.remark(remark) }
    }
}
