/// Where letters are handed over, and how the way there is protected.
///
/// Printing a relay never shows its password.
public struct Relay: Hashable, Sendable {
    /// A name or an address, IPv6 without brackets.
    public var host: String
    public var port: Int
    /// TLS from the first byte (`smtps://`, RFC 8314).
    public var implicitTLS: Bool
    /// STARTTLS or nothing: without it not even the sender's name travels.
    public var tlsRequired: Bool
    /// Path of the authorities' certificates that are trusted, PEM; nil: those of this machine.
    public var ca: String?
    public var user: String?
    /// nil beside a user means that the secret is missing: then nobody connects.
    public var password: String?

    public init(
        host: String, port: Int, implicitTLS: Bool = false, tlsRequired: Bool = true,
        ca: String? = nil, user: String? = nil, password: String? = nil
    ) {
        self.host = host
        self.port = port
        self.implicitTLS = implicitTLS
        self.tlsRequired = tlsRequired
        self.ca = ca
        self.user = user
        self.password = password
    }

    /// The relay as libcurl addresses it; nil when host or port cannot stand in a URL.
    var url: String? {
        let isPlain = host.utf8.allSatisfy { b in
            isAlphanumeric(b) || b == UInt8(ascii: ".") || b == UInt8(ascii: "-")
                || b == UInt8(ascii: "_") || b == UInt8(ascii: ":")
        }
        guard !host.isEmpty, isPlain, (1...65_535).contains(port) else { return nil }
        let name = host.utf8.contains(UInt8(ascii: ":")) ? "[\(host)]" : host
        return "\(implicitTLS ? "smtps" : "smtp")://\(name):\(port)"
    }
}

extension Relay: CustomStringConvertible, CustomReflectable {
    public var description: String { "\(implicitTLS ? "smtps" : "smtp")://\(host):\(port)" }

    public var customMirror: Mirror { Mirror(self, children: ["relay": description]) }
}

/// How long one conversation may take, in seconds.
public struct Timeouts: Hashable, Sendable {
    /// Name look-up, connection, TLS, greeting and log-in together.
    public var connect: Int
    /// Each answer: RFC 5321, 4.5.3.2.6, asks for ten minutes after the final dot, and who waits
    /// less sends letters twice.
    public var answer: Int
    /// All until the last answer, against a peer that dribbles.
    public var whole: Int

    public static let standard = Timeouts(connect: 20, answer: 600, whole: 1_800)

    /// For somebody who waits at a terminal.
    public static let test = Timeouts(connect: 8, answer: 15, whole: 25)

    public init(connect: Int, answer: Int, whole: Int) {
        self.connect = connect
        self.answer = answer
        self.whole = whole
    }
}
