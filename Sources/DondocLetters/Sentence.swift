import DondocCore

extension LetterWriter {
    /// What a letter about one thing begins with, then the work and its time limit in the document's
    /// words: two lines, for a reader who is nobody in particular.
    public static func told(_ notice: ReminderNotice, head: Letterhead) -> String {
        Language.$current.withValue(head.language) {
            var plain = notice.tidied(500)
            // Who watches is asked for nothing.
            plain.role = .coordinator
            let voice = Voice(templates: head.templates, language: head.language)
            return voice.opening(plain, Fields(plain: plain)) + "\n"
                + "\(plain.title): \(plain.phrase)"
        }
    }
}
