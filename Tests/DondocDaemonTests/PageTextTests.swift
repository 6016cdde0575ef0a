import DondocAPI
import Foundation
import Testing

@testable import DondocDaemon

@Suite struct PageTextTests {
    private static func view(_ text: String, _ number: Int, _ flag: Bool) -> ObligationView {
        let perhaps = flag ? text : nil
        return ObligationView(
            number: number, key: text, plan: text, task: text, kind: "task", title: text,
            ref: perhaps, period: "2023", agency: text, agencyName: text,
            lead: flag ? [text, "b"] : [], with: flag ? [] : [text], phrase: text, due: perhaps,
            actBy: perhaps, originalDue: perhaps, state: "done", bucket: perhaps, quiet: flag,
            daysLeft: flag ? -number : nil, extended: !flag, returned: 0, remindersSent: number,
            claimedAt: perhaps, doneAt: perhaps, doc: perhaps, change: 7)
    }

    @Test("A page is byte for byte what the encoder makes of its obligations")
    func same() throws {
        let controls = String(String.UnicodeScalarView((0...0x7F).compactMap(Unicode.Scalar.init)))
        let texts = [
            "", "thường", "\"a\\b/c\"", controls, "\u{2028}\u{FEFF}\u{1F4C5}", "e\u{301}", "\r\n",
        ]
        var pages: [[ObligationView]] = [[]]
        for text in texts {
            pages.append([Self.view(text, 12, true)])
            pages.append([Self.view(text, -1, false), Self.view(text, 1_000_000, true)])
        }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        for page in pages {
            let encoded = String(decoding: try encoder.encode(page), as: UTF8.self)
            #expect(String(decoding: PageText(page).bytes, as: UTF8.self) == encoded)
            #expect(try JSON.text(page) == encoded)
        }
    }
}
