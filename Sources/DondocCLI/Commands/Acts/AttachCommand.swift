import ArgumentParser
import DondocAPI
import DondocCore

/// `attach ID FILE…`: one change a file; the daemon learns its name and SHA-256, never its content.
struct AttachCommand: Act {
    static let verb = ObligationVerb.attach
    @OptionGroup var global: GlobalOptions
    @Argument(help: ArgumentHelp(Words.Help.id, valueName: "id"), completion: .file())
    var id: String?
    @Argument(help: ArgumentHelp(Words.Help.attached, valueName: "file"), completion: .file())
    var rest: [String] = []
    @OptionGroup var selection: Selection
    @Option(help: ArgumentHelp(Words.Help.text)) var note: String?
    @OptionGroup var behalf: BehalfOption

    private var words: [String] { (id.map { [$0] } ?? []) + rest }
    private var hasFilters: Bool { !selection.filters.query.isEmpty }

    var ids: [String] { hasFilters ? [] : Array(words.prefix(1)) }
    var files: [String] { hasFilters ? words : rest }

    func request() throws -> ActRequest {
        guard !files.isEmpty else { throw ValidationError(Words.fileMissing) }
        if files.contains("-") { throw ValidationError(Words.fileWithoutName) }
        // Each file is a change of its own: two changes to many obligations are two commands.
        if files.count > 1, try !selection.choice(ids).isOne {
            throw ValidationError(Words.oneFileForMany)
        }
        var request = ActRequest()
        (request.note, request.onBehalf) = (note, behalf.agency)
        return request
    }

    func run() throws {
        // All are read before anything is sent.
        let requests = try files.map { file in
            var request = try request()
            request.file = try Files.digest(file)
            request.name = String(file.split(separator: "/").last ?? "")
            return request
        }
        var daemon = global.daemon()
        for (i, request) in requests.enumerated() {
            do {
                let body = try send(request, by: &daemon)
                // One object of JSON: the last holds all attachments.
                if !global.json || i == requests.count - 1 { try tell(body, request) }
            } catch let failure as Failure where i > 0 {
                let done = files[..<i].map(shown).joined(separator: ", ")
                throw Failure(failure.status, failure.lines + [Words.attachedBefore(done)])
            }
        }
    }
}
