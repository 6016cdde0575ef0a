/// Text as one clean line: line ends and control characters become spaces, which are squeezed;
/// marks that turn the direction of writing, and invisible tags, go.
func oneLine(_ text: String) -> String {
    if isTidy(text) { return text }
    var clean = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
        switch scalar.properties.generalCategory {
        case .control, .lineSeparator, .paragraphSeparator: clean.append(" ")
        case .format where isTurning(scalar): break
        default: clean.append(scalar)
        }
    }
    return String(clean).split(separator: " ").joined(separator: " ")
}

/// True for a text that `oneLine` leaves as it is, as far as that is seen without looking characters up.
private func isTidy(_ text: String) -> Bool {
    var last: UInt32 = 0x20
    for scalar in text.unicodeScalars {
        switch scalar.value {
        case 0x20: if last == 0x20 { return false }
        case 0x21...0x7E, 0xA0...0x2FF, 0x1E00...0x1EFF, 0x2010...0x2026: break
        default: return false
        }
        last = scalar.value
    }
    return last != 0x20 || text.isEmpty
}

/// Whether a character does something that nobody sees.
func isUnseen(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.generalCategory == .control || isTurning(scalar)
}

private func isTurning(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x202A...0x202E, 0x2060...0x206F, 0x200B, 0x200C, 0x200E...0x200F, 0x061C, 0x180E,
        0xFFF9...0xFFFB, 0xE0000...0xE007F, 0xFEFF:
        true
    default: false
    }
}

/// At most `limit` scalars, with an ellipsis for the rest; letters are never cut through.
func clipped(_ text: String, _ limit: Int) -> String {
    guard text.utf8.count > limit, text.unicodeScalars.count > limit else { return text }
    var (kept, count) = ("", 1)
    for letter in text {
        count += letter.unicodeScalars.count
        if count > limit { break }
        kept.append(letter)
    }
    return kept + "…"
}

/// A number in decimal with a leading zero below ten.
func twoDigits(_ value: Int) -> String { value < 10 ? "0\(value)" : "\(value)" }
