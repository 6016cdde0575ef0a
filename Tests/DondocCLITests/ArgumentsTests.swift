import ArgumentParser
import DondocCore
import Testing

@testable import DondocCLI

@Suite struct ArgumentsTests {
    @Test(
        "Global options stand before or after the verb",
        arguments: [
            (["--json", "list", "--plan", "p"], ["list", "--json", "--plan", "p"]),
            (["--socket", "/s", "plan", "list"], ["plan", "list", "--socket", "/s"]),
            (["plan", "--json", "list"], ["plan", "list", "--json"]),
            (["--socket=/s", "--csv", "log", "7"], ["log", "--socket=/s", "--csv", "7"]),
            (["--json", "note", "7", "--", "--json"], ["note", "--json", "7", "--", "--json"]),
            (["list", "--json"], ["list", "--json"]), (["--version"], ["--version"]), ([], []),
            (["--help"], ["--help"]), (["--socket"], ["--socket"]),
            (["-H", "so", "plan", "list"], ["plan", "list", "-H", "so"]),
            (["-Hso", "--json", "list"], ["list", "-Hso", "--json"]),
            (["--host", "so", "list"], ["list", "--host", "so"]),
            (["--host=so", "list"], ["list", "--host=so"]), (["-H"], ["-H"]),
            (["--at", "1/6/2023", "list"], ["list", "--at", "1/6/2023"]),
            (["--at=1/6/2023", "show", "7"], ["show", "--at=1/6/2023", "7"]),
            (["--json", "audit", "verify"], ["audit", "verify", "--json"]),
            (["--json", "mail", "test", "a@b"], ["mail", "test", "--json", "a@b"]),
        ])
    func moves(given: [String], expected: [String]) { #expect(rearranged(given) == expected) }

    @Test(
        "The language is known before anything is parsed; it stands anywhere before a bare --",
        arguments: [
            (["list"], nil, Language.vi), (["list"], "en", .en),
            (["--lang", "en", "list"], nil, .en),
            (["list", "--lang=en"], nil, .en), (["list", "--lang", "vi"], "en", .vi),
            (["note", "7", "--", "--lang", "en"], nil, .vi), (["list", "--lang"], nil, .vi),
            (["list", "--lang", "fr"], nil, .vi), (["list", "--lang", "fr"], "en", .en),
            (["list", "--lang=en", "--lang=vi"], nil, .vi),
        ] as [([String], String?, Language)])
    func languages(given: [String], environment: String?, expected: Language) {
        #expect(language(of: given, environment) == expected)
    }

    @Test(
        "A language that has been read is gone, whatever the verb; a wrong one is left to be refused",
        arguments: [
            (["--lang", "en", "help", "list"], ["help", "list"]),
            (["completion", "zsh", "--lang=vi"], ["completion", "zsh"]),
            (["list", "--lang", "fr"], ["list", "--lang", "fr"]), (["--lang"], ["--lang"]),
            (["--lang=fr", "list"], ["--lang=fr", "list"]),
            (["note", "7", "--", "--lang", "en"], ["note", "7", "--", "--lang", "en"]),
        ])
    func languageRead(given: [String], expected: [String]) {
        #expect(withoutLanguage(given) == expected)
    }

    @Test(
        "Wrong usage ends with 64",
        arguments: [
            ["foo"], ["list", "--state", "late"], ["list", "--lang", "fr"],
            ["list", "--due-before", "31/6/2023"], ["show"],
            ["note", "7"], ["note", "7", "a", "--note", "b"], ["plan", "load"],
            ["show", "7", "--csv"],
            ["plan", "load", "--all", "a.yaml"], ["list", "-n", "0"], ["list", "--json", "--csv"],
            ["explain", "Cả năm", "--period", "23"], ["completion"], ["completion", "ksh"],
        ])
    func usage(arguments: [String]) {
        let error = #expect(throws: (any Error).self) { try Root.parseAsRoot(arguments) }
        #expect(error.map { Root.exitCode(for: $0).rawValue } == 64)
    }

    @Test(
        "Days are taken as offices write them and as ISO",
        arguments: [
            ("15/06/2023", "2023-06-15"), ("15/6/2023", "2023-06-15"), ("2023-06-15", "2023-06-15"),
        ])
    func days(text: String, iso: String) {
        #expect(DayArgument(argument: text)?.day.description == iso)
    }

    @Test(
        "What is no day is refused",
        arguments: ["31/6/2023", "15/6", "15-06-2023", "+1/6/2023", ""])
    func noDay(text: String) { #expect(DayArgument(argument: text) == nil) }

    @Test("Filters go into the query under the names of the API") func filters() throws {
        let list = try #require(
            try Root.parseAsRoot([
                "list", "--plan", "p", "--due-before", "1/7/2023", "--mine", "--missing", "7",
            ]) as? ListCommand)
        #expect(
            list.filters.query.map { "\($0.0)=\($0.1)" } == [
                "plan=p", "due-before=2023-07-01", "mine=1", "missing=7",
            ])
    }
}
