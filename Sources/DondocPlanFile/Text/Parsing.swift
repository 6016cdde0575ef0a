import Foundation
import Yams

extension Document {
    /// Reads the one YAML document of a file into a tree without aliases, tags or double keys.
    ///
    /// - Returns: nil when the text cannot be read to its end; the findings say why.
    init?(_ source: SourceText, _ findings: Findings) {
        guard let text = source.clean(findings) else { return nil }
        var refusals = Refusals(text, findings)
        refusals.scan()
        guard !refusals.isFatal else { return nil }
        lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        var masks = Masks(text: text, lineStarts: lines.map(\.startIndex))
        guard let root = masks.parse(findings) else { return nil }
        self.root = root
    }
}

/// Parses a text whose mappings may hold a key twice.
///
/// Yams refuses such a text as a whole and names only the first of the two keys. So that first key
/// is overwritten with private-use characters, which no file may hold, and the text parsed again:
/// the tree then shows both keys, each with its place.
struct Masks {
    var text: [Unicode.Scalar]
    let lineStarts: [Int]
    /// Keys that were overwritten; the `n`-th one reads as a run of U+E000 + n.
    var keys: [String] = []

    mutating func parse(_ findings: Findings) -> Value? {
        while true {
            do {
                var view = String.UnicodeScalarView()
                view.append(contentsOf: text)
                let parser = try Parser(yaml: String(view), resolver: .basic, encoding: .utf8)
                let root = try parser.singleRoot()
                // An anchor lives only as long as its parser.
                return withExtendedLifetime(parser) {
                    guard let root else { return empty(findings) }
                    return value(root, depth: 1, findings)
                }
            } catch YamlError.duplicatedKeysInMapping(let duplicates, let context) {
                let key = duplicates.first ?? ""
                if keys.count < Limit.mistakes, mask(key, context.mark) { continue }
                findings.error(
                    Words.duplicateKey(key, firstLine: nil), at: place(context.mark))
                return nil
            } catch {
                let (advice, mark) = Words.syntax(error)
                if let glued = glued(before: mark, advice) {
                    findings.error(Words.gluedKey(glued.key), at: glued.place)
                    return nil
                }
                findings.error(advice, at: mark.map(place) ?? .start)
                return nil
            }
        }
    }

    private func empty(_ findings: Findings) -> Value? {
        findings.error(Words.emptyFile, at: .start)
        return nil
    }

    private mutating func mask(_ key: String, _ mark: Mark) -> Bool {
        guard lineStarts.indices.contains(mark.line - 1), !key.isEmpty else { return false }
        var start = lineStarts[mark.line - 1] + mark.column - 1
        if start < text.count, text[start] == "\"" || text[start] == "'" { start += 1 }
        let scalars = Array(key.unicodeScalars)
        guard start + scalars.count <= text.count,
            text[start..<(start + scalars.count)].elementsEqual(scalars),
            let filler = Unicode.Scalar(0xE000 + UInt32(keys.count))
        else { return false }
        for i in start..<(start + scalars.count) { text[i] = filler }
        keys.append(key)
        return true
    }

    private func unmasked(_ key: String) -> String {
        guard let first = key.unicodeScalars.first, first.value >= 0xE000,
            keys.indices.contains(Int(first.value) - 0xE000)
        else { return key }
        return keys[Int(first.value) - 0xE000]
    }

    private func value(_ node: Node, depth: Int, _ findings: Findings) -> Value? {
        let here = place(node.mark)
        guard depth <= Limit.depth else {
            findings.error(Words.tooDeep, at: here)
            return nil
        }
        if node.anchor != nil { findings.error(Words.anchor, at: here) }
        switch node {
        case .scalar(let scalar):
            let text = scalar.string.precomposedStringWithCanonicalMapping
            if Blank.isBlank(text) {
                findings.unfilled(text, at: here)
            } else if let advice = Words.refusal(ofText: text) {
                findings.error(advice, at: here)
            }
            if let (word, letter) = Lookalike.word(in: text) {
                findings.warning(Words.lookalike(word, letter), at: here)
            }
            let isPlain = scalar.style == .plain || scalar.style == .any
            if isPlain, let glued = glued(into: text, from: here.line) {
                findings.error(Words.gluedKey(glued.key), at: glued.place)
            }
            return Value(place: here, shape: .text(text), isQuoted: !isPlain)
        case .sequence(let items):
            let values = items.compactMap { value($0, depth: depth + 1, findings) }
            return Value(place: here, shape: .list(values))
        case .mapping(let pairs):
            return Value(place: here, shape: .map(entries(pairs, depth: depth, findings)))
        case .alias:
            findings.error(Words.alias, at: here)
            return nil
        }
    }

    private func entries(_ pairs: Node.Mapping, depth: Int, _ findings: Findings) -> [Value.Entry] {
        var first: [String: Place] = [:]
        var result: [Value.Entry] = []
        for (key, node) in pairs {
            let value = value(node, depth: depth + 1, findings)
            guard case .scalar(let scalar) = key else {
                findings.error(Words.keyIsNoText, at: place(key.mark))
                continue
            }
            let name = unmasked(scalar.string.precomposedStringWithCanonicalMapping)
            let here = place(key.mark)
            if Blank.isBlank(name) { findings.unfilled(name, at: here) }
            if name == "<<" {
                findings.error(Words.mergeKey, at: here)
            } else if let earlier = first.updateValue(here, forKey: name) {
                first[name] = earlier
                findings.error(Words.duplicateKey(name, firstLine: earlier.line), at: here)
            } else if let value {
                result.append(Value.Entry(key: Scalar(text: name, place: here), value: value))
            }
        }
        return result
    }

    /// libyaml counts a line more at the end of a text without a last newline.
    private func place(_ mark: Mark?) -> Place {
        guard let mark else { return .start }
        guard mark.line > lineStarts.count, let last = lineStarts.last else {
            return Place(line: mark.line, column: mark.column)
        }
        return Place(line: lineStarts.count, column: text.count - last + 1)
    }
}

extension Words {
    /// A mistake of syntax, and the mark that libyaml gives it.
    static func syntax(_ error: any Error) -> (Advice, Mark?) {
        switch error as? YamlError {
        case .scanner(let context, let problem, let mark, _),
            .parser(let context, let problem, let mark, _),
            .composer(let context, let problem, let mark, _):
            (syntax(problem, while: context?.text, since: context?.mark.line), mark)
        case .reader(let problem, _, _, _): (syntax(problem, while: nil, since: nil), nil)
        default: (syntax("\(error)", while: nil, since: nil), nil)
        }
    }
}
