/// Moves global options that stand in front of the verb behind it, where the parser takes them.
///
/// `--json plan list --socket S` becomes `plan list --json --socket S`. Everything after the verb
/// stays as it is, words after `--` included.
func rearranged(_ arguments: [String]) -> [String] {
    var verb: [String] = []
    var moved: [String] = []
    var i = 0
    while i < arguments.count {
        let word = arguments[i]
        if word == "--json" || word == "--csv" || word.hasPrefix("--socket=") {
            moved.append(word)
        } else if word == "--socket", i + 1 < arguments.count {
            moved += [word, arguments[i + 1]]
            i += 1
        } else if word.hasPrefix("-") {
            break
        } else {
            verb.append(word)
            if verb != ["plan"] {
                i += 1
                break
            }
        }
        i += 1
    }
    return verb + moved + arguments[i...]
}
