/// Whether a place in a text holds the joiner (U+200D) of an emoji sequence: a pictograph stands before it,
/// with or without its variation selector, and another behind it.
///
/// Source: Unicode Technical Standard #51, section 1.4.9 (emoji zwj sequence).
public func joinsEmoji<Text: BidirectionalCollection<Unicode.Scalar>>(
    _ text: Text, at place: Text.Index
) -> Bool {
    guard text[place] == "\u{200D}" else { return false }
    let next = text.index(after: place)
    guard next < text.endIndex, isPictograph(text[next]) else { return false }
    var before = place
    while before > text.startIndex {
        before = text.index(before: before)
        if text[before] != "\u{FE0F}" { return isPictograph(text[before]) }
    }
    return false
}

/// Digits and letters that may be shown as emoji are none.
private func isPictograph(_ scalar: Unicode.Scalar) -> Bool {
    scalar.value >= 0x2190 && scalar.properties.isEmoji
}
