import DondocCore

/// Reads dondoc.yaml.
struct SettingsReader {
    static let fileKeys = Keys("site* mail hours limits hooks")
    static let siteKeys = Keys("name* time-zone language")
    static let mailKeys = Keys("via from reply-to bounce-to tls ca credential training-to")
    static let hoursKeys = Keys("remind-at office")
    static let limitsKeys = Keys("per-minute after-outage-per-minute per-recipient-day")

    typealias Mail = Settings.MailSettings

    let findings: Findings

    func read(_ file: SourceText) -> Settings? {
        guard let document = Document(file, findings),
            let fields = Fields(document.root, Self.fileKeys, findings)
        else { return nil }
        let site = fields.fields("site", Self.siteKeys)
        _ = site?.word("time-zone", among: ["Asia/Ho_Chi_Minh"])
        let language = site?.choice("language", Settings.Language.self) ?? .vi
        let mail = fields.fields("mail", Self.mailKeys).flatMap(mail)
        let hours = fields.fields("hours", Self.hoursKeys).map(hours) ?? Settings.Hours()
        let limits = fields.fields("limits", Self.limitsKeys).map(limits) ?? Settings.Limits()
        let hooks = HookReader(findings: findings).read(fields.list("hooks"))
        guard let name = site?.text("name") else { return nil }
        let silent = Mail(via: .none, from: Mailbox(name: name, address: Self.nowhere))
        var settings = Settings(
            siteName: name, language: language, mail: mail ?? silent, hours: hours, limits: limits)
        settings.hooks = hooks
        return settings
    }

    /// The sender where nothing is sent and none was named.
    private static let nowhere = "dondoc@localhost"

    private func mail(_ fields: Fields) -> Mail {
        let via = fields.scalar("via").flatMap(via) ?? .none
        let from = mailbox("from", fields)
        if via != .none, !fields.has("from") {
            findings.error(Words.fromMissing, at: fields.place)
        }
        let credential = credential(fields)
        if case .smtp(let host, _, _, let user) = via {
            checkProtection(fields, host: host, user: user)
        }
        var mail = Mail(
            via: via, from: from ?? Mailbox(name: nil, address: Self.nowhere),
            replyTo: mailbox("reply-to", fields), bounceTo: fields.address("bounce-to"),
            tlsRequired: fields.word("tls", among: ["required", "none"]) != "none",
            ca: authorities(fields), credential: credential,
            trainingTo: fields.address("training-to"))
        for key in ["via", "ca", "credential"] { mail.places[key] = fields.value(key)?.place }
        return mail
    }

    /// In clear only to this machine; a log-in has a name here and a secret at systemd's.
    private func checkProtection(_ fields: Fields, host: String, user: String?) {
        if let tls = fields.scalar("tls"), tls.text == "none",
            !Settings.MailSettings.isLoopback(host)
        {
            findings.error(Words.tlsNeeded, at: tls.place)
        }
        let place = fields.value("via")?.place ?? fields.place
        let secret = fields.value("credential")?.place
        if user != nil, secret == nil { findings.error(Words.credentialMissing, at: place) }
        if user == nil, let secret { findings.error(Words.userMissing, at: secret) }
    }

    private func authorities(_ fields: Fields) -> String? {
        guard let scalar = fields.scalar("ca") else { return nil }
        if isFullPath(scalar.text) { return scalar.text }
        findings.error(Words.badPath("ca", scalar.text), at: scalar.place)
        return nil
    }

    private func mailbox(_ key: String, _ fields: Fields) -> Mailbox? {
        guard let scalar = fields.scalar(key) else { return nil }
        if let mailbox = Mailbox(written: scalar.text) { return mailbox }
        findings.error(Words.badMail(key, scalar.text), at: scalar.place)
        return nil
    }

    /// A credential is a file name in a directory of systemd's.
    private func credential(_ fields: Fields) -> String? {
        guard let scalar = fields.scalar("credential") else { return nil }
        let isName =
            (1...64).contains(scalar.text.utf8.count) && !scalar.text.hasPrefix(".")
            && scalar.text.unicodeScalars.allSatisfy {
                $0.isASCII
                    && ($0.properties.isAlphabetic || "0123456789._-".contains(Character($0)))
            }
        if isName { return scalar.text }
        findings.error(Words.badCredential(scalar.text), at: scalar.place)
        return nil
    }

    // MARK: via

    /// `none`, `sendmail:PATH`, `smtp://[USER@]HOST[:PORT]` or `smtps://…`; ports 587 and 465 unless
    /// said.
    private func via(_ scalar: Scalar) -> Mail.Via? {
        if scalar.text == "none" { return Mail.Via.none }
        if scalar.text.hasPrefix("sendmail:") {
            let path = String(scalar.text.dropFirst("sendmail:".count))
            if isFullPath(path) { return .sendmail(path: path) }
            findings.error(Words.badPath("via", path), at: scalar.place)
            return nil
        }
        let implicitTLS = scalar.text.hasPrefix("smtps://")
        guard implicitTLS || scalar.text.hasPrefix("smtp://") else { return bad(scalar) }
        var rest = scalar.text.dropFirst(implicitTLS ? 8 : 7)
        var user: String?
        if let at = rest.lastIndex(of: "@") {
            let name = rest[..<at]
            guard !name.contains(":") else {
                findings.error(Words.passwordInVia, at: scalar.place)
                return nil
            }
            guard !name.isEmpty, name.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else {
                return bad(scalar)
            }
            user = String(name)
            rest = rest[rest.index(after: at)...]
        }
        guard let (host, port) = hostAndPort(rest) else { return bad(scalar) }
        return .smtp(
            host: host, port: port ?? (implicitTLS ? 465 : 587), implicitTLS: implicitTLS,
            user: user)
    }

    private func bad(_ scalar: Scalar) -> Mail.Via? {
        findings.error(Words.badVia(scalar.text), at: scalar.place)
        return nil
    }

    /// `host`, `host:25`, `[::1]:25`.
    private func hostAndPort(_ text: Substring) -> (String, Int?)? {
        var (host, port) = (text, Substring?.none)
        if text.hasPrefix("["), let close = text.firstIndex(of: "]") {
            host = text[text.index(after: text.startIndex)..<close]
            let rest = text[text.index(after: close)...]
            guard rest.isEmpty || rest.hasPrefix(":") else { return nil }
            port = rest.isEmpty ? nil : rest.dropFirst()
            guard host.contains(":"), host.allSatisfy({ $0.isHexDigit || $0 == ":" }) else {
                return nil
            }
        } else {
            if let colon = text.firstIndex(of: ":") {
                (host, port) = (text[..<colon], text[text.index(after: colon)...])
            }
            // A host is what may follow the @ of an address.
            guard MailAddress("a@" + host) != nil else { return nil }
        }
        guard let port else { return (String(host), nil) }
        guard let number = UInt16(port), number > 0 else { return nil }
        return (String(host), Int(number))
    }
}
