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
        /// Who hears of letters that could not be delivered; nil: the sender.
        public var bounceTo: String?
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
            via: Via, from: Mailbox, replyTo: Mailbox? = nil, bounceTo: String? = nil,
            tlsRequired: Bool = true, ca: String? = nil, credential: String? = nil,
            trainingTo: String? = nil
        ) {
            self.via = via
            self.from = from
            self.replyTo = replyTo
            self.bounceTo = bounceTo
            self.tlsRequired = tlsRequired
            self.ca = ca
            self.credential = credential
            self.trainingTo = trainingTo
        }
    }

    /// Minutes after midnight.
    public struct Hours: Hashable, Sendable {
        /// The day's letter; between the other two.
        public var remindAt = 480
        /// Letters leave from `opens` until before `closes`, on working days.
        public var opens = 450
        public var closes = 1_020

        public init() {}
    }

    /// How many letters leave.
    public struct Limits: Hashable, Sendable {
        /// What any of them may be.
        public static let range = 1...100_000

        /// Handed to the relay in one minute.
        public var perMinute = 1_000
        /// The same of letters that have waited for an hour or longer.
        public var afterOutagePerMinute = 60
        /// To one recipient on one day; what is more waits for the next day's letter.
        public var perRecipientDay = 20

        public init() {}
    }

    public var siteName: String
    public var language: Language
    public var mail: MailSettings
    public var hours: Hours
    public var limits: Limits
    /// Minutes after midnight at which the day's letters go out.
    public var remindAt: Int { hours.remindAt }
    /// In the order of the file.
    public var hooks: [HookSettings] = []

    public init(
        siteName: String, language: Language = .vi, mail: MailSettings, hours: Hours = Hours(),
        limits: Limits = Limits()
    ) {
        self.siteName = siteName
        self.language = language
        self.mail = mail
        self.hours = hours
        self.limits = limits
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
        // Asked for each notice.
        guard host.hasPrefix("127.") else { return host == "localhost" || host == "::1" }
        let parts = host.split(separator: ".", omittingEmptySubsequences: false)
        return parts.count == 4 && parts.allSatisfy { UInt8($0) != nil }
    }
}
