public import DondocCore
import GRDB

/// A thing that a letter said, for somebody who looks at a year beforehand.
public struct SaidThing: Sendable {
    public let kind: NoticeKind
    public let step: String
    public let plan: String
    /// Of the obligation; nil for a list and for what was newly assigned.
    public let key: String?
    /// Whose work it is; of a list the coordinator, of what is newly assigned who is told.
    public let agency: AgencyRef?
    /// The same as keys of its plan write it.
    public let agencyPart: String
    public let due: Day?
    /// Rungs that it stands for.
    public let merged: [String]
    /// That a claim was returned.
    public let isReturn: Bool
}

/// A letter that has left, with what it said, in the order of its reminders.
public struct SaidLetter: Sendable {
    public let id: Int
    /// `mail` or `hook:NAME`.
    public let channel: String
    public let recipient: String
    public let subject: String
    public let things: [SaidThing]
}

/// A copy of the office on which time may run ahead: nothing of it leaves, nothing of it is kept.
extension Store {
    /// Copies the database as it is now, without keeping anybody from writing, and opens the copy.
    ///
    /// The copy is stamped as training, so that no daemon of the office would take it for its own;
    /// what is at the relay just now counts as sent, and what is held as released.
    public func rehearsal(at path: String) throws -> Store {
        let copy = try DatabaseQueue(path: path)
        try pool.backup(to: copy)
        try copy.write { db in
            try db.execute(
                sql: """
                    UPDATE installation SET kind = 'training';
                    UPDATE letter SET state = 'sent', next_try_at = NULL,
                        sent_at = (SELECT moment FROM installation) WHERE state = 'sending';
                    DELETE FROM hold;
                    """)
        }
        try copy.close()
        return try Store.rehearsal(at: path, from: try lastMoment())
    }

    /// An empty office at a moment.
    public static func rehearsal(at path: String, from moment: Moment) throws -> Store {
        try Store(path: path, kind: .training, newMoment: moment, isThrownAway: true)
    }

    /// Closes a copy that is thrown away; nothing is brought to the disk first.
    public func discard() throws { try pool.close() }

    /// Of a copy nobody reads the journal.
    public func forgetJournal() async throws {
        try await pool.write { try $0.execute(sql: "DELETE FROM journal_entry") }
    }

    /// What letters said.
    public func things(of letters: [WaitingLetter]) async throws -> [SaidLetter] {
        try await pool.read { db in
            try letters.map { letter in
                let rows = try Row.fetchAll(
                    db.cachedStatement(sql: Store.thingsOfLetter), arguments: [letter.id])
                return SaidLetter(
                    id: letter.id, channel: letter.channel, recipient: letter.recipient,
                    subject: letter.subject,
                    things: try rows.map(SaidThing.init))
            }
        }
    }

    private static let thingsOfLetter = """
        SELECT r.kind, r.side, r.step, r.about, r.plan, r.merged, p.coordinator, p.territory,
            o.key, o.agency, o.agency_part, o.due
        FROM notice n JOIN reminder r ON r.id = n.reminder JOIN plan p ON p.id = r.plan
        LEFT JOIN obligation o ON o.number = r.obligation
        WHERE n.letter = ? AND n.state = 'carried' ORDER BY r.id
        """
}

extension SaidThing {
    fileprivate init(_ row: Row) throws {
        guard let kind = NoticeKind(rawValue: row["kind"]) else {
            throw StoreFault.damaged("reminder")
        }
        self.kind = kind
        step = row["step"]
        plan = row["plan"]
        key = row["key"]
        due = day(row["due"])
        merged = try JSONText.texts(row["merged"])
        isReturn = row["side"] == "returned"
        guard key == nil else {
            agency = (row["agency"] as String?).flatMap { AgencyRef($0) }
            agencyPart = row["agency_part"]
            return
        }
        // `plan:ID/lead:REF`, `plan:ID/with:REF`, or `plan:ID` for the coordinator's list.
        let about: String = row["about"]
        let rest = about.dropFirst("plan:\(plan)/".count)
        let told = rest.split(separator: ":", maxSplits: 1).last.map(String.init)
        let named = AgencyRef(rest.isEmpty ? row["coordinator"] as String : told ?? "")
        agency = named
        agencyPart = named?.keyPart(in: row["territory"]) ?? AgencyRef.unknownId
    }
}
