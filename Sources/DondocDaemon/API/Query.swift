import DondocAPI
import Hummingbird

/// Query parameters of a request: each read by its route, each once, each with a value in UTF-8.
struct Query: Sendable {
    private let values: [Parameter: String]

    /// - Throws: `Problem` 400 naming the parameter, and for one that the route does not read those that
    ///   it does: with a misspelt filter the answer would be everything.
    init(_ request: Request, of route: Route) throws(Problem) {
        try self.init(text: request.uri.query ?? "", of: route)
    }

    /// Reads what stands behind the `?` of a target.
    ///
    /// - Throws: `Problem` 400 naming the parameter.
    init(text: String, of route: Route) throws(Problem) {
        var values: [Parameter: String] = [:]
        for pair in text.split(separator: "&") {
            let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            let name = String(parts[0])
            guard let parameter = Parameter(rawValue: name), route.query.contains(parameter) else {
                throw .bad(Words.unknownQuery(name, route.query.map(\.rawValue)))
            }
            guard let value = Query.decoded(parts.count == 2 ? parts[1] : "") else {
                throw .bad(Words.badQuery(name))
            }
            // With an empty filter the answer would be everything, too.
            guard !value.isEmpty else { throw .bad(Words.emptyQuery(name)) }
            guard values.updateValue(value, forKey: parameter) == nil else {
                throw .bad(Words.queryTwice(name))
            }
        }
        self.values = values
    }

    /// Empty when absent.
    subscript(name: Parameter) -> String { values[name] ?? "" }

    /// nil when absent.
    func value(_ name: Parameter) -> String? { values[name] }

    /// Whether any of these was given.
    func hasAny(of names: [Parameter]) -> Bool { names.contains { values[$0] != nil } }

    /// `1` or absent.
    ///
    /// - Throws: `Problem` 400 for anything else: a dry run is never taken for a real one.
    func flag(_ name: Parameter) throws(Problem) -> Bool {
        guard let text = values[name] else { return false }
        guard text == "1" else { throw .bad(Words.badFilter(name.rawValue, text)) }
        return true
    }

    /// A value of a certain form; nil when absent.
    ///
    /// - Throws: `Problem` 400 for another form.
    func parsed<T>(_ name: Parameter, _ parse: (String) -> T?) throws(Problem) -> T? {
        guard let text = values[name] else { return nil }
        guard let value = parse(text) else { throw .bad(Words.badFilter(name.rawValue, text)) }
        return value
    }

    /// Digits and nothing else, within a range.
    static func number(in range: ClosedRange<Int>) -> (String) -> Int? {
        { text in
            guard text.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let number = Int(text),
                range.contains(number)
            else { return nil }
            return number
        }
    }

    /// `%XX` undone (RFC 3986, section 2.1); nil where what comes out is no UTF-8.
    private static func decoded(_ text: Substring) -> String? {
        var bytes: [UInt8] = []
        var rest = text.utf8[...]
        while let byte = rest.popFirst() {
            guard byte == UInt8(ascii: "%") else {
                bytes.append(byte)
                continue
            }
            let digits = rest.prefix(2).map { Character(Unicode.Scalar($0)).hexDigitValue }
            guard digits.count == 2, let high = digits[0], let low = digits[1] else { return nil }
            bytes.append(UInt8(high << 4 | low))
            rest = rest.dropFirst(2)
        }
        return String(validating: bytes, as: UTF8.self)
    }
}
