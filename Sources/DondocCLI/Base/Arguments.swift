import DondocCore

/// Moves global options that stand in front of the verb behind it, where the parser takes them.
///
/// `-H vps --json plan list --socket S` becomes `plan list -H vps --json --socket S`. Everything after
/// the verb stays as it is, words after `--` included.
func rearranged(_ arguments: [String]) -> [String] {
    var verb: [String] = []
    var moved: [String] = []
    var i = 0
    while i < arguments.count {
        let word = arguments[i]
        if takesValue.contains(word), i + 1 < arguments.count {
            moved += [word, arguments[i + 1]]
            i += 1
        } else if isWhole(word) {
            moved.append(word)
        } else if word.hasPrefix("-") {
            break
        } else {
            verb.append(word)
            if !groups.contains(verb.joined(separator: " ")) {
                i += 1
                break
            }
        }
        i += 1
    }
    return verb + moved + arguments[i...]
}

/// The arguments without a `--lang` that has been read, which may then stand before or after every
/// verb, `help` and `completion` too; one of no language stays, for the parser to refuse.
func withoutLanguage(_ arguments: [String]) -> [String] {
    var kept: [String] = []
    var rest = arguments[...]
    while let word = rest.first, word != "--" {
        rest = rest.dropFirst()
        if word == "--lang", let next = rest.first, Language(rawValue: next) != nil {
            rest = rest.dropFirst()
        } else if !word.hasPrefix("--lang=") || Language(rawValue: String(word.dropFirst(7))) == nil
        {
            kept.append(word)
        }
    }
    return kept + rest
}

/// The language that the arguments or the environment ask for, found before anything is parsed: the
/// help itself is in it, and so is the refusal of a language that there is not.
func language(of arguments: [String], _ environment: String?) -> Language {
    let words = arguments.prefix { $0 != "--" }
    var language = environment.flatMap(Language.init) ?? .vi
    for (word, next) in zip(words, words.dropFirst().map(Optional.some) + [nil]) {
        let isWhole = word.hasPrefix("--lang=")
        guard isWhole || word == "--lang" else { continue }
        let named = isWhole ? String(word.dropFirst(7)) : next
        language = named.flatMap(Language.init) ?? language
    }
    return language
}

/// Verbs that have verbs of their own below them.
private let groups: Set = ["plan", "mail", "audit", "queue", "remind", "remind policy"]

private let takesValue: Set = ["--socket", "--host", "-H", "--lang", "--at"]

/// A global option with all that belongs to it.
private func isWhole(_ word: String) -> Bool {
    ["--json", "--csv"].contains(word)
        || ["--socket=", "--host=", "--lang=", "--at="].contains(where: word.hasPrefix)
        || (word.hasPrefix("-H") && word != "-H")
}
