import DondocLetters
import Foundation
import Testing

@Suite struct PlainTextTests {
    @Test("What a letter says to readers without HTML is read back as an independent reader has it")
    func plain() throws {
        let letter = try Samples.letter(Samples.mixed())
        let mail = try Mail(letter.message)
        let text = LetterWriter.plain(letter.message)
        #expect(
            text.trimmingCharacters(in: .newlines)
                == mail.text.replacing("\r\n", with: "\n").trimmingCharacters(in: .newlines))
        #expect(text.contains("Nông Cống") && !text.contains("=C3"))
    }

    @Test("A message that is none of ours is shown as it is")
    func foreign() {
        #expect(LetterWriter.plain(Array(#"{"kind": "overdue"}"#.utf8)) == #"{"kind": "overdue"}"#)
    }
}
