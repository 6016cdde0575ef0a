import Foundation
import Testing

/// Style that a machine can hold.
@Suite struct TidyTests {
    struct File: Sendable, CustomTestStringConvertible {
        let path: String
        let lines: [String]
        var testDescription: String { path }

        /// Lines without comments and without the insides of string literals.
        var code: [String] {
            var inText = false
            return lines.map { line in
                let quotes = line.components(separatedBy: "\"\"\"").count - 1
                defer { if quotes % 2 == 1 { inText.toggle() } }
                guard !inText else { return "" }
                let plain = line.replacing(/"(\\.|[^"\\])*"/, with: "\"\"")
                return plain.components(separatedBy: "//")[0]
            }
        }
    }

    static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()

    static func files(under folder: String) -> [File] {
        let base = root.appendingPathComponent(folder)
        guard let all = FileManager.default.enumerator(atPath: base.path) else { return [] }
        return all.compactMap { $0 as? String }.filter { $0.hasSuffix(".swift") }.sorted()
            .compactMap { name in
                let path = base.appendingPathComponent(name)
                return (try? String(contentsOf: path, encoding: .utf8)).map {
                    File(path: "\(folder)/\(name)", lines: $0.components(separatedBy: "\n"))
                }
            }
    }

    @Test("There is something to look at")
    func some() {
        #expect(Self.files(under: "Sources").count > 50)
        #expect(Self.files(under: "Tests").count > 20)
    }

    @Test("A file is one sitting")
    func lengths() {
        for file in Self.files(under: "Sources") {
            #expect(file.lines.count <= 301, "\(file.path)")
        }
    }

    @Test("No force, no hope, nothing unchecked")
    func force() throws {
        let banned = try [
            #"\btry!"#, #"\bas!"#, "@unchecked", #"nonisolated\(unsafe\)"#, #"\bfatalError\("#,
            #"[A-Za-z0-9_\)\]]!([^=A-Za-z]|$)"#,
        ].map { try Regex($0) }
        for file in Self.files(under: "Sources") {
            for (i, line) in file.code.enumerated() {
                #expect(
                    !banned.contains { line.firstMatch(of: $0) != nil },
                    "\(file.path):\(i + 1): \(line)")
            }
        }
    }

    @Test(
        "One file reads the clocks, one a program writes to the terminal",
        arguments: [
            (
                ["clock_gettime(", "Date()", "Date.now", "time(nil)", "gettimeofday("],
                ["Sources/DondocSystemd/SystemClock.swift", "Sources/DondocCLI/Base/Clock.swift"]
            ),
            (
                ["print(", "FileHandle.standard", "write(1", "write(2", "fputs("],
                ["Sources/DondocDaemon/Output.swift", "Sources/DondocCLI/Base/Terminal.swift"]
            ),
        ])
    func onePlace(calls: [String], places: [String]) {
        for file in Self.files(under: "Sources") where !places.contains(file.path) {
            for (i, line) in file.code.enumerated() {
                for call in calls {
                    #expect(!line.contains(call), "\(file.path):\(i + 1): \(line)")
                }
            }
        }
    }

    @Test("Nothing but the kernel says who a caller is")
    func callers() {
        for file in Self.files(under: "Sources")
        where file.path != "Sources/DondocDaemon/API/Callers.swift" {
            #expect(
                !file.code.contains {
                    $0.contains("callers.peer") || $0.contains("callers.login")
                        || $0.firstMatch(of: /Callers\(.*(peer|login):/) != nil
                }, "\(file.path)")
        }
    }

    @Test("The core imports nothing")
    func core() {
        for file in Self.files(under: "Sources/DondocCore") {
            #expect(!file.code.contains { $0.contains("import ") }, "\(file.path)")
        }
    }

    @Test("A file of tests has tests")
    func tests() {
        for file in Self.files(under: "Tests") where file.path.hasSuffix("Tests.swift") {
            let marks = file.lines.filter { $0.contains("@Test") }.count
            #expect(marks > 0, "\(file.path)")
        }
    }
}
