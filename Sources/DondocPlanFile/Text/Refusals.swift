/// Finds what these files never use of YAML, before libyaml sees the text: anchors, aliases, tags,
/// directives, a second document, nesting and sizes beyond the caps.
///
/// Yams keeps no place of an alias or a tag, and libyaml is quadratic in open brackets; so this walk
/// over the tokens knows quotes, comments and scalars, and nothing of their meaning.
struct Refusals {
    private let text: [Unicode.Scalar]
    private let findings: Findings
    private var at = 0
    private var line = 1
    private var column = 1
    private var depth = 0
    private var tokens = 0
    /// Column of the block collection to which the next value belongs: text deeper than it goes on.
    private var parent = 0
    private var scalarColumn = 1
    private var hasMarker = false
    private var hasContent = false
    private var hasEnded = false
    /// True when the text must not be parsed at all.
    private(set) var isFatal = false
    private var hasAlias = false

    init(_ text: [Unicode.Scalar], _ findings: Findings) {
        self.text = text
        self.findings = findings
    }

    mutating func scan() {
        while at < text.count, !isFatal {
            let c = text[at]
            if c == "\n" || c == " " {
                advance()
            } else if c == "#" {
                skipLine()
            } else if column == 1, marker() {
                continue
            } else {
                token(c)
            }
        }
        // An alias repeats a subtree: what follows from it would be told at the wrong place.
        if hasAlias { isFatal = true }
    }

    private mutating func token(_ c: Unicode.Scalar) {
        tokens += 1
        if tokens > Limit.events { return stop(Words.tooManyEvents) }
        if hasEnded { return stop(Words.secondDocument) }
        hasContent = true
        switch c {
        case "&": refuse(Words.anchor)
        case "*":
            hasAlias = true
            refuse(Words.alias)
        case "!": refuse(Words.tag)
        case "\"", "'": quoted(c)
        case "[", "{":
            depth += 1
            if depth > Limit.depth { return stop(Words.tooDeep) }
            advance()
        case "]", "}":
            depth = max(0, depth - 1)
            advance()
        case "," where depth > 0: advance()
        case "-" where depth == 0 && isBlank(at + 1), "?" where isBlank(at + 1):
            if depth == 0 { parent = column }
            advance()
        case ":" where depth > 0 || isBlank(at + 1):
            if depth == 0 { parent = scalarColumn }
            advance()
        case "|" where depth == 0, ">" where depth == 0: block()
        default: plain()
        }
    }

    /// `---`, `...` and `%` at the start of a line.
    private mutating func marker() -> Bool {
        if text[at] == "%", !hasContent {
            stop(Words.directive)
            return true
        }
        guard isMarker(at) else { return false }
        if text[at] == "-" {
            if hasMarker || hasContent { stop(Words.secondDocument) }
            hasMarker = true
        } else {
            hasEnded = true
        }
        for _ in 0..<3 { advance() }
        return true
    }

    private func isMarker(_ i: Int) -> Bool {
        guard i + 2 < text.count, text[i] == "-" || text[i] == "." else { return false }
        return text[i + 1] == text[i] && text[i + 2] == text[i] && isBlank(i + 3)
    }

    private mutating func quoted(_ quote: Unicode.Scalar) {
        scalarColumn = column
        advance()
        while at < text.count, text[at] != quote {
            if quote == "\"", text[at] == "\\" { advance() }
            if at < text.count { advance() }
        }
        if at < text.count { advance() }
    }

    /// A text without quotes, up to what ends it; it may go on over lines that stand deeper.
    private mutating func plain() {
        scalarColumn = column
        while at < text.count {
            let c = text[at]
            if c == "\n" {
                guard goesOn() else { return }
                continue
            }
            if c == "#", at > 0, text[at - 1] == " " { return }
            if c == ":", isBlank(at + 1) || (depth > 0 && isFlowMark(at + 1)) { return }
            if depth > 0, isFlowMark(at) { return }
            advance()
        }
    }

    /// Steps from a line's end to the next text when that belongs to the same plain scalar.
    private mutating func goesOn() -> Bool {
        var (i, indent) = (at, 0)
        while i < text.count, text[i] == "\n" || text[i] == " " {
            indent = text[i] == "\n" ? 0 : indent + 1
            i += 1
        }
        guard i < text.count, text[i] != "#", !(indent == 0 && isMarker(i)),
            depth > 0 || indent + 1 > parent
        else { return false }
        while at < i { advance() }
        return true
    }

    /// The lines of `|` or `>`: all that stand deeper than their parent.
    private mutating func block() {
        skipLine()
        while at < text.count {
            var i = at
            while i < text.count, text[i] == " " { i += 1 }
            guard i < text.count else { return }
            if text[i] != "\n", i - at + 1 <= parent { return }
            skipLine()
            if at < text.count { advance() }
        }
    }

    // MARK: Steps

    private func isBlank(_ i: Int) -> Bool {
        i >= text.count || text[i] == " " || text[i] == "\n"
    }

    private func isFlowMark(_ i: Int) -> Bool {
        i < text.count && [",", "[", "]", "{", "}"].contains(text[i])
    }

    private mutating func advance() {
        if text[at] == "\n" {
            (line, column) = (line + 1, 1)
        } else {
            column += 1
        }
        at += 1
    }

    private mutating func skipLine() {
        while at < text.count, text[at] != "\n" { advance() }
    }

    private mutating func refuse(_ advice: Advice) {
        findings.error(advice, at: Place(line: line, column: column))
        while !isBlank(at), !(depth > 0 && isFlowMark(at)) { advance() }
    }

    private mutating func stop(_ advice: Advice) {
        findings.error(advice, at: Place(line: line, column: column))
        isFatal = true
    }
}
