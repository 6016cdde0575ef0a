/// A number with its noun in English: `1 task`, `3 tasks`, `2 agencies`.
public func counted(_ number: Int, _ one: String, _ many: String? = nil) -> String {
    "\(number) " + (number == 1 ? one : many ?? one + "s")
}

/// What there is to choose from, in English: `a`, `a or b`, `a, b or c`.
public func either(_ choices: [String]) -> String {
    guard choices.count > 1, let last = choices.last else { return choices.first ?? "" }
    return choices.dropLast().joined(separator: ", ") + " or " + last
}
