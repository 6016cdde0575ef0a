import ArgumentParser
import DondocCore
import Foundation
import Testing

@testable import DondocCLI

@Suite struct PlanNewTests {
    private let root = URL(filePath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()

    /// Removed when the test is over.
    private final class Folder {
        let path = "/tmp/dondoc-\(UUID().uuidString)"
        init() throws {
            try FileManager.default.createDirectory(
                atPath: path, withIntermediateDirectories: false)
        }
        deinit { try? FileManager.default.removeItem(atPath: path) }
    }

    private func new(_ arguments: String...) throws {
        var command = try Root.parseAsRoot(["plan", "new"] + arguments)
        try command.run()
    }

    @Test("The file is there once; a second time, and over a link, nothing is overwritten")
    func once() throws {
        let folder = try Folder()
        let (file, link) = ("\(folder.path)/moi.yaml", "\(folder.path)/link.yaml")
        try new("moi", "-o", file, "--config", root.appending(path: "config").path)
        let text = try String(contentsOfFile: file, encoding: .utf8)
        #expect(text.contains("\nplan: moi "))
        let mode = try FileManager.default.attributesOfItem(atPath: file)[.posixPermissions]
        #expect((mode as? NSNumber)?.intValue == 0o640)

        let again = try #require(throws: Failure.self) { try new("khac", "-o", file) }
        #expect(again.status == 1 && again.lines[0].contains("đã có"))
        #expect(try String(contentsOfFile: file, encoding: .utf8) == text)
        symlink("\(folder.path)/nowhere", link)
        #expect(throws: Failure.self) { try new("khac", "-o", link) }
        #expect(!FileManager.default.fileExists(atPath: "\(folder.path)/nowhere"))
    }

    @Test("What it wrote is refused by plan check, line by line")
    func refused() throws {
        let folder = try Folder()
        let config = root.appending(path: "config").path
        let file = "\(folder.path)/moi.yaml"
        try new("moi", "--territory", "thanh-hoa", "--output", file, "--config", config)
        let check = try PlanCheck(config: try ConfigFolder(config), plans: [file])
        #expect(check.rows == nil)
        #expect(check.remarks.count { $0.contains(": error: chỗ này chưa điền: <điền ") } == 18)
        #expect(check.remarks.count { $0.contains(": error: ") } == 18)
    }

    @Test("A missing folder and a wrong id leave no file")
    func wrong() throws {
        let folder = try Folder()
        let missing = try #require(throws: Failure.self) {
            try new("moi", "-o", "\(folder.path)/no/moi.yaml")
        }
        #expect(missing.status == 66)
        let usage = try #require(throws: Failure.self) {
            try new("Sở Y tế", "-o", "\(folder.path)/moi.yaml")
        }
        #expect(usage.status == 64 && usage.lines[1].hasSuffix("viết so-y-te"))
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == [])
    }

    @Test("An example beside the files that are read is not read, however wrong it is")
    func examples() throws {
        let folder = try Folder()
        for name in ["agencies", "calendar"] {
            try FileManager.default.createDirectory(
                atPath: "\(folder.path)/\(name)", withIntermediateDirectories: false)
            try Data("nonsense: 1\n".utf8).write(
                to: URL(filePath: "\(folder.path)/\(name)/example.yaml"))
        }
        try Data("agencies: {so-y-te: {name: Sở Y tế}}\n".utf8).write(
            to: URL(filePath: "\(folder.path)/agencies/thu.yaml"))
        let plan = "\(folder.path)/moi.yaml"
        try Data(
            """
            plan: moi
            title: Thử
            territory: thu
            issuer: so-y-te
            period: 2023
            coordinator: so-y-te
            """.utf8
        ).write(to: URL(filePath: plan))
        let check = try PlanCheck(config: try ConfigFolder(folder.path), plans: [plan])
        #expect(check.rows?.map(\.plan) == ["moi"])
    }
}
