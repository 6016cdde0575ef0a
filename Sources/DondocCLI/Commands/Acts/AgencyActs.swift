import ArgumentParser
import DondocAPI
import DondocCore

// What an agency does about its own work, and a coordinator's clerk on its behalf.

struct StartCommand: Act {
    static let verb = ObligationVerb.start
    @OptionGroup var global: GlobalOptions
    @Argument(help: ArgumentHelp(Words.Help.ids, valueName: "id")) var ids: [String] = []
    @OptionGroup var selection: Selection
    @Option(help: ArgumentHelp(Words.Help.text)) var note: String?
    @OptionGroup var behalf: BehalfOption

    func request() -> ActRequest {
        var request = ActRequest()
        (request.note, request.onBehalf) = (note, behalf.agency)
        return request
    }
}

struct CheckinCommand: Act {
    static let verb = ObligationVerb.checkin
    @OptionGroup var global: GlobalOptions
    @Argument(help: ArgumentHelp(Words.Help.ids, valueName: "id")) var ids: [String] = []
    @OptionGroup var selection: Selection
    @Option(help: ArgumentHelp(Words.Help.text)) var note: String?
    @OptionGroup var behalf: BehalfOption

    func request() -> ActRequest {
        var request = ActRequest()
        (request.note, request.onBehalf) = (note, behalf.agency)
        return request
    }
}

struct DoneCommand: Act {
    static let verb = ObligationVerb.done
    @OptionGroup var global: GlobalOptions
    @Argument(help: ArgumentHelp(Words.Help.ids, valueName: "id")) var ids: [String] = []
    @OptionGroup var selection: Selection
    @Option(help: ArgumentHelp(Words.Help.doc, valueName: "number")) var doc: String?
    @Option(help: ArgumentHelp(Words.Help.dated, valueName: "day")) var dated: DayArgument?
    @Option(help: ArgumentHelp(Words.Help.file), completion: .file()) var file: String?
    @Option(help: ArgumentHelp(Words.Help.text)) var note: String?
    @OptionGroup var behalf: BehalfOption

    func request() throws -> ActRequest {
        if dated != nil, doc == nil { throw ValidationError(Words.datedWithoutDoc) }
        var request = ActRequest()
        (request.doc, request.dated) = (doc, dated?.day.description)
        (request.note, request.onBehalf) = (note, behalf.agency)
        return request
    }

    func run() throws {
        var request = try request()
        request.file = try file.map { try Files.digest($0) }
        var daemon = global.daemon()
        try tell(try send(request, by: &daemon), request)
    }
}

struct NoteCommand: Act {
    static let verb = ObligationVerb.note
    @OptionGroup var global: GlobalOptions
    /// The last of them is the text, where `--note` does not say it.
    @Argument(help: ArgumentHelp(Words.Help.idsAndText, valueName: "id")) var words: [String] = []
    @OptionGroup var selection: Selection
    @Option(help: ArgumentHelp(Words.Help.text)) var note: String?
    @OptionGroup var behalf: BehalfOption

    private var hasText: Bool {
        note == nil && (words.count > 1 || !selection.filters.query.isEmpty)
    }

    var ids: [String] { hasText ? words.dropLast() : words }

    func request() throws -> ActRequest {
        // Beside --note, a second word that is no id is a second text.
        let isText = { (word: String) in Int(word) == nil && !word.contains("/") }
        if note != nil, words.dropFirst().contains(where: isText) {
            throw ValidationError(Words.noteTwice)
        }
        let text = hasText ? words.last ?? "" : note ?? ""
        guard text.contains(where: { !$0.isWhitespace }) else {
            throw ValidationError(Words.noteMissing)
        }
        var request = ActRequest()
        (request.note, request.onBehalf) = (text, behalf.agency)
        return request
    }
}
