import Foundation
import Testing

@testable import DondocDaemon

@Suite struct StrictJSONTests {
    private func mistake(_ text: String) -> JSONMistake? {
        do {
            _ = try StrictJSON(Array(text.utf8))
            return nil
        } catch {
            return error
        }
    }

    @Test(
        "What RFC 8259 allows is taken",
        arguments: [
            "{}", "[]", " \t\r\n{ \"a\" : 1 } ", "\"\"", "0", "-0", "-1.5e-10", "1E+2", "true",
            "null",
            #"{"a":{"b":[1,{"c":"\u00e9\ud83d\ude00\/\b"}]},"b":1}"#, #"[{"a":1},{"a":2}]"#,
        ])
    func taken(text: String) { #expect(mistake(text) == nil) }

    @Test(
        "The first mistake is told with the bytes before it",
        arguments: [
            ("", 0, JSONMistake.What.incomplete), ("{", 1, .incomplete),
            (#"{"a"}"#, 4, .unexpected),
            ("{\"a\":1,}", 7, .unexpected), ("[1,]", 3, .unexpected), ("01", 1, .unexpected),
            ("1.", 2, .incomplete), ("-", 1, .incomplete), (".5", 0, .unexpected),
            ("tru", 0, .unexpected), ("'a'", 0, .unexpected), (#""\x""#, 1, .unexpected),
            (#""\u12"#, 5, .incomplete), (#""\ud800""#, 1, .halfSurrogate),
            (#""\udc00""#, 1, .halfSurrogate), (#""\ud800\ud800""#, 1, .halfSurrogate),
            ("1e309", 0, .number("1e309")), ("\"\u{1F}\"", 1, .control), ("{} x", 3, .unexpected),
            (#"{"a":1,"\u0061":2}"#, 7, .twice("a")), (#"{"é":1,"e\u0301":2}"#, 8, .twice("é")),
            (String(repeating: "[", count: 40), 33, .tooDeep), ("\u{FEFF}{}", 0, .unexpected),
        ])
    func mistakes(text: String, offset: Int, what: JSONMistake.What) {
        #expect(mistake(text) == JSONMistake(offset: offset, what: what))
    }

    @Test("Fields of nested objects stand behind their parent's name")
    func fields() throws {
        let json = try StrictJSON(Array(#"{"files":[{"name":1},{"text":2}],"all":{"x":3}}"#.utf8))
        #expect(json.fields == ["files", "files.name", "files.text", "all", "all.x"])
    }

    @Test("Whatever Foundation refuses is refused before it")
    func cut() {
        let whole = Array(#"{"a":[1,-2.5e3,"x\u00e9\ud83d\ude00",{"b":null}],"d":"ệ"}"#.utf8)
        var dice: UInt64 = 1
        func roll(_ n: Int) -> Int {
            dice = dice &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(dice >> 33) % n
        }
        for _ in 0..<5_000 {
            var bytes = whole
            for _ in 0...roll(3) {
                let i = roll(bytes.count)
                switch roll(3) {
                case 0: bytes[i] = UInt8(roll(256))
                case 1: bytes.remove(at: i)
                default: bytes.insert(Array("{}[],:\"\\eE0.-d".utf8)[roll(14)], at: i)
                }
            }
            guard (try? StrictJSON(bytes)) != nil else { continue }
            let parsed = try? JSONSerialization.jsonObject(
                with: Data(bytes), options: .fragmentsAllowed)
            #expect(parsed != nil, "\(String(decoding: bytes, as: UTF8.self))")
        }
    }
}
