import DondocPlanFile
import Foundation
import Testing

/// Golden diagnostics: `Broken/NAME.yaml` is refused with the text of `Broken/NAME.txt`.
///
/// `RECORD_GOLDEN=1 swift test` rewrites the texts and fails on purpose; a human reads the diff.
@Suite struct BrokenPlanTests {
    static let folder = Shipped.tests.appending(path: "Broken")

    static let names: [String] =
        ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? [])
        .filter { $0.hasSuffix(".yaml") }.map { String($0.dropLast(5)) }.sorted()

    @Test("A broken plan is refused with every mistake, at its place", arguments: names)
    func golden(name: String) throws {
        let told = try diagnostics(of: name) + "\n"
        let golden = Self.folder.appending(path: "\(name).txt")
        if ProcessInfo.processInfo.environment["RECORD_GOLDEN"] == "1" {
            try Data(told.utf8).write(to: golden)
            Issue.record("recorded \(name).txt")
        }
        #expect(try told == String(contentsOf: golden, encoding: .utf8))
    }

    @Test("There is a broken file for each kind of mistake")
    func enough() { #expect(Self.names.count >= 18) }

    private func diagnostics(of name: String) throws -> String {
        let data = try Data(contentsOf: Self.folder.appending(path: "\(name).yaml"))
        do {
            let file = try PlanFile.bytes(Array(data), name: "\(name).yaml")
            _ = try PlanFile.plan(file, Shipped.directory(), Shipped.calendar())
            return "nothing wrong"
        } catch let error as Diagnostics {
            return error.description
        }
    }
}
