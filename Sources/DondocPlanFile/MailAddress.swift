/// A mail address as this program takes it: `local@domain` in ASCII, with nothing that a mail
/// program could read as anything else.
public struct MailAddress: Hashable, Sendable {
    public let text: String

    /// - Returns: nil for spaces, quotes, angle brackets, commas, control characters, a leading `-`, or
    ///   more than 254 letters; such things have carried second recipients and options.
    public init?(_ text: String) {
        let parts = text.split(separator: "@", omittingEmptySubsequences: false)
        guard text.utf8.count <= 254, parts.count == 2, MailAddress.isLocal(parts[0]),
            MailAddress.isDomain(parts[1])
        else { return nil }
        self.text = text
    }

    private static func isLocal(_ text: Substring) -> Bool {
        let atoms = text.split(separator: ".", omittingEmptySubsequences: false)
        return (1...64).contains(text.utf8.count) && !text.hasPrefix("-")
            && atoms.allSatisfy { atom in
                !atom.isEmpty
                    && atom.unicodeScalars.allSatisfy { isAlphanumeric($0) || marks.contains($0) }
            }
    }

    /// Of RFC 5322 `atext`, the marks to which no shell and no mail program gives a meaning.
    private static let marks: Set<Unicode.Scalar> = ["+", "-", "_"]

    private static func isDomain(_ text: Substring) -> Bool {
        let labels = text.split(separator: ".", omittingEmptySubsequences: false)
        return (1...253).contains(text.utf8.count)
            && labels.allSatisfy { label in
                (1...63).contains(label.utf8.count)
                    && !label.hasPrefix("-") && !label.hasSuffix("-")
                    && label.unicodeScalars.allSatisfy { isAlphanumeric($0) || $0 == "-" }
            }
    }

    private static func isAlphanumeric(_ c: Unicode.Scalar) -> Bool {
        ("a"..."z").contains(c) || ("A"..."Z").contains(c) || ("0"..."9").contains(c)
    }
}

/// A name and an address, `Đôn đốc <dondoc@example.test>`.
public struct Mailbox: Hashable, Sendable {
    public let name: String?
    public let address: String

    public init(name: String?, address: String) {
        self.name = name
        self.address = address
    }

    /// Reads `NAME <ADDRESS>` or an address alone.
    init?(written text: String) {
        guard text.hasSuffix(">"), let open = text.firstIndex(of: "<") else {
            guard let address = MailAddress(text) else { return nil }
            self.init(name: nil, address: address.text)
            return
        }
        let words = text[..<open].split(separator: " ").joined(separator: " ")
        guard let address = MailAddress(String(text[text.index(after: open)...].dropLast())),
            !words.contains(where: { "\"<>@,;:\\".contains($0) })
        else { return nil }
        self.init(name: words.isEmpty ? nil : words, address: address.text)
    }
}
