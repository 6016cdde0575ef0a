import DondocAPI
import DondocCore
import DondocStore
import Foundation
import HTTPTypes
import Hummingbird
import NIOCore

/// Request bodies: bounded, and strict about unknown fields.
enum Body {
    /// The most that any route takes; `Route` says it for each.
    static let limit = Route.all.map(\.limit).max() ?? 0

    static func collect(_ request: Request, limit: Int) async throws -> [UInt8] {
        if let said = request.headers[.contentLength], Int(said) ?? .max > limit {
            throw Problem.tooLarge
        }
        var request = request
        do {
            let buffer = try await request.collectBody(upTo: limit)
            return Array(buffer.readableBytesView)
        } catch {
            throw Problem.tooLarge
        }
    }

    /// Decodes a body; a field that the type does not have is an error, and one that stands twice.
    static func decode<T: Decodable & Checked>(_ bytes: [UInt8], _ type: T.Type) throws -> T {
        try decode(bytes, type, only: T.fields)
    }

    /// The same where not every field of the type may be given.
    static func decode<T: Decodable>(_ bytes: [UInt8], _ type: T.Type, only known: Set<String>)
        throws -> T
    {
        do {
            let fields = try StrictJSON(bytes).fields
            if let unknown = fields.subtracting(known).min() {
                throw Problem.bad(Words.unknownField(unknown))
            }
            return try JSONDecoder().decode(type, from: Data(bytes))
        } catch let mistake as JSONMistake {
            throw Problem.bad(Words.badJSON(mistake))
        } catch let error as DecodingError {
            throw Problem.bad(Words.misfit(error))
        }
    }

    /// The key under which a request may be repeated, and the change that its caller saw.
    static func terms(_ request: Request, _ query: Query, _ body: [UInt8]) throws -> Work.Terms {
        var terms = Work.Terms()
        terms.isDryRun = try query.flag(.dryRun)
        if let tags = request.headers[.ifMatch] {
            guard let seen = Seen(tags) else { throw Problem.bad(Words.badTag(tags)) }
            terms.seen = seen
        }
        guard let name = HTTPField.Name("Idempotency-Key"), let key = request.headers[name] else {
            return terms
        }
        guard (8...128).contains(key.utf8.count),
            key.utf8.allSatisfy({ (0x21...0x7E).contains($0) })
        else { throw Problem.bad(Words.badKey) }
        let asked = [
            request.uri.path, request.uri.query ?? "", String(decoding: body, as: UTF8.self),
        ].joined(separator: "\u{1f}")
        terms.key = key
        terms.request = SHA256.hex(asked)
        return terms
    }
}

/// What a caller has seen of an obligation, as `If-Match` says it (RFC 9110, section 13.1.1).
enum Seen: Sendable, Equatable {
    /// `*`: whatever it is now.
    case anything
    /// One of these changes; none where only weak tags are given, which never match.
    case changes(Set<Int>)

    /// Reads `*`, or numbers of changes as entity tags with commas between, `"17"`, or bare.
    init?(_ tags: String) {
        let all = tags.split(separator: ",").map { Seen.trimmed($0) }.filter { !$0.isEmpty }
        if all == ["*"] {
            self = .anything
            return
        }
        guard !all.isEmpty else { return nil }
        var changes: Set<Int> = []
        for tag in all {
            let isWeak = tag.hasPrefix("W/\"")
            let strong = isWeak ? tag.dropFirst(2) : tag
            let isQuoted = strong.count > 2 && strong.hasPrefix("\"") && strong.hasSuffix("\"")
            let digits = isQuoted ? strong.dropFirst().dropLast() : strong
            guard digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let change = Int(digits)
            else { return nil }
            if !isWeak { changes.insert(change) }
        }
        self = .changes(changes)
    }

    func allows(_ change: Int) -> Bool {
        switch self {
        case .anything: true
        case .changes(let changes): changes.contains(change)
        }
    }

    /// Without the blanks around it.
    private static func trimmed(_ text: Substring) -> Substring {
        func isBlank(_ character: Character) -> Bool { character == " " || character == "\t" }
        let front = text.drop(while: isBlank)
        return front.dropLast(front.reversed().prefix(while: isBlank).count)
    }
}

/// A request type that knows its fields, nested ones with their parent's name in front.
protocol Checked {
    static var fields: Set<String> { get }
}

extension ActRequest {
    /// The fields that a verb takes.
    static func names(of verb: ObligationVerb) -> Set<String> {
        Set(fields(of: verb.rawValue).map(\.rawValue))
    }
}

extension UndoRequest: Checked {
    static var fields: Set<String> { Set(CodingKeys.allCases.map(\.rawValue)) }
}

extension LoadRequest: Checked {
    static var fields: Set<String> { ["files", "files.name", "files.text", "all"] }
}

extension MailTestRequest: Checked {
    static var fields: Set<String> { ["to"] }
}

/// The body of a change that takes none: an empty object.
struct Nothing: Decodable, Checked {
    static var fields: Set<String> { [] }

    private enum CodingKeys: CodingKey {}

    init(from decoder: any Decoder) throws {
        _ = try decoder.container(keyedBy: CodingKeys.self)
    }
}
