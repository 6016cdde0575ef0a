extension SMTP {
    /// Whether an address may stand in an SMTP command.
    ///
    /// Narrower than RFC 5321 on purpose: libcurl sends what it is given, line ends included, so an
    /// address is a dot-atom, `@` and a domain, in ASCII, of at most 254 characters, and does not
    /// look like an option of sendmail.
    public static func isSafeAddress(_ address: String) -> Bool {
        let bytes = Array(address.utf8)
        guard bytes.count <= 254, bytes.first != UInt8(ascii: "-") else { return false }
        let parts = bytes.split(separator: UInt8(ascii: "@"), omittingEmptySubsequences: false)
        guard parts.count == 2, parts[0].count <= 64 else { return false }
        return isDotted(parts[0], where: isAtom)
            && isDotted(parts[1]) { isAlphanumeric($0) || $0 == UInt8(ascii: "-") }
    }

    /// Parts between single dots, none empty.
    private static func isDotted(_ bytes: ArraySlice<UInt8>, where allowed: (UInt8) -> Bool) -> Bool
    {
        bytes.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
            .allSatisfy { !$0.isEmpty && $0.allSatisfy(allowed) }
    }

    /// `atext` of RFC 5322.
    private static func isAtom(_ byte: UInt8) -> Bool {
        isAlphanumeric(byte) || "!#$%&'*+-/=?^_`{|}~".utf8.contains(byte)
    }

    /// Whether a message can travel as it is: CRLF only, no NUL, lines of at most 998 bytes.
    ///
    /// libcurl passes a bare LF on, and `\n.\n` is the seam of SMTP smuggling.
    static func isSafeMessage(_ message: [UInt8]) -> Bool {
        var (length, previous): (Int, UInt8) = (0, 0)
        for byte in message {
            guard byte != 0, (byte == 0x0A) == (previous == 0x0D) else { return false }
            length = byte == 0x0A ? 0 : length + 1
            guard length <= 999 else { return false }  // the CR is counted
            previous = byte
        }
        return previous == 0x0A
    }
}

func isAlphanumeric(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
}
