import CCrypto

/// SHA-256 (FIPS 180-4) by libcrypto.
public enum SHA256 {
    public static func digest(_ bytes: [UInt8]) -> [UInt8] {
        var out = [UInt8](repeating: 0, count: 32)
        var length: UInt32 = 0
        let ok = EVP_Digest(bytes, bytes.count, &out, &length, EVP_sha256(), nil)
        precondition(ok == 1 && length == 32, "libcrypto has no SHA-256")
        return out
    }

    /// 64 hexadecimal digits.
    public static func hex(_ text: String) -> String { hex(digest: digest(Array(text.utf8))) }

    static func hex(digest: [UInt8]) -> String {
        digest.map { byte in
            let digits = String(byte, radix: 16)
            return digits.count == 1 ? "0" + digits : digits
        }.joined()
    }
}

/// The name of a letter for ever: the same over restarts and repetitions.
public enum MessageID {
    /// `<` + 32 letters of base32(SHA-256(identity)) + `@` + domain + `>` (RFC 5322, 3.6.4).
    ///
    /// The identity is installation, obligation, due version, step, recipient, channel.
    public static func make(_ identity: [String], domain: String) -> String {
        let digest = SHA256.digest(Array(identity.joined(separator: "\u{1f}").utf8))
        let alphabet = Array("abcdefghijklmnopqrstuvwxyz234567")
        var (text, buffer, bits) = ("", 0, 0)
        for byte in digest {
            buffer = buffer << 8 | Int(byte)
            bits += 8
            while bits >= 5 {
                bits -= 5
                text.append(alphabet[buffer >> bits & 31])
            }
            buffer &= (1 << bits) - 1
        }
        return "<\(text.prefix(32))@\(domain)>"
    }
}
