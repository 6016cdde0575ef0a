/// The language in which people are answered.
public enum Language: String, Hashable, Sendable, CaseIterable {
    case vi, en

    /// Vietnamese unless whoever asks has said otherwise: `--lang`, `Accept-Language`.
    @TaskLocal public static var current = Language.vi
}

/// A text in the language of whoever is answered; both stand side by side where it is written.
public func vi(
    _ vietnamese: @autoclosure () -> String, en english: @autoclosure () -> String
) -> String {
    switch Language.current {
    case .vi: vietnamese()
    case .en: english()
    }
}
