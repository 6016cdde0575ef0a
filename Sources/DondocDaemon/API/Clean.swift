import DondocAPI
import DondocCore
import Foundation

/// Text that people send: short, and without what would obey a terminal or reorder a line.
enum Clean {
    /// - Throws: `Problem` 400 naming the field.
    static func check(_ request: ActRequest) throws {
        let inputs = request.inputs ?? []
        guard inputs.count <= 1_000 else { throw Problem.bad(Words.uncleanText("inputs")) }
        for (name, text) in [
            ("doc", request.doc), ("note", request.note), ("name", request.name),
            ("reason", request.reason), ("for", request.onBehalf),
        ] + inputs.map({ ("inputs", $0) }) {
            try check(name, text)
        }
        for day in [request.to, request.dated, request.received].compactMap(\.self)
        where Day(iso: day) == nil {
            throw Problem.bad(Words.badDay(day))
        }
        if let file = request.file {
            let digits = "0123456789abcdef".utf8
            guard file.utf8.count == 64, file.utf8.allSatisfy({ digits.contains($0) }) else {
                throw Problem.bad(Words.badHash)
            }
        }
    }

    static func check(_ request: UndoRequest) throws { try check("reason", request.reason) }

    /// A reason that must be given, in NFC.
    ///
    /// - Throws: `Problem` 400.
    static func reason(_ text: String, of verb: String) throws -> String {
        try check("reason", text)
        guard text.contains(where: { !$0.isWhitespace }) else {
            throw Problem.bad(Words.reasonMissing(verb))
        }
        return text.precomposedStringWithCanonicalMapping
    }

    static func check(_ name: String, _ text: String?) throws {
        guard let text else { return }
        let scalars = text.unicodeScalars
        let isClean = scalars.indices.allSatisfy { at in
            !isForbidden(scalars[at]) || joinsEmoji(scalars, at: at)
        }
        guard text.utf8.count <= 4_000, isClean else {
            throw Problem.bad(Words.uncleanText(name))
        }
    }

    /// The names of files that a client sends: they come back in diagnostics and stay with the plan.
    ///
    /// - Throws: `Problem` 400.
    static func check(_ request: LoadRequest) throws {
        guard request.all == request.files.isEmpty else { throw Problem.bad(Words.noFiles) }
        for file in request.files {
            guard (1...4096).contains(file.name.utf8.count),
                !file.name.unicodeScalars.contains(where: isForbidden)
            else { throw Problem.bad(Words.badFileName(file.name)) }
        }
    }

    private static func isForbidden(_ scalar: Unicode.Scalar) -> Bool {
        isDriving(scalar) || scalar.properties.generalCategory == .privateUse
    }

    /// The text in NFC, as everything is stored.
    static func composed(_ request: ActRequest) -> ActRequest {
        var request = request
        for path in [\ActRequest.doc, \.note, \.name, \.reason] {
            request[keyPath: path] = request[keyPath: path]?.precomposedStringWithCanonicalMapping
        }
        return request
    }
}
