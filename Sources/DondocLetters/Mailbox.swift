public import DondocCore

/// A mail address with the name that people see beside it.
public struct Mailbox: Hashable, Sendable {
    public var name: String?
    public var address: String

    public init(name: String? = nil, address: String) {
        self.name = name
        self.address = address
    }

    /// Reads `dondoc@example.test` or `Đôn đốc <dondoc@example.test>`, the forms of the
    /// configuration; whether the address itself is sound is the sender's question.
    public init?(written text: String) {
        guard let open = text.lastIndex(of: "<") else {
            self.init(address: oneLine(text))
            if address.isEmpty { return nil }
            return
        }
        let rest = oneLine(String(text[text.index(after: open)...]))
        let name = oneLine(String(text[..<open]).filter { $0 != "\"" })
        guard rest.hasSuffix(">"), rest.count > 1 else { return nil }
        self.init(name: name.isEmpty ? nil : name, address: String(rest.dropLast()))
    }

    /// Name and address as words of a header that may be folded between them.
    var headerWords: [String] {
        let plain = headerAddress(address)
        guard let name = name.map({ clipped(oneLine($0), 200) }), !name.isEmpty else {
            return [plain]
        }
        let isAtoms =
            name.utf8.allSatisfy { isAtomByte($0) || $0 == 0x20 } && !name.contains("=?")
        let words =
            isAtoms ? name.split(separator: " ").map(String.init) : encodedWords(name, first: 66)
        return words + ["<\(plain)>"]
    }

    /// The part behind `@`, for ids that need a domain.
    var domain: String {
        let plain = headerAddress(address)
        return plain.lastIndex(of: "@").map { String(plain[plain.index(after: $0)...]) } ?? plain
    }
}

/// What every letter of this installation shares.
public struct Letterhead: Hashable, Sendable {
    public var from: Mailbox
    public var replyTo: Mailbox?
    /// The installation's name, as people know the office: it signs the letters.
    public var site: String
    public var isTraining: Bool
    /// In which letters are written.
    public var language: Language
    /// The words of the letters: an office's own, or those that come with the program.
    public var templates: Templates

    public init(
        from: Mailbox, replyTo: Mailbox? = nil, site: String, isTraining: Bool = false,
        language: Language = .vi, templates: Templates = .shipped
    ) {
        self.from = from
        self.replyTo = replyTo
        self.site = site
        self.isTraining = isTraining
        self.language = language
        self.templates = templates
    }
}
