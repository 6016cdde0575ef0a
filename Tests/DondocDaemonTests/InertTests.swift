import DondocAPI
import DondocCore
import DondocPlanFile
import DondocStore
import Foundation
import Testing

@testable import DondocDaemon

/// What drives a terminal or turns a line goes through no channel of the daemon as it is.
@Suite struct InertTests {
    /// ESC, CSI, OSC 52, C1, bidi, zero width, a tag, a line end.
    static let evil = "a\u{1B}]52;c;x\u{07}\u{9B}2J\u{202E}\u{2066}\u{200B}\u{E0041}\r\nb"
    static let shown =
        #"a\u{1b}]52;c;x\u{7}\u{9b}2J\u{202e}\u{2066}\u{200b}\u{e0041}\u{d}\u{a}b"#

    @Test("Each such character is written out, and nothing else is touched")
    func each() {
        #expect(inert(Self.evil) == Self.shown)
        for text in ["Tổng hợp – “Ố Ử ữ ặ” 🇻🇳", "e\u{301}", "", #"\u{1b}"#] {
            #expect(inert(text).unicodeScalars.elementsEqual(text.unicodeScalars))
        }
    }

    @Test("The journal: every field of an entry, and its line on stderr")
    func journal() {
        let entry = JournalEntry([("MESSAGE", Self.evil), ("DONDOC_REASON", "\u{1B}[2J")])
        #expect(entry.inertFields.map(\.value) == [Self.shown, #"\u{1b}[2J"#])
        #expect(inert(entry.line) == Self.shown)
    }

    @Test("Diagnostics: the file's name, what is wrong, and the way out")
    func diagnostics() {
        let one = Diagnostic(
            file: Self.evil, line: 1, column: 2, severity: .error, what: Self.evil, fix: Self.evil)
        let s = Self.shown
        #expect(one.description == "\(s):1:2: error: \(s)\n  fix: \(s)")
    }

    @Test("Problem objects: detail and items, whose own line ends stay")
    func problems() {
        let problem = Problem(
            title: "t", status: 400, detail: Self.evil, exit: 64, items: ["x\n  fix: \u{1B}"])
        #expect(problem.inert.detail == Self.shown)
        #expect(problem.inert.items == ["x\n  fix: \\u{1b}"])
    }

    @Test(
        "What people send is refused before it is stored",
        arguments: ["note", "doc", "for", "file"])
    func requests(field: String) {
        var request = ActRequest()
        switch field {
        case "note": request.note = Self.evil
        case "doc": request.doc = Self.evil
        case "for": request.onBehalf = Self.evil
        default: request.file = Self.evil
        }
        #expect(throws: Problem.self) { try Clean.check(request) }
        for scalar in Self.evil.unicodeScalars where isDriving(scalar) {
            #expect(throws: Problem.self) { try Clean.check(ActRequest(note: "a\(scalar)b")) }
        }
        #expect(throws: Never.self) {
            try Clean.check(ActRequest(note: "nhà \u{1F468}\u{200D}\u{1F469}"))
        }
    }
}
