extension LetterWriter {
    /// The subject of a coordinator's list: the day, the plan, and how many rows of each class.
    public static func subject(_ notice: DigestNotice, isTraining: Bool) -> String {
        mark(Words.subject(notice.tidied(80)), isTraining)
    }
}
