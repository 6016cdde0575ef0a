import DondocCore
import Foundation
import GRDB

/// Everything about an obligation that people's acts and its plan's file change.
///
/// The trail holds one before and one after each change: what a change did, what it takes to undo it,
/// and what was true on a past day are read from them.
struct Snapshot: Hashable, Sendable {
    var state: ObligationState
    /// `territory/id`; nil where the document names nobody.
    var agency: String?
    var due: String?
    var actBy: String?
    /// The first day that there was; a grant or a later file leaves it.
    var originalDue: String?
    /// What the plan's file says, whatever has been granted since.
    var planDue: String?
    var planActBy: String?
    var coversFrom: String?
    var coversTo: String?
    var asksCheckin = false
    var isAssumed = false
    /// Its line is no longer in the plan's file.
    var leftPlan = false
    /// Instant of the claim by the server's clock, seconds.
    var claimedAt: Int?
    /// The day by which it is judged.
    var claimedDay: String?
    /// That day, where a coordinator gave it.
    var received: String?
    var doneAt: Int?
    var doc: String?
    var docDated: String?
    var file: String?
    var returned = 0
    var askedTo: String?
    var askedReason: String?
    var extendedTo: String?
    var extensionDoc: String?
    var extensionDated: String?
    /// A pause is over when its end has come, and stays until another takes its place or a claim ends it.
    var snoozedUntil: Int?
    var snoozedSince: Int?
    var snoozedBy: String?
    var snoozeReason: String?
    var snoozeJudged = false
    var ackedUntil: Int?
    var ackedSince: Int?
    var ackedBy: String?
    var ackNote: String?

    /// What is forgotten when a claim is returned or reopened; the trail keeps it.
    mutating func dropClaim() {
        (claimedAt, claimedDay, received, doneAt) = (nil, nil, nil, nil)
        (doc, docDated, file) = (nil, nil, nil)
    }

    /// A request for another day that has had its answer, or needs none any more.
    mutating func dropRequest() { (askedTo, askedReason) = (nil, nil) }
}

extension Snapshot {
    private typealias Texts = WritableKeyPath<Snapshot, String?> & Sendable
    private typealias Flags = WritableKeyPath<Snapshot, Bool> & Sendable
    private typealias Seconds = WritableKeyPath<Snapshot, Int?> & Sendable

    /// Columns of `obligation`, which are also the keys of the JSON; in the order of the text.
    private static let texts: [(name: String, path: any Texts)] = [
        ("agency", \.agency), ("due", \.due), ("act_by", \.actBy), ("plan_due", \.planDue),
        ("plan_act_by", \.planActBy), ("covers_from", \.coversFrom), ("covers_to", \.coversTo),
        ("claimed_day", \.claimedDay), ("received", \.received), ("doc", \.doc),
        ("doc_dated", \.docDated), ("file", \.file), ("asked_to", \.askedTo),
        ("asked_reason", \.askedReason), ("extended_to", \.extendedTo),
        ("extension_doc", \.extensionDoc), ("extension_dated", \.extensionDated),
        ("snoozed_by", \.snoozedBy), ("snooze_reason", \.snoozeReason),
        ("acked_by", \.ackedBy), ("ack_note", \.ackNote),
    ]
    private static let flags: [(name: String, path: any Flags)] = [
        ("asks_checkin", \.asksCheckin), ("is_assumed", \.isAssumed), ("left_plan", \.leftPlan),
        ("snooze_judged", \.snoozeJudged),
    ]
    private static let seconds: [(name: String, path: any Seconds)] = [
        ("claimed_at", \.claimedAt), ("done_at", \.doneAt),
        ("snoozed_until", \.snoozedUntil), ("snoozed_since", \.snoozedSince),
        ("acked_until", \.ackedUntil), ("acked_since", \.ackedSince),
    ]

    static let columns: [String] =
        ["state", "returned"] + texts.map(\.name) + flags.map(\.name) + seconds.map(\.name)
        + ["original_due"]

    /// The same for a schema that knows no pauses.
    static let columnsBeforePauses = columns.map { name in
        guard name != "snooze_judged" else { return "0" }
        let isPause = ["snooze", "acked", "ack_"].contains(where: name.hasPrefix)
        return isPause ? "NULL" : name
    }

    /// A JSON object without what is null, zero or false, and without a first day that is the day in
    /// force.
    var json: String {
        var parts = ["\"state\":\"\(state.rawValue)\""]
        if returned != 0 { parts.append("\"returned\":\(returned)") }
        for (name, path) in Snapshot.texts {
            if let text = self[keyPath: path] {
                parts.append("\"\(name)\":\(JSONText.quoted(text))")
            }
        }
        for (name, path) in Snapshot.flags where self[keyPath: path] {
            parts.append("\"\(name)\":1")
        }
        for (name, path) in Snapshot.seconds {
            if let value = self[keyPath: path] { parts.append("\"\(name)\":\(value)") }
        }
        if let originalDue, originalDue != due {
            parts.append("\"original_due\":\(JSONText.quoted(originalDue))")
        }
        return "{" + parts.joined(separator: ",") + "}"
    }

    /// Appends the same from the columns of `obligation`, in the order of `columns`, without making
    /// texts of them.
    static func appendJSON(_ row: Row, to bytes: inout [UInt8]) throws {
        bytes += "{\"state\":".utf8
        try row.withUnsafeData(atIndex: 0) { quote($0 ?? Data(), to: &bytes) }
        func append(_ number: Int?, _ name: String) {
            if let number { bytes += ",\"\(name)\":\(number)".utf8 }
        }
        if row[1] != 0 { append(row[1], "returned") }
        var i = 2
        for (name, _) in texts {
            try row.withUnsafeData(atIndex: i) { text in
                guard let text else { return }
                bytes += ",\"".utf8
                bytes += name.utf8
                bytes += "\":".utf8
                quote(text, to: &bytes)
            }
            i += 1
        }
        for (name, _) in flags {
            if row[i] != 0 { append(row[i], name) }
            i += 1
        }
        for (name, _) in seconds {
            append(row[i], name)
            i += 1
        }
        if let first = row[i] as String?, first != row[dueColumn] as String? {
            bytes += ",\"original_due\":\(JSONText.quoted(first))".utf8
        }
        bytes.append(UInt8(ascii: "}"))
    }

    /// Where `due` stands in `columns`.
    private static let dueColumn = columns.firstIndex(of: "due") ?? 0

    private static func quote(_ text: Data, to bytes: inout [UInt8]) {
        let isPlain = text.allSatisfy {
            $0 >= 0x20 && $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "\\")
        }
        guard isPlain else {
            bytes += JSONText.quoted(String(decoding: text, as: UTF8.self)).utf8
            return
        }
        bytes.append(UInt8(ascii: "\""))
        text.withUnsafeBytes { bytes.append(contentsOf: $0) }
        bytes.append(UInt8(ascii: "\""))
    }

    /// - Throws: `StoreFault.damaged` for what `json` did not write.
    init(json: String) throws {
        guard
            let object = try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any],
            let word = object["state"] as? String, let state = ObligationState(rawValue: word)
        else { throw StoreFault.damaged("trail") }
        self.init(state: state)
        returned = object["returned"] as? Int ?? 0
        for (name, path) in Snapshot.texts { self[keyPath: path] = object[name] as? String }
        for (name, path) in Snapshot.flags {
            self[keyPath: path] = object[name] as? Int ?? 0 != 0
        }
        for (name, path) in Snapshot.seconds { self[keyPath: path] = object[name] as? Int }
        originalDue = object["original_due"] as? String ?? due
    }

    /// From the columns of `obligation`, in the order of `columns`.
    init(_ row: Row) throws {
        guard let state = ObligationState(rawValue: row[0]) else {
            throw StoreFault.damaged("obligation")
        }
        self.init(state: state)
        returned = row[1]
        var i = 2
        for (_, path) in Snapshot.texts {
            self[keyPath: path] = row[i]
            i += 1
        }
        for (_, path) in Snapshot.flags {
            self[keyPath: path] = row[i]
            i += 1
        }
        for (_, path) in Snapshot.seconds {
            self[keyPath: path] = row[i]
            i += 1
        }
        originalDue = row[i]
    }

    /// One obligation as it is, with its plan; nil when there is none.
    static func read(
        _ db: Database, _ number: Int, seen: Int? = nil, _ columns: [String] = Snapshot.columns
    ) throws -> (Snapshot, String)? {
        let row = try Row.fetchOne(
            db.cachedStatement(
                sql: """
                    SELECT \(columns.joined(separator: ", ")), plan, change
                    FROM obligation WHERE number = ?
                    """), arguments: [number])
        guard let row else { return nil }
        if let seen, seen != row["change"] as Int { return nil }
        return (try Snapshot(row), row["plan"])
    }

    /// Writes every column; `more` is further assignments with their arguments.
    func write(
        _ db: Database, _ number: Int, change: Int, _ more: String = "",
        _ arguments: [(any DatabaseValueConvertible)?] = []
    ) throws {
        var values: [(any DatabaseValueConvertible)?] = [state.rawValue, returned]
        values += Snapshot.texts.map { self[keyPath: $0.path] }
        values += Snapshot.flags.map { self[keyPath: $0.path] }
        values += Snapshot.seconds.map { self[keyPath: $0.path] }
        values.append(originalDue)
        let set = Snapshot.columns.map { "\($0) = ?" }.joined(separator: ", ")
        try db.cachedStatement(
            sql: "UPDATE obligation SET \(set), change = ?\(more) WHERE number = ?"
        ).execute(arguments: StatementArguments(values + [change] + arguments + [number]))
    }

    /// Fields that differ, as `name=value`; the state first, without its name.
    static func difference(_ before: Snapshot, _ after: Snapshot) -> (before: String, after: String)
    {
        func said(_ s: Snapshot, _ other: Snapshot) -> String {
            var parts: [String] = s.state != other.state ? [s.state.rawValue] : []
            for (name, path) in texts where s[keyPath: path] != other[keyPath: path] {
                if let text = s[keyPath: path] { parts.append("\(name)=\(text)") }
            }
            return parts.joined(separator: " ")
        }
        return (said(before, after), said(after, before))
    }
}
