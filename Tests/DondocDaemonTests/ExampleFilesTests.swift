import DondocPlanFile
import Foundation
import Testing

@testable import DondocDaemon

@Suite struct ExampleFilesTests {
    @Test("An example in any folder of the configuration is not applied, however wrong it is")
    func examples() throws {
        let bench = try Bench()
        for folder in ["agencies", "calendar", "plans"] {
            try "nonsense: 1\n".write(
                to: bench.folder.appendingPathComponent("\(folder)/example.yaml"),
                atomically: true, encoding: .utf8)
        }
        try Bench.plan("moi").write(
            to: bench.folder.appendingPathComponent("plans/moi.yaml"), atomically: true,
            encoding: .utf8)
        let config = ConfigFolder(path: bench.folder.path)
        #expect(try config.applicable().map(\.name) == ["agencies/t.yaml"])
        #expect(try config.plans().map(\.name) == ["plans/moi.yaml"])
    }
}
