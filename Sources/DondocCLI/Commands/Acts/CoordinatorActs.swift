import ArgumentParser
import DondocAPI
import DondocCore

// What a plan's coordinator does; all but `confirm` name their reason.

struct ConfirmCommand: Act {
    static let verb = ObligationVerb.confirm
    @OptionGroup var global: GlobalOptions
    @Argument(help: ArgumentHelp(Words.Help.ids, valueName: "id")) var ids: [String] = []
    @OptionGroup var selection: Selection
    @Option(help: ArgumentHelp(Words.Help.received, valueName: "day")) var received: DayArgument?
    @OptionGroup var reason: ReasonOption
    @Option(help: ArgumentHelp(Words.Help.text)) var note: String?

    func request() throws -> ActRequest {
        var request = ActRequest()
        (request.note, request.received) = (note, received?.day.description)
        request.reason =
            received == nil ? reason.reason : try reason.given(for: "confirm --received")
        return request
    }
}

struct ReturnCommand: Act {
    static let verb = ObligationVerb.return
    @OptionGroup var global: GlobalOptions
    @Argument(help: ArgumentHelp(Words.Help.ids, valueName: "id")) var ids: [String] = []
    @OptionGroup var selection: Selection
    @OptionGroup var reason: ReasonOption

    func request() throws -> ActRequest { try reason.request(of: Self.verb) }
}

struct WithdrawCommand: Act {
    static let verb = ObligationVerb.withdraw
    @OptionGroup var global: GlobalOptions
    @Argument(help: ArgumentHelp(Words.Help.ids, valueName: "id")) var ids: [String] = []
    @OptionGroup var selection: Selection
    @OptionGroup var reason: ReasonOption

    func request() throws -> ActRequest { try reason.request(of: Self.verb) }
}

struct ReopenCommand: Act {
    static let verb = ObligationVerb.reopen
    @OptionGroup var global: GlobalOptions
    @Argument(help: ArgumentHelp(Words.Help.ids, valueName: "id")) var ids: [String] = []
    @OptionGroup var selection: Selection
    @OptionGroup var reason: ReasonOption

    func request() throws -> ActRequest { try reason.request(of: Self.verb) }
}

/// `waive ID INPUT…`: inputs that a report need not wait for.
struct WaiveCommand: Act {
    static let verb = ObligationVerb.waive
    @OptionGroup var global: GlobalOptions
    /// The first is the id where no `--input` names the inputs; with filters none is.
    @Argument(help: ArgumentHelp(Words.Help.idAndInputs, valueName: "id")) var words: [String] = []
    @OptionGroup var selection: Selection
    @Option(name: .customLong("input"), help: ArgumentHelp(Words.Help.input, valueName: "agency"))
    var named: [String] = []
    @OptionGroup var reason: ReasonOption

    private var hasFilters: Bool { !selection.filters.query.isEmpty }

    var ids: [String] {
        if !named.isEmpty { return words }
        return hasFilters ? [] : Array(words.prefix(1))
    }

    var inputs: [String] {
        if !named.isEmpty { return named }
        return hasFilters ? words : Array(words.dropFirst())
    }

    func request() throws -> ActRequest {
        guard !inputs.isEmpty else { throw ValidationError(Words.inputMissing) }
        var request = try reason.request(of: Self.verb)
        request.inputs = inputs
        return request
    }
}

extension ReasonOption {
    /// The body of a verb whose reason is all that it needs.
    fileprivate func request(of verb: ObligationVerb) throws -> ActRequest {
        var request = ActRequest()
        request.reason = try given(for: verb.rawValue)
        return request
    }
}
