import ArgumentParser
import DondocCore
import Foundation
import Testing
import TestSupport

@testable import DondocCLI

/// The help of the built program: its words are chosen once a process.
@Suite struct HelpTests {
    /// `dondoc` beside the tests.
    private func run(_ arguments: [String], _ language: Language) throws -> (
        status: Int, out: String, remarks: String
    ) {
        let tests = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
        let (out, remarks) = (Pipe(), Pipe())
        let program = try Program(
            URL(filePath: tests).deletingLastPathComponent().appending(path: "dondoc").path,
            arguments,
            environment: ProcessInfo.processInfo.environment.merging(
                ["DONDOC_LANG": language.rawValue, "COLUMNS": "80"]) { $1 },
            output: out, remarks: remarks)
        let text = out.fileHandleForReading.readDataToEndOfFile()
        let words = remarks.fileHandleForReading.readDataToEndOfFile()
        return (
            Int(program.wait()), String(decoding: text, as: UTF8.self),
            String(decoding: words, as: UTF8.self)
        )
    }

    /// The words that lead to each verb, `["plan", "check"]`.
    private func verbs(_ command: any ParsableCommand.Type, _ path: [String] = []) -> [[String]] {
        [path]
            + command.configuration.subcommands.flatMap { verb in
                verbs(verb, path + [verb.configuration.commandName ?? "?"])
            }
    }

    @Test(
        "help of dondoc and of every verb, in 80 columns",
        arguments: [(Language.vi, "help.txt"), (.en, "help-en.txt")])
    func help(language: Language, name: String) throws {
        var text = ""
        for verb in verbs(Root.self) {
            let (status, out, _) = try run(["help"] + verb, language)
            #expect(status == 0)
            for line in out.split(separator: "\n") where !line.contains("restrict,command") {
                #expect(columns(String(line)) <= 80, "\(line)")
            }
            text += (["$ dondoc help"] + verb).joined(separator: " ") + "\n" + out
        }
        try expectGolden(text, name)
    }

    @Test("Wrong usage is told in the language asked for, whichever way it was asked")
    func usage() throws {
        let wrong = [
            ["list", "--foo"], ["list", "--hots"], ["show"], ["show", "1", "2"],
            ["list", "--state"], ["list", "--state", "late"],
            ["list", "--due-before", "31/6/2023"],
            ["completion", "ksh"], ["list", "--json=1"], ["list", "--json", "--csv"],
            ["list", "--lang", "fr"],
        ]
        for (language, name) in [(Language.vi, "usage.txt"), (.en, "usage-en.txt")] {
            var text = ""
            for arguments in wrong {
                let (status, out, remarks) = try run(arguments, language)
                #expect((status, out) == (64, ""))
                text += "$ dondoc " + arguments.joined(separator: " ") + "\n" + remarks
            }
            try expectGolden(text, name)
        }
        let english = try run(["help", "list"], .en).out
        #expect(try run(["--lang", "en", "help", "list"], .vi).out == english)
        #expect(try run(["list", "--help", "--lang=en"], .vi).out == english)
    }

    @Test("Completion scripts describe options in the language asked for")
    func completion() throws {
        let script = try run(["--lang", "en", "completion", "fish"], .vi).out
        #expect(script.contains("List obligations.") && script.contains("Show the version."))
        let vietnamese = try run(["completion", "fish"], .vi).out
        #expect(vietnamese.contains("Các đầu việc.") && vietnamese.contains("In số phiên bản."))
    }

    @Test("JSON and CSV are the same in both languages")
    func machines() throws {
        for arguments in [
            ["explain", "trước ngày 15/6/2023", "--json"], ["explain", "Cả năm 2023", "--json"],
            ["calendar", "2023", "--json", "--config", shippedConfig],
            ["calendar", "2023", "--csv", "--config", shippedConfig],
        ] {
            let (status, out, _) = try run(arguments, .vi)
            #expect(status == 0 && !out.isEmpty)
            #expect(try run(arguments, .en).out == out, "\(arguments)")
        }
    }
}
