import DondocAPI
import DondocStore
import Foundation
import HTTPTypes
import Hummingbird
import NIOCore

/// Request bodies: bounded, and strict about unknown fields.
enum Body {
    static func collect(_ request: Request, limit: Int) async throws -> [UInt8] {
        var request = request
        do {
            let buffer = try await request.collectBody(upTo: limit)
            return Array(buffer.readableBytesView)
        } catch {
            throw Problem(
                title: "too large", status: 413, detail: Words.tooLarge, exit: ExitStatus.usage)
        }
    }

    /// Decodes a body; a field that the type does not have is an error.
    static func decode<T: Decodable & Checked>(_ bytes: [UInt8], _ type: T.Type) throws -> T {
        let data = Data(bytes)
        let decoder = JSONDecoder()
        do {
            let names = try decoder.decode(FieldNames.self, from: data).names
            if let unknown = names.first(where: { !T.fields.contains($0) }) {
                throw Problem.bad(Words.unknownField(unknown))
            }
            return try decoder.decode(type, from: data)
        } catch let problem as Problem {
            throw problem
        } catch {
            throw Problem.bad(Words.badRequest("JSON"))
        }
    }

    /// The key under which a request may be repeated, and the change that its caller saw.
    static func terms(_ request: Request, _ deed: Deed, _ id: String, _ body: [UInt8]) throws
        -> Work.Terms
    {
        var terms = Work.Terms()
        if let tag = request.headers[.ifMatch] {
            guard let seen = Int(tag.trimmingCharacters(in: ["\"", " "])) else {
                throw Problem.bad(Words.badRequest("If-Match"))
            }
            terms.seen = seen
        }
        guard let name = HTTPField.Name("Idempotency-Key"), let key = request.headers[name] else {
            return terms
        }
        guard (8...128).contains(key.utf8.count),
            key.utf8.allSatisfy({ (0x21...0x7E).contains($0) })
        else { throw Problem.bad(Words.badRequest("Idempotency-Key")) }
        let asked = "\(deed.rawValue)\u{1f}\(id)\u{1f}" + String(decoding: body, as: UTF8.self)
        terms.key = key
        terms.request = SHA256.hex(asked)
        return terms
    }
}

/// A request type that knows its fields.
protocol Checked {
    static var fields: Set<String> { get }
}

extension ActRequest: Checked {
    static var fields: Set<String> { Set(CodingKeys.allCases.map(\.rawValue)) }
}

extension LoadRequest: Checked {
    static var fields: Set<String> { ["files", "all"] }
}

extension MailTestRequest: Checked {
    static var fields: Set<String> { ["to"] }
}

/// Only the names of an object's fields.
private struct FieldNames: Decodable {
    let names: [String]

    private struct Key: CodingKey {
        let stringValue: String
        let intValue: Int? = nil

        init(stringValue: String) { self.stringValue = stringValue }
        init?(intValue: Int) { nil }
    }

    init(from decoder: any Decoder) throws {
        names = try decoder.container(keyedBy: Key.self).allKeys.map(\.stringValue)
    }
}
