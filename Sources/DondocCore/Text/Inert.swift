/// Text that neither drives a terminal nor turns a line: each character that could becomes `\u{1b}`.
///
/// Line ends are such characters too: what is shown as one line stays one.
public func inert(_ text: String) -> String {
    guard text.unicodeScalars.contains(where: isDriving) else { return text }
    var safe = String.UnicodeScalarView()
    let scalars = text.unicodeScalars
    for (i, scalar) in zip(scalars.indices, scalars) {
        if isDriving(scalar), !joinsEmoji(scalars, at: i) {
            safe.append(contentsOf: "\\u{\(String(scalar.value, radix: 16))}".unicodeScalars)
        } else {
            safe.append(scalar)
        }
    }
    return String(safe)
}

/// Whether a character obeys nobody's eyes: controls (C0, DEL, C1), separators of lines, the controls
/// of writing direction (UAX #9), characters without width, and tags.
public func isDriving(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0...0x1F, 0x7F...0x9F, 0x061C, 0x180E, 0x200B...0x200F, 0x2028...0x202E, 0x2060...0x206F,
        0xFEFF, 0xFFF9...0xFFFB, 0xE0000...0xE007F:
        true
    default: false
    }
}
