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
