/// One obligation with all that hangs on it: the fields of `ObligationView`, and these beside them.
public struct DetailView: Codable, Hashable, Sendable {
    /// A day that was asked for and is not yet granted or refused.
    public struct Asked: Codable, Hashable, Sendable {
        public var to: String
        public var reason: String

        public enum CodingKeys: String, CodingKey, CaseIterable { case to, reason }

        public init(to: String, reason: String) {
            self.to = to
            self.reason = reason
        }
    }

    /// The day that is in force in place of the first.
    public struct Grant: Codable, Hashable, Sendable {
        public var to: String
        @OrNull public var doc: String?
        @OrNull public var dated: String?

        public enum CodingKeys: String, CodingKey, CaseIterable { case to, doc, dated }

        public init(to: String, doc: String?, dated: String?) {
            self.to = to
            self.doc = doc
            self.dated = dated
        }
    }

    public struct Attachment: Codable, Hashable, Sendable {
        public var name: String
        public var sha256: String
        @OrNull public var note: String?
        public var at: String
        public var user: String

        public enum CodingKeys: String, CodingKey, CaseIterable {
            case name, sha256, note, at, user
        }

        public init(name: String, sha256: String, note: String?, at: String, user: String) {
            self.name = name
            self.sha256 = sha256
            self.note = note
            self.at = at
            self.user = user
        }
    }

    /// A check-in or a note.
    public struct Remark: Codable, Hashable, Sendable {
        public var at: String
        public var user: String
        @OrNull public var text: String?

        public enum CodingKeys: String, CodingKey, CaseIterable { case at, user, text }

        public init(at: String, user: String, text: String?) {
            self.at = at
            self.user = user
            self.text = text
        }
    }

    public struct Waiver: Codable, Hashable, Sendable {
        /// The input that is not waited for.
        public var key: String
        public var reason: String
        public var at: String
        public var user: String
        @OrNull public var person: String?

        public enum CodingKeys: String, CodingKey, CaseIterable {
            case key, reason, at, user, person
        }

        public init(key: String, reason: String, at: String, user: String, person: String?) {
            self.key = key
            self.reason = reason
            self.at = at
            self.user = user
            self.person = person
        }
    }

    /// The reports that this one waits for.
    public struct Inputs: Codable, Hashable, Sendable {
        public var total: Int
        public var missing: Int
        public var late: Int
        public var waived: Int

        public enum CodingKeys: String, CodingKey, CaseIterable {
            case total, missing, late, waived
        }

        public init(total: Int, missing: Int, late: Int, waived: Int) {
            self.total = total
            self.missing = missing
            self.late = late
            self.waived = waived
        }
    }

    public var obligation: ObligationView
    /// SHA-256 of the file that the claim names.
    public var file: String?
    public var docDated: String?
    /// The day of receipt that a coordinator gave; it is judged by it.
    public var received: String?
    public var asked: Asked?
    public var grant: Grant?
    public var inputs: Inputs?
    public var waivers: [Waiver]
    public var attachments: [Attachment]
    public var checkins: [Remark]
    public var notes: [Remark]
    /// Nothing is said of it until then; only while that lasts.
    public var snoozed: PauseView?
    /// Taken in hand until then; only while that lasts.
    public var acked: PauseView?

    public enum CodingKeys: String, CodingKey, CaseIterable {
        case file
        case docDated = "doc_dated"
        case received, asked
        case grant = "extension"
        case inputs, waivers, attachments, checkins, notes, snoozed, acked
    }

    public init(_ obligation: ObligationView) {
        self.obligation = obligation
        (waivers, attachments, checkins, notes) = ([], [], [], [])
    }

    public init(from decoder: any Decoder) throws {
        obligation = try ObligationView(from: decoder)
        let c = try decoder.container(keyedBy: CodingKeys.self)
        file = try c.decodeIfPresent(String.self, forKey: .file)
        docDated = try c.decodeIfPresent(String.self, forKey: .docDated)
        received = try c.decodeIfPresent(String.self, forKey: .received)
        asked = try c.decodeIfPresent(Asked.self, forKey: .asked)
        grant = try c.decodeIfPresent(Grant.self, forKey: .grant)
        inputs = try c.decodeIfPresent(Inputs.self, forKey: .inputs)
        waivers = try c.decode([Waiver].self, forKey: .waivers)
        attachments = try c.decode([Attachment].self, forKey: .attachments)
        checkins = try c.decode([Remark].self, forKey: .checkins)
        notes = try c.decode([Remark].self, forKey: .notes)
        snoozed = try c.decodeIfPresent(PauseView.self, forKey: .snoozed)
        acked = try c.decodeIfPresent(PauseView.self, forKey: .acked)
    }

    public func encode(to encoder: any Encoder) throws {
        try obligation.encode(to: encoder)
        var c = encoder.container(keyedBy: CodingKeys.self)
        try c.encode(file, forKey: .file)
        try c.encode(docDated, forKey: .docDated)
        try c.encode(received, forKey: .received)
        try c.encode(asked, forKey: .asked)
        try c.encode(grant, forKey: .grant)
        try c.encode(inputs, forKey: .inputs)
        try c.encode(waivers, forKey: .waivers)
        try c.encode(attachments, forKey: .attachments)
        try c.encode(checkins, forKey: .checkins)
        try c.encode(notes, forKey: .notes)
        try c.encode(snoozed, forKey: .snoozed)
        try c.encode(acked, forKey: .acked)
    }
}
