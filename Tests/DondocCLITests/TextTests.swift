import DondocAPI
import Testing

@testable import DondocCLI

@Suite struct TextTests {
    @Test(
        "Controls of a terminal are shown and do nothing",
        arguments: [
            ("\u{1B}[31m", "\\u{1b}[31m"), ("a\u{9B}b", "a\\u{9b}b"), ("\u{7F}", "\\u{7f}"),
            ("a\r\nb\t", "a\\u{d}\\u{a}b\\u{9}"), ("\u{202E}x\u{2069}", "\\u{202e}x\\u{2069}"),
            ("a\u{200B}\u{FEFF}b", "a\\u{200b}\\u{feff}b"), ("\u{E0041}", "\\u{e0041}"),
            ("Nông Cống", "Nông Cống"), ("", ""),
        ])
    func inert(text: String, expected: String) { #expect(shown(text) == expected) }

    @Test("JSON writes a control as an escape, beyond U+FFFF as a pair")
    func pairs() {
        #expect(jsonEscape("\u{1B}") == #"\u001b"# && jsonEscape("\u{202E}") == #"\u202e"#)
        #expect(jsonEscape("\u{E0041}") == #"\udb40\udc41"#)
    }

    @Test("No byte of the daemon drives the terminal, whatever the page") func pages() {
        let evil = "\u{1B}]52;c;x\u{07}\u{9B}2J\u{202E}\u{200B}"
        let row = Canned.obligation(1, title: evil, agency: evil, state: evil, bucket: evil)
        let pages = [
            ListPage.table([row]).text(width: 200, colour: false), DetailPage.text(DetailView(row)),
            ObligationPage.line(row), ListPage.csv([row]),
        ]
        for page in pages {
            #expect(!page.unicodeScalars.contains { $0 == "\u{1B}" || $0.value == 0x9B })
            #expect(!page.unicodeScalars.contains { $0 == "\u{7}" || $0 == "\u{202E}" })
        }
    }

    @Test(
        "A Vietnamese letter takes one column, a wide one two",
        arguments: [
            ("Nông Cống", 9), ("Ngh\u{1EC7} \u{111}", 6), ("会议", 4), ("🎉", 2), ("…", 1),
            ("e\u{302}\u{301}", 1),
        ])
    func width(text: String, expected: Int) { #expect(columns(text) == expected) }

    @Test(
        "A cut text ends with an ellipsis within its width",
        arguments: [
            ("Nông Cống", 9, "Nông Cống"), ("Nông Cống", 8, "Nông Cố…"), ("会议会", 4, "会…"),
            ("ab", 1, "…"),
        ])
    func cuts(text: String, width: Int, expected: String) {
        #expect(cut(text, to: width) == expected)
        #expect(columns(cut(text, to: width)) <= width)
    }

    @Test("Letters written with separate marks become single ones") func composes() {
        let decomposed = "trươ\u{301}c nga\u{300}y, ca\u{309} na\u{306}m"
        #expect(
            Array(composed(decomposed).unicodeScalars) == Array("trước ngày, cả năm".unicodeScalars)
        )
    }

    @Test(
        "SHA-256 gives the digests of FIPS 180 and RFC 6234",
        arguments: [
            ("", 1, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
            ("abc", 1, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
            (
                "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq", 1,
                "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
            ),
            ("a", 1_000_000, "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"),
            (
                "0123456701234567012345670123456701234567012345670123456701234567", 10,
                "594847328451bdfa85056225462cc1d867d877fb388df0ce35f25ab5562bfbb5"
            ),
        ])
    func sha256(text: String, times: Int, digest: String) {
        var hash = SHA256()
        for _ in 0..<times { hash.update(text.utf8) }
        #expect(hash.finish() == digest)
    }

    @Test("JSON text escapes quotes, backslashes and controls") func json() {
        let value = JSONText.object([
            ("a", .string("\"\\\u{1B}đ")), ("b", .null), ("c", .array([.number(-1), .bool(true)])),
        ])
        #expect(value.text == #"{"a":"\"\\\u001bđ","b":null,"c":[-1,true]}"#)
    }
}
