import ArgumentParser
import DondocAPI
import DondocCore

/// A verb that changes obligations and says what is now true.
protocol Act: Verb {
    static var verb: ObligationVerb { get }
    var selection: Selection { get }
    /// The ids that were typed.
    var ids: [String] { get }
    /// What is sent, but for what is read from files.
    ///
    /// - Throws: `ValidationError` for fields that contradict each other, or a reason that is missing.
    func request() throws -> ActRequest
}

extension Act {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: verb.rawValue, abstract: Words.Help.abstract(of: verb),
            discussion: Words.Help.discussion(of: verb.command, Words.Help.more(of: verb)))
    }

    func validate() throws {
        _ = try selection.choice(ids)
        _ = try request()
    }

    func run() throws {
        let request = try request()
        var daemon = global.daemon()
        try tell(try send(request, by: &daemon), request)
    }

    /// Sends one change; a bulk may take its time.
    func send(_ request: ActRequest, by daemon: inout Daemon) throws -> [UInt8] {
        let choice = try selection.choice(ids)
        return try daemon.post(
            Path.act(Self.verb.rawValue), choice.query, body: try encoded(request),
            seconds: choice.isOne ? Daemon.patience : Daemon.loadPatience)
    }

    /// Prints what the change came to.
    func tell(_ body: [UInt8], _ request: ActRequest) throws {
        if global.json { return Terminal.out(body: body) }
        guard try selection.choice(ids).isOne else {
            return ChangePage.tell(try decoded(ChangeView.self, body))
        }
        let detail = try decoded(DetailView.self, body)
        Terminal.out(DetailPage.line(detail, after: Self.verb, request))
        Terminal.remark(Words.inChangeUndo(detail.obligation.change))
    }
}

extension ObligationVerb {
    /// As it is typed behind `dondoc`.
    var command: String {
        switch self {
        case .snooze, .ack, .now: "remind \(rawValue)"
        default: rawValue
        }
    }
}
