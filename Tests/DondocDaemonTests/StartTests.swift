import ArgumentParser
import DondocCore
import Testing

@testable import DondocDaemon

/// What dondocd says of arguments that it does not take.
@Suite struct StartTests {
    private func told(_ arguments: [String], _ language: Language = .vi) throws
        -> (text: String, status: Int32)
    {
        try Language.$current.withValue(language) {
            do {
                // Help is a command of the parser's own.
                var command = try Dondocd.parseAsRoot(arguments)
                if !(command is Dondocd) { try command.run() }
            } catch {
                return Dondocd.told(error)
            }
            throw Taken()
        }
    }

    private struct Taken: Error {}

    @Test(
        "What was typed drives no terminal",
        arguments: [
            ["\u{1b}]52;c;eA==\u{7}"], ["--clock", "\u{1b}[31m"], ["--log", "\u{9b}2J"],
            ["--\u{1b}c"],
        ])
    func controls(arguments: [String]) throws {
        for language in [Language.vi, .en] {
            let (text, status) = try told(arguments, language)
            #expect(status == 64)
            let safe = Output.safe(text)
            #expect(safe.contains("\\u{"), "\(safe)")
            #expect(!safe.unicodeScalars.contains { isDriving($0) && $0 != "\n" })
        }
    }

    @Test("It is told in the language of whoever starts it")
    func language() throws {
        #expect(try told(["--nope"]).text.hasPrefix("lỗi: không có tùy chọn '--nope'"))
        #expect(try told(["--nope"], .en).text.hasPrefix("Error: Unknown option '--nope'"))
        #expect(try told(["--log", "x"]).text.contains("--log 'x': viết journal hoặc stderr"))
    }

    @Test("Help and version are answers")
    func help() throws {
        let help = try told(["--help"])
        #expect(help.status == 0 && help.text.contains("CÁCH DÙNG: dondocd"))
        #expect(try told(["--version"]).text == Version.text)
    }
}
