import DondocCore
import DondocPlanFile
import Foundation
import Testing

/// Golden diagnostics: `Broken/NAME.yaml` is refused with the text of `Broken/NAME.txt`, and in English
/// with that of `Broken/NAME.en.txt`.
///
/// Plans stand in `Broken/`, other files in a folder of their kind; where files are wrong together, they
/// are a folder `NAME`. `RECORD_GOLDEN=1 swift test` rewrites the texts and fails on purpose; a human
/// reads the diff.
@Suite struct BrokenFileTests {
    enum Kind: String, CaseIterable { case plans = "", agencies, calendar, settings, policies }

    static let root = Shipped.tests.appending(path: "Broken")

    static let cases: [String] = Kind.allCases.flatMap { kind in
        let folder = root.appending(path: kind.rawValue).path
        let all = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        return all.filter { !$0.hasSuffix(".txt") && Kind(rawValue: $0) == nil }.sorted().map {
            let name = $0.hasSuffix(".yaml") ? String($0.dropLast(5)) : $0
            return kind == .plans ? name : "\(kind.rawValue)/\(name)"
        }
    }

    private static func golden(_ name: String, _ language: Language) -> URL {
        root.appending(path: name + (language == .vi ? ".txt" : ".\(language).txt"))
    }

    @Test(
        "A broken file is refused with every mistake, at its place", arguments: cases,
        Language.allCases)
    func golden(name: String, language: Language) throws {
        let told = try Language.$current.withValue(language) { try diagnostics(of: name) + "\n" }
        let golden = Self.golden(name, language)
        if ProcessInfo.processInfo.environment["RECORD_GOLDEN"] == "1" {
            try Data(told.utf8).write(to: golden)
            Issue.record("recorded \(golden.lastPathComponent)")
        }
        #expect(try told == String(contentsOf: golden, encoding: .utf8))
        #expect(!told.unicodeScalars.contains { $0 != "\n" && isControl($0) })
    }

    @Test(
        "There is a broken file for each kind of mistake, and each is told differently",
        arguments: Language.allCases)
    func enough(language: Language) throws {
        #expect(Self.cases.count >= 80)
        let texts = try Self.cases.map {
            try String(contentsOf: Self.golden($0, language), encoding: .utf8)
        }
        #expect(Set(texts).count == texts.count)
        for text in texts {
            let lines = text.split(separator: "\n")
            let errors = lines.filter { $0.contains(": error: ") }
            let fixes = lines.filter { $0.hasPrefix("  fix: ") }
            #expect(!errors.isEmpty && errors.count == fixes.count, "\(text)")
        }
    }

    @Test("In both languages the same mistakes stand at the same places", arguments: cases)
    func places(name: String) throws {
        func heads(_ language: Language) throws -> [Substring] {
            try String(contentsOf: Self.golden(name, language), encoding: .utf8)
                .split(separator: "\n").compactMap { line in
                    line.firstMatch(of: #/^.+?:[0-9]+:[0-9]+: error: /#)?.output
                }
        }
        #expect(try heads(.vi) == heads(.en))
        #expect(try !heads(.vi).isEmpty)
    }

    private func isControl(_ c: Unicode.Scalar) -> Bool {
        switch c.value {
        case 0...0x1F, 0x7F...0x9F, 0x200B...0x200F, 0x2028...0x202E, 0x2060...0x206F, 0xFEFF,
            0xE0000...0xE007F:
            true
        default: false
        }
    }

    private func diagnostics(of name: String) throws -> String {
        let parts = name.split(separator: "/").map(String.init)
        let kind = parts.count == 2 ? Kind(rawValue: parts[0]) : .plans
        do {
            let files = try files(of: name)
            let first = try #require(files.first)
            switch kind {
            case .agencies: _ = try PlanFile.directory(files)
            case .calendar: _ = try PlanFile.calendar(files)
            case .settings: _ = try PlanFile.settings(first)
            case .policies: _ = try PlanFile.policies(first, hooks: ["chat"])
            case .plans, nil:
                _ = try PlanFile.plan(first, Shipped.directory(), Shipped.calendar())
            }
            return "nothing wrong"
        } catch let error as Diagnostics {
            return error.description
        }
    }

    /// The file, or all of a folder, named from the folder of its kind.
    private func files(of name: String) throws -> [SourceText] {
        let path = Self.root.appending(path: name).path
        let inside =
            FileManager.default.fileExists(atPath: path)
            ? FileManager.default.enumerator(atPath: path)?.compactMap { $0 as? String } : nil
        let names = inside?.filter { $0.hasSuffix(".yaml") }.sorted().map { "\(name)/\($0)" }
        return try (names ?? ["\(name).yaml"]).map { file in
            let data = try Data(contentsOf: Self.root.appending(path: file))
            return try PlanFile.bytes(Array(data), name: file)
        }
    }
}
