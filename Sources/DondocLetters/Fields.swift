import Mustache

/// What a template can name, with its values; a kind's names are always all there, empty or not, so
/// that no name is ever looked for further out.
struct Fields: ExpressibleByDictionaryLiteral {
    enum Value {
        /// nil where there is nothing to say.
        case text(String?)
        case flag(Bool)
        case list([Fields])
    }

    private(set) var values: [String: Value]

    init(dictionaryLiteral elements: (String, Value)...) {
        values = Dictionary(uniqueKeysWithValues: elements)
    }

    static func + (a: Fields, b: Fields) -> Fields {
        var sum = a
        sum.values.merge(b.values) { $1 }
        return sum
    }

    /// The names without the values.
    var scope: Scope {
        Scope(
            tags: values.mapValues { value in
                switch value {
                case .text: .text
                case .flag: .flag
                case .list(let list): .list(list.first?.scope ?? Scope())
                }
            })
    }
}

extension Fields.Value: ExpressibleByStringLiteral {
    init(stringLiteral value: String) { self = .text(value) }

    static func number(_ number: Int?) -> Self { .text(number.map(String.init)) }
}

/// The names that a place in a template may use.
struct Scope: Hashable, Sendable {
    indirect enum Tag: Hashable, Sendable {
        case text, flag
        case list(Scope)
    }

    var tags: [String: Tag] = [:]
}

/// The fields in Mustache's hands; what is named is made fit for the part that it goes into.
struct Filling: MustacheParent {
    let fields: Fields
    let flavour: Flavour

    func child(named name: String) -> Any? {
        switch fields.values[name] {
        case .text(let text): Slot(text: text.map(flavour.fit))
        case .flag(let flag): flag
        case .list(let list): list.map { Filling(fields: $0, flavour: flavour) }
        case nil: nil
        }
    }
}

/// A text in Mustache's hands: empty ones hide their sections; nothing is inside.
private struct Slot: MustacheCustomRenderable, MustacheParent {
    var text: String?
    var renderText: String { text ?? "" }
    var isNull: Bool { text == nil }

    func child(named: String) -> Any? { nil }
}

/// Of a file of templates: words on one line or several, or a page of a letter.
enum Flavour: String, CaseIterable, Hashable, Sendable {
    case words = ""
    case text = ".txt"
    case html = ".html"

    /// Mustache's own escaping goes by letters, and a "<" with an accent would pass it.
    func fit(_ text: String) -> String { self == .html ? escaped(text) : text }
}
