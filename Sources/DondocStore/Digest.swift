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

    /// Many digests one after another: the algorithm, whose search takes longer than a short digest,
    /// is looked up once.
    struct Repeated: ~Copyable {
        private let algorithm: OpaquePointer
        private let context: OpaquePointer

        init() {
            guard let algorithm = EVP_MD_fetch(nil, "SHA256", nil), let context = EVP_MD_CTX_new()
            else { preconditionFailure("libcrypto has no SHA-256") }
            (self.algorithm, self.context) = (algorithm, context)
        }

        deinit {
            EVP_MD_CTX_free(context)
            EVP_MD_free(algorithm)
        }

        /// Writes over the first 32 bytes of `out`.
        func digest(_ bytes: [UInt8], into out: inout [UInt8]) {
            precondition(out.count >= 32)
            var length: UInt32 = 0
            let ok =
                EVP_DigestInit_ex2(context, algorithm, nil) == 1
                && EVP_DigestUpdate(context, bytes, bytes.count) == 1
                && EVP_DigestFinal_ex(context, &out, &length) == 1
            precondition(ok && length == 32, "libcrypto has no SHA-256")
        }
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
