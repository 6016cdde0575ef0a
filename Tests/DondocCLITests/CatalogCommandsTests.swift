import Foundation
import Testing

@testable import DondocCLI

/// The commands that the message catalog tells people to type.
@Suite struct CatalogCommandsTests {
    @Test(
        "Each is a command that dondoc takes as it stands",
        arguments: ["dondoc.catalog", "dondoc.vi.catalog"])
    func commands(name: String) throws {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
        let text = try String(
            contentsOf: root.appendingPathComponent("systemd/\(name)"), encoding: .utf8)
        let lines = text.matches(of: /(?m)^    dondoc (.*)$/).map { String($0.1) }
        #expect(lines.count > 20)
        for line in lines {
            let plain = line.replacing(/@[A-Z_]+@/, with: "1").replacing("\"...\"", with: "x")
            let words = plain.split(separator: " ").map(String.init)
            #expect(throws: Never.self, "\(name): dondoc \(line)") { _ = try parsed(words) }
        }
    }
}
