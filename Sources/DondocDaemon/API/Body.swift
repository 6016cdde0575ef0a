import DondocAPI
import DondocCore
import DondocStore
import Foundation
import HTTPTypes
import Hummingbird
import NIOCore

/// Request bodies: bounded, and strict about unknown fields.
enum Body {
    /// The most that any route takes; see `Routes` for each.
    static let limit = 4 << 20

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
        terms.isDryRun = try query.flag("dry-run")
        if let tag = request.headers[.ifMatch] {
            guard let seen = change(tag) else { throw Problem.bad(Words.badTag(tag)) }
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

    /// The number of a change as an entity tag, `"17"`, or bare (RFC 9110, section 13.1.1).
    private static func change(_ tag: String) -> Int? {
        let isQuoted = tag.count >= 2 && tag.hasPrefix("\"") && tag.hasSuffix("\"")
        let digits = isQuoted ? tag.dropFirst().dropLast() : tag[...]
        guard digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
        return Int(digits)
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
