import Foundation
import Testing

@testable import DondocCLI

@Suite struct PlanCheckTests {
    private let root = URL(filePath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()

    @Test("The shipped plan of Thanh Hóa passes, with its counts") func shipped() throws {
        let config = root.appending(path: "config")
        let file = config.appending(path: "plans/thanh-hoa-2023.yaml").path
        let check = try PlanCheck(config: try ConfigFolder(config.path), plans: [file])
        #expect(check.rows?.map(\.plan) == ["thanh-hoa-2023"])
        #expect((check.rows?.first?.obligations ?? 0) > 100)
    }

    @Test("Every mistake is told, and nothing is counted") func mistakes() throws {
        let file = URL(
            filePath: "/tmp/dondoc-bad-\(ProcessInfo.processInfo.processIdentifier).yaml")
        try Data("plan: x\ncolour: red\nperiod: 2023\n".utf8).write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        let config = try ConfigFolder(root.appending(path: "config").path)
        let check = try PlanCheck(config: config, plans: [file.path])
        #expect(check.rows == nil)
        #expect(check.remarks.contains { $0.hasPrefix(file.path + ":2:1: error: ") })
        #expect(check.remarks.count { $0.contains(": error: ") } > 1)
    }

    @Test(
        "A folder, a device and a missing file are refused by name",
        arguments: [
            ("/tmp", 65), ("/dev/zero", 65), ("/tmp/dondoc-no-such-file", 66),
        ])
    func files(path: String, status: Int) throws {
        let failure = try #require(throws: Failure.self) { _ = try Files.read(path) }
        #expect(failure.status == status)
        #expect(failure.lines[0].contains(path))
    }
}
