import DondocCore

/// The reason of a row of the trail in words: rows keep theirs as `doc=12/BC; dated=2023-06-10; note=…`.
enum LogReason {
    /// Of a verb about obligations, plans or letters.
    static func text(_ reason: String, verb: String) -> String {
        switch verb {
        case "load", "withdraw": return load(reason)
        case "refused": return refused(reason)
        case "queue-retry", "queue-drop": return letter(reason)
        default: return parts(reason, verb)
        }
    }

    /// `person until=2023-06-13T10:00:00+07:00`, and what somebody said of it.
    static func hold(_ words: String, _ reason: String, isOver: Bool) -> String {
        let (cause, until) = divided(words, at: " ")
        let why = cause == HoldCause.person.rawValue ? reason : Words.holdCause(cause) ?? reason
        guard !isOver else { return why }
        let end = until.flatMap { value($0, of: "until") }.map { written(instant: $0) }
        return Words.heldUntil(end) + (why.isEmpty ? "" : ": \(why)")
    }

    /// `until=2023-06-30`, and the address with its reason.
    static func dead(_ words: String, _ reason: String) -> String {
        let until = value(words, of: "until").map { written(day: $0) }
        return until.map { Words.deadUntil($0) + ": \(reason)" } ?? reason
    }

    /// Who hears in the place of an address that nobody has any more.
    static func gone(_ others: String, _ address: String) -> String {
        let all = others.split(separator: " ").joined(separator: ", ")
        return all.isEmpty ? address : address + Words.heardBy(all)
    }

    /// What dondoc wrote comes first; what people wrote comes last and may hold anything.
    private static func parts(_ reason: String, _ verb: String) -> String {
        var (said, rest) = ([String](), reason[...])
        while !rest.isEmpty {
            let (part, behind) = divided(String(rest), at: "; ")
            if let note = value(String(rest), of: "note") {
                said.append(note)
                break
            }
            guard let words = words(part, verb) else {
                said.append(String(rest))
                break
            }
            said.append(words)
            rest = (behind ?? "")[...]
        }
        return said.filter { !$0.isEmpty }.joined(separator: "; ")
    }

    /// nil for what is no field that dondoc writes.
    private static func words(_ part: String, _ verb: String) -> String? {
        let (name, value) = divided(part, at: "=")
        guard isWritten(name, by: verb) else { return nil }
        guard let value else {
            return ["own-work", "refused", "ended"].contains(part)
                ? Words.logField(part, "") : nil
        }
        switch name {
        case "dated", "received", "asked", "granted":
            return Words.logField(name, written(day: value))
        case "until": return Words.logField(name, written(instant: value))
        // The hash of a file says nothing to eyes; its beginning tells two apart.
        case "file": return Words.logField(name, String(value.prefix(12)))
        case "verb": return Words.logField(name, Words.verb(value))
        case "inputs":
            return Words.logField(name, value.replacing(",", with: ", "))
        default: return Words.logField(name, value)
        }
    }

    /// Whether dondoc writes such a field for a verb; otherwise it is somebody's own word.
    private static func isWritten(_ name: String, by verb: String) -> Bool {
        switch name {
        case "asked", "granted", "refused": verb == "extend"
        case "until", "ended": ["snooze", "ack"].contains(verb)
        case "inputs": verb == "waive"
        case "name": verb == "attach"
        case "received": verb == "confirm"
        case "verb": verb == "undo"
        default: true
        }
    }

    /// `+5 ~0 -1; rows=… versions=…`, the number of obligations and hashes; or the key of one.
    private static func load(_ reason: String) -> String {
        let line = divided(reason, at: "; ").head
        let counts = line.split(separator: " ").map(String.init)
        if counts.count == 3, zip(counts, "+~-").allSatisfy({ $0.first == $1 }) {
            let numbers = counts.compactMap { Int($0.dropFirst()) }
            if numbers.count == 3 { return Words.loaded(numbers[0], numbers[1], numbers[2]) }
        }
        return reason == "no longer in the plan's file" ? Words.leftPlan : parts(reason, "load")
    }

    /// `start: not yours`, `undo 5: …`.
    private static func refused(_ reason: String) -> String {
        let (what, why) = divided(reason, at: ": ")
        guard let why else { return reason }
        let (verb, of) = divided(what, at: " ")
        return Words.verb(verb) + (of.map { " \($0)" } ?? "") + ": \(why)"
    }

    /// `letter=17 to=a@example.test; why`.
    private static func letter(_ reason: String) -> String {
        let (which, why) = divided(reason, at: "; ")
        let (id, to) = divided(which, at: " ")
        guard let id = value(id, of: "letter"), let to = to.flatMap({ value($0, of: "to") }) else {
            return reason
        }
        return Words.letterOf(id, to) + (why.map { ": \($0)" } ?? "")
    }

    private static func value(_ text: String, of name: String) -> String? {
        text.hasPrefix(name + "=") ? String(text.dropFirst(name.count + 1)) : nil
    }

    private static func divided(_ text: String, at mark: String) -> (head: String, rest: String?) {
        guard let range = text.firstRange(of: mark) else { return (text, nil) }
        return (String(text[..<range.lowerBound]), String(text[range.upperBound...]))
    }
}
