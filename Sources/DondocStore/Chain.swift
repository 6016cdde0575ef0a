import CCrypto
import DondocCore
import Foundation
import GRDB

/// The trail's hash chain: h(n) = SHA-256(h(n-1) ‖ row n), so that no row can be changed, taken out or
/// put in without every later hash being another.
///
/// A row in canonical form is the fields id, change, at, change's verb, uid, user, person, deputy_for,
/// on_behalf, undoes, obligation, plan, verb, before, after, reason; each written as the decimal length
/// of its UTF-8 bytes, a colon, the bytes and a comma, numbers in decimal; a field that is null as `-,`.
/// h(0) = SHA-256 of the installation's 32 hexadecimal digits.
enum Chain {
    static func start(_ db: Database) throws -> [UInt8] {
        let id = try String.fetchOne(db, sql: "SELECT uuid FROM installation") ?? ""
        return SHA256.digest(Array(id.utf8))
    }

    /// The last row's number and hash; the start of the chain when there is none.
    static func head(_ db: Database) throws -> (count: Int, hash: [UInt8]) {
        let row = try Row.fetchOne(
            db.cachedStatement(sql: "SELECT id, hash FROM trail ORDER BY id DESC LIMIT 1"))
        guard let row else { return (0, try start(db)) }
        return (row[0], Array(row[1] as Data))
    }

    static func append(_ text: String?, to bytes: inout [UInt8]) {
        guard let text else {
            bytes += [UInt8(ascii: "-"), UInt8(ascii: ",")]
            return
        }
        bytes += String(text.utf8.count).utf8
        bytes.append(UInt8(ascii: ":"))
        bytes += text.utf8
        bytes.append(UInt8(ascii: ","))
    }

    /// UTF-8 as it is stored.
    static func append(_ text: Data?, to bytes: inout [UInt8]) {
        guard let text else {
            bytes += [UInt8(ascii: "-"), UInt8(ascii: ",")]
            return
        }
        append(digits: text.count, to: &bytes)
        bytes.append(UInt8(ascii: ":"))
        text.withUnsafeBytes { bytes.append(contentsOf: $0) }
        bytes.append(UInt8(ascii: ","))
    }

    /// A number of zero or more, in decimal.
    private static func append(digits number: Int, to bytes: inout [UInt8]) {
        if number > 9 { append(digits: number / 10, to: &bytes) }
        bytes.append(UInt8(ascii: "0") + UInt8(number % 10))
    }

    static func append(_ number: Int?, to bytes: inout [UInt8]) {
        append(number.map(String.init), to: &bytes)
    }

    /// The hash of one row over the one before it.
    static func hash(
        after last: [UInt8], id: Int, _ change: Change, obligation: Int?, plan: String?,
        verb: String, before: String?, after: String?, reason: String?
    ) -> [UInt8] {
        var bytes = last
        bytes.reserveCapacity(512)
        append(id, to: &bytes)
        bytes += change.canonical
        append(obligation, to: &bytes)
        append(plan, to: &bytes)
        append(verb, to: &bytes)
        append(before, to: &bytes)
        append(after, to: &bytes)
        append(reason, to: &bytes)
        return SHA256.digest(bytes)
    }
}

/// One change set: what one command did, with all rows of the trail that belong to it.
struct Change: Sendable {
    let id: Int
    /// Its fields as they stand in each of its rows.
    let canonical: [UInt8]

    init(id: Int, at: Int, verb: String, _ actor: Actor, undoes: Int?) {
        self.id = id
        var bytes: [UInt8] = []
        Chain.append(id, to: &bytes)
        Chain.append(at, to: &bytes)
        Chain.append(verb, to: &bytes)
        Chain.append(actor.uid, to: &bytes)
        Chain.append(actor.user, to: &bytes)
        Chain.append(actor.person, to: &bytes)
        Chain.append(actor.deputyFor, to: &bytes)
        Chain.append(actor.onBehalf, to: &bytes)
        Chain.append(undoes, to: &bytes)
        canonical = bytes
    }

    /// A change that is stored.
    init(_ db: Database, _ id: Int) throws {
        let row = try Row.fetchOne(
            db.cachedStatement(sql: "SELECT * FROM change WHERE id = ?"), arguments: [id])
        guard let row else { throw StoreFault.damaged("change \(id)") }
        self.init(
            id: id, at: row["at"], verb: row["verb"],
            Actor(
                uid: row["uid"], user: row["user"], person: row["person"],
                onBehalf: row["on_behalf"], deputyFor: row["deputy_for"]),
            undoes: row["undoes"])
    }
}
