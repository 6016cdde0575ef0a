import DondocCore
import DondocLetters
import DondocMail
import DondocPlanFile
import Foundation

/// Where letters go: to whom, by what, and what stands in the way.
extension Office {
    /// The part of the sender's address after the at sign; names letters.
    var mailDomain: String {
        settings.mail.from.address.split(separator: "@").last.map(String.init) ?? "dondoc.invalid"
    }

    /// Whom the relay tells that a letter could not be delivered (RFC 5321, section 4.4).
    var envelopeSender: String { settings.mail.bounceTo ?? settings.mail.from.address }

    /// What every letter of this office shares.
    func letterhead(_ isTraining: Bool) -> Letterhead {
        func mailbox(_ box: DondocPlanFile.Mailbox) -> DondocLetters.Mailbox {
            DondocLetters.Mailbox(name: box.name, address: box.address)
        }
        var head = Letterhead(
            from: mailbox(settings.mail.from), replyTo: settings.mail.replyTo.map(mailbox),
            site: settings.siteName, isTraining: isTraining)
        head.language = Language(rawValue: settings.language.rawValue) ?? .office
        head.templates = templates
        return head
    }

    /// Whether letters are sent at all.
    ///
    /// On the training clock only to this machine's own relay or to `training-to`: what a relay
    /// elsewhere, or sendmail, does with other addresses is out of our hands.
    func sendsMail(_ isTraining: Bool) -> Bool {
        guard settings.mail.via != .none else { return false }
        return !isTraining || settings.mail.staysHere || settings.mail.trainingTo != nil
    }

    /// Addresses to write to: on the training clock only this machine or `training-to`.
    func mailTargets(_ addresses: [String], _ isTraining: Bool) -> [String] {
        guard sendsMail(isTraining) else { return [] }
        guard isTraining, !settings.mail.staysHere else { return addresses }
        return addresses.isEmpty ? [] : settings.mail.trainingTo.map { [$0] } ?? []
    }

    /// The transport of the settings; nil when no mail may go out.
    ///
    /// `credentials` is systemd's folder of secrets, read anew each time, so that a changed password
    /// is the next letter's.
    func transport(_ isTraining: Bool, credentials: String?) -> Transport? {
        let mail = settings.mail
        guard sendsMail(isTraining) else { return nil }
        switch mail.via {
        case .none: return nil
        case .sendmail(let path): return .sendmail(.trusted(path))
        case .smtp(let host, let port, let implicitTLS, let user):
            return .smtp(
                Relay(
                    host: host, port: port, implicitTLS: implicitTLS, tlsRequired: mail.tlsRequired,
                    ca: mail.ca, user: user,
                    password: mail.credential.flatMap { Office.secret($0, in: credentials) }))
        }
    }

    /// What keeps letters from leaving, by the key of the settings that is to blame.
    func mailObstacles(_ isTraining: Bool, credentials: String?) -> [(String, Obstacle)] {
        switch transport(isTraining, credentials: credentials) {
        case nil: return []
        case .sendmail(let sendmail): return sendmail.obstacle.map { [("via", $0)] } ?? []
        case .smtp(let relay):
            var list: [(String, Obstacle)] = []
            if let ca = relay.ca, !Office.isCertificate(ca) {
                list.append(("ca", Words.noAuthorities(ca)))
            }
            if relay.user != nil, relay.password == nil, let name = settings.mail.credential {
                list.append(("credential", Words.noCredential(name)))
            }
            return list
        }
    }

    /// A secret that systemd put into the credentials folder; nowhere else is looked.
    ///
    /// - Returns: Its one line; nil when it is absent, empty or more than a line.
    static func secret(_ name: String, in folder: String?) -> String? {
        guard let folder, let bytes = FileManager.default.contents(atPath: "\(folder)/\(name)")
        else { return nil }
        let text = String(decoding: bytes, as: UTF8.self).trimmingCharacters(in: .newlines)
        return text.isEmpty || text.contains(where: \.isNewline) || text.contains("\0") ? nil : text
    }

    private static func isCertificate(_ path: String) -> Bool {
        guard let bytes = FileManager.default.contents(atPath: path) else { return false }
        return String(decoding: bytes, as: UTF8.self).contains("-----BEGIN CERTIFICATE-----")
    }
}

extension ConfigFolder {
    /// Refuses settings by which no letter could leave: a missing program, secret or certificate.
    ///
    /// A reload asks; a start does not, since a daemon whose letters wait is better than none.
    ///
    /// - Throws: `Diagnostics` at the places of the settings.
    func checkMail(_ office: Office, _ isTraining: Bool, credentials: String?) throws {
        let found = office.mailObstacles(isTraining, credentials: credentials).map {
            key, obstacle in
            let place = office.settings.mail.places[key]
            return Diagnostic(
                file: settingsFile, line: place?.line ?? 1, column: place?.column ?? 1,
                severity: .error, what: "'\(key)': \(obstacle.what)", fix: obstacle.fix)
        }
        guard found.isEmpty else { throw Diagnostics(found) }
    }
}
