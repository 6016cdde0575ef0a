import DondocCore

/// Reads one template and holds it against the names that it may use.
///
/// Of Mustache it takes values, sections, inverted sections, comments and partials. The rest (values
/// that are not escaped, other delimiters, inheritance, functions) is refused: no letter needs it.
struct TemplateReader {
    struct Place: Hashable {
        var line = 1
        var column = 1
    }

    private struct Open {
        var name: String
        var place: Place
        /// Whether its names are in `scopes`.
        var isList: Bool
    }

    let file: String
    /// Names of partials, each with the lists in which it may stand.
    let partials: [String: [String]]
    private let letters: [Character]
    private var scopes: [Scope]
    private var open: [Open] = []
    private var lists: [String] = []
    private var at = 0
    private var place = Place()
    private var isCrossed = false

    private(set) var faults: [TemplateFault] = []
    /// The template as Mustache gets it: with values that are not escaped again.
    private(set) var source = ""

    /// Characters of a file, sections in each other.
    static let (longest, deepest) = (65_536, 10)

    init(_ text: String, file: String, scopes: [Scope], partials: [String: [String]]) {
        self.file = file
        self.scopes = scopes
        self.partials = partials
        letters = Array(text)
        if letters.count > Self.longest {
            fault(Words.tooLong(Self.longest), Place())
        } else {
            read()
        }
    }

    private mutating func read() {
        while at < letters.count {
            if sees("{{") {
                tag()
            } else {
                let start = place
                let letter = advance()
                if letter != "\n", letter != "\t", letter.unicodeScalars.contains(where: isUnseen) {
                    fault(Words.unseenLetter, start)
                }
                source.append(letter)
            }
        }
        // Once sections cross, what stays open says nothing.
        if !isCrossed { open.forEach { fault(Words.notClosed($0.name), $0.place) } }
    }

    private func sees(_ text: String) -> Bool { letters[at...].starts(with: text) }

    @discardableResult private mutating func advance() -> Character {
        let letter = letters[at]
        at += 1
        if letter.isNewline {
            place = Place(line: place.line + 1, column: 1)
        } else {
            place.column += 1
        }
        return letter
    }

    private mutating func fault(_ advice: Words.Advice, _ place: Place) {
        // After many the rest is likely to follow from them.
        if faults.count < 20 { faults.append(TemplateFault(file: file, at: place, advice)) }
    }

    private mutating func tag() {
        let start = place
        var inside = ""
        advance()
        advance()
        while at < letters.count, !sees("}}") { inside.append(advance()) }
        guard at < letters.count else { return fault(Words.tagNotEnded, start) }
        advance()
        advance()
        if inside.first == "!" {
            // Its lines stay, so that Mustache drops what stands alone.
            source += "{{!}}"
            return
        }
        let sigil = inside.first.flatMap { "#^/>".contains($0) ? $0 : nil }
        let name = inside.dropFirst(sigil == nil ? 0 : 1).split(whereSeparator: \.isWhitespace)
            .joined(separator: " ")
        guard let first = name.unicodeScalars.first, ("a"..."z").contains(first),
            name.unicodeScalars.allSatisfy({
                ("a"..."z").contains($0) || ("0"..."9").contains($0) || $0 == "-"
            })
        else { return fault(Words.badTag("{{\(inside)}}"), start) }
        switch sigil {
        case "#", "^": begin(name, isInverted: sigil == "^", start)
        case "/": end(name, start)
        case ">": include(name, start)
        default: value(name, start)
        }
    }

    private func find(_ name: String) -> Scope.Tag? {
        scopes.lazy.reversed().compactMap { $0.tags[name] }.first
    }

    private mutating func unknown(_ name: String, _ place: Place) {
        let names = scopes.last.map { $0.tags.keys.sorted() } ?? []
        fault(Words.unknownTag(name, names), place)
    }

    private mutating func value(_ name: String, _ start: Place) {
        switch find(name) {
        case .text: source += "{{&\(name)}}"
        case .flag: fault(Words.flagAsValue(name), start)
        case .list: fault(Words.listAsValue(name), start)
        case nil: unknown(name, start)
        }
    }

    private mutating func begin(_ name: String, isInverted: Bool, _ start: Place) {
        guard open.count < Self.deepest else {
            isCrossed = true
            return fault(Words.tooDeep(Self.deepest), start)
        }
        var isList = false
        let tag = find(name)
        if tag == nil { unknown(name, start) }
        if case .list(let scope) = tag, !isInverted {
            isList = true
            scopes.append(scope)
            lists.append(name)
        }
        open.append(Open(name: name, place: start, isList: isList))
        source += isInverted ? "{{^\(name)}}" : "{{#\(name)}}"
    }

    private mutating func end(_ name: String, _ start: Place) {
        guard let section = open.last else { return fault(Words.notOpen(name), start) }
        if section.name != name {
            isCrossed = true
            fault(Words.otherOpen(name, section.name, section.place.line), start)
            guard open.contains(where: { $0.name == name }) else { return }
        }
        while let section = open.popLast() {
            if section.isList {
                scopes.removeLast()
                lists.removeLast()
            }
            if section.name == name { break }
        }
        source += "{{/\(name)}}"
    }

    private mutating func include(_ name: String, _ start: Place) {
        guard let places = partials[name] else {
            return fault(Words.unknownPartial(name, partials.keys.sorted()), start)
        }
        guard let list = lists.last, places.contains(list) else {
            return fault(Words.partialElsewhere(name, places), start)
        }
        source += "{{>\(name)}}"
    }
}
