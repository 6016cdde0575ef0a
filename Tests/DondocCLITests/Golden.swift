import DondocCore
import Foundation
import Testing

/// Compares a text with `Golden/NAME`; `RECORD_GOLDEN=1` rewrites the file and fails.
func expectGolden(_ text: String, _ name: String, at location: SourceLocation = #_sourceLocation)
    throws
{
    let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Golden")
    let file = folder.appending(path: name)
    if ProcessInfo.processInfo.environment["RECORD_GOLDEN"] == "1" {
        try Data(text.utf8).write(to: file)
        Issue.record("recorded \(name)", sourceLocation: location)
        return
    }
    let golden = try String(decoding: Data(contentsOf: file), as: UTF8.self)
    #expect(text == golden, sourceLocation: location)
}

/// Compares what is said in Vietnamese with `Golden/NAME.txt`, in English with `Golden/NAME-en.txt`.
func expectGoldenWords(
    _ name: String, at location: SourceLocation = #_sourceLocation, _ text: () throws -> String
) throws {
    for (language, suffix) in [(Language.vi, ""), (.en, "-en")] {
        let said = try Language.$current.withValue(language) { try text() }
        try expectGolden(said, "\(name)\(suffix).txt", at: location)
    }
}
