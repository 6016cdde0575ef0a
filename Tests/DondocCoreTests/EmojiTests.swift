import DondocCore
import Testing

@Suite struct EmojiTests {
    @Test(
        "A joiner between two pictographs belongs to them, anywhere else it is invisible",
        arguments: [
            ("👩\u{200D}⚕\u{FE0F}", true), ("❤\u{FE0F}\u{200D}🔥", true), ("👩🏽\u{200D}🚀", true),
            ("a\u{200D}b", false), ("👩\u{200D}", false), ("\u{200D}👩", false),
            ("1\u{200D}👩", false), ("👩\u{200D}a", false), ("👩\u{200D}\u{200D}👩", false),
            ("👩\u{200C}👩", false), ("👩\u{202E}👩", false),
        ])
    func joiner(text: String, isJoined: Bool) throws {
        let scalars = text.unicodeScalars
        let unseen = try #require(scalars.indices.first { isDriving(scalars[$0]) })
        #expect(joinsEmoji(scalars, at: unseen) == isJoined)
        #expect((inert(text) == text) == isJoined)
    }
}
