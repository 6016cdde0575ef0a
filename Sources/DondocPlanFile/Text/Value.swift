import DondocCore

/// A piece of a file with its place: the shape of YAML that these files use.
struct Value {
    enum Shape {
        case text(String)
        case list([Value])
        case map([Entry])
    }

    struct Entry {
        let key: Scalar
        let value: Value
    }

    let place: Place
    let shape: Shape
    /// In quotes, so that an empty text was meant.
    var isQuoted = false

    /// A key with nothing behind it.
    var isBlank: Bool {
        guard case .text(let text) = shape else { return false }
        return text.isEmpty && !isQuoted
    }

    var scalar: Scalar? {
        guard case .text(let text) = shape else { return nil }
        return Scalar(text: text, place: place)
    }
}

/// A text of the file with its place.
struct Scalar: Hashable {
    let text: String
    let place: Place
}

/// A file as it was read: its tree, and its lines for places inside a text.
struct Document {
    let root: Value
    let lines: [ArraySlice<Unicode.Scalar>]

    /// The place of the word `offset` scalars into a text; the text's start where it was escaped or
    /// runs over lines.
    func place(in scalar: Scalar, offset: Int) -> Place {
        guard lines.indices.contains(scalar.place.line - 1) else { return scalar.place }
        let rest = lines[scalar.place.line - 1].dropFirst(scalar.place.column - 1)
        let quotes = rest.first == "\"" || rest.first == "'" ? 1 : 0
        guard rest.dropFirst(quotes).starts(with: scalar.text.unicodeScalars) else {
            return scalar.place
        }
        return Place(line: scalar.place.line, column: scalar.place.column + quotes + offset)
    }
}
