/// What dondoc.yaml says of the office that runs this installation.
public struct Settings: Hashable, Sendable {
    /// Of letters.
    public enum Language: String, Hashable, Sendable, CaseIterable { case vi, en }

    public struct MailSettings: Hashable, Sendable {
        /// How letters leave.
        public enum Via: Hashable, Sendable {
            /// Nothing is sent; letters wait in the journal alone.
            case none
            case smtp(host: String, port: Int, implicitTLS: Bool, user: String?)
            /// An absolute path; whether it can be run is the daemon's question.
            case sendmail(path: String)
        }

        public typealias Mailbox = DondocPlanFile.Mailbox

        public var via: Via
        public var from: Mailbox
        public var replyTo: Mailbox?
        /// False only towards this machine itself.
        public var tlsRequired: Bool
        /// The file of the authorities whose certificates are trusted, an absolute path; nil: those of
        /// this machine.
        public var ca: String?
        /// The name of the systemd credential that holds the password.
        public var credential: String?
        /// The one address that gets mail on a training clock.
        public var trainingTo: String?
        /// Where via, ca and credential stand, for what the daemon finds wrong with them.
        public var places: [String: Place] = [:]

        public init(
            via: Via, from: Mailbox, replyTo: Mailbox? = nil, tlsRequired: Bool = true,
            ca: String? = nil, credential: String? = nil, trainingTo: String? = nil
        ) {
            self.via = via
            self.from = from
            self.replyTo = replyTo
            self.tlsRequired = tlsRequired
            self.ca = ca
            self.credential = credential
            self.trainingTo = trainingTo
        }
    }

    public var siteName: String
    public var language: Language
    public var mail: MailSettings
    /// Minutes after midnight at which the day's letters go out.
    public var remindAt: Int

    public init(
        siteName: String, language: Language = .vi, mail: MailSettings, remindAt: Int = 480
    ) {
        self.siteName = siteName
        self.language = language
        self.mail = mail
        self.remindAt = remindAt
    }
}

extension Settings.MailSettings {
    /// Letters go no further than this machine's own relay: never true of sendmail, which sends on.
    public var staysHere: Bool {
        guard case .smtp(let host, port: _, implicitTLS: _, user: _) = via else { return false }
        return Settings.MailSettings.isLoopback(host)
    }

    /// This machine itself, by name or by address.
    public static func isLoopback(_ host: String) -> Bool {
        let parts = host.split(separator: ".", omittingEmptySubsequences: false)
        let isNumeric = parts.count == 4 && parts.allSatisfy { UInt8($0) != nil }
        return host == "localhost" || host == "::1" || (isNumeric && parts.first == "127")
    }
}
