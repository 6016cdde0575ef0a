import DondocCore
import DondocLetters
import DondocPlanFile
import DondocStore
import DondocSystemd
import Foundation
import Glibc
import Synchronization

/// The configuration that is in force: agencies, calendar, settings.
struct Office: Sendable {
    var directory: Directory
    var calendar: WorkCalendar
    var settings: Settings
    var policies = Policies.builtIn
    /// The words of letters.
    var templates = Templates.shipped
    /// The last spelling, by alphabet (small letters), of mailboxes that differ in the case of their letters alone.
    var spellings: [String: String] = [:]
    /// What a person should know about the files of agencies.
    var warnings: [String] = []
    let climbing = ClimbingMemory()

    var policy: Policy {
        Policy(policies: policies, remindAt: settings.remindAt, calendar: calendar)
    }

    /// When letters may leave.
    var hours: OfficeHours {
        OfficeHours(
            remindAt: settings.remindAt, opens: settings.hours.opens,
            closes: settings.hours.closes, calendar: calendar)
    }

    /// What a step's `wording` may name in the language of this office's letters.
    var wordings: [String] {
        templates.wordings(Language(rawValue: settings.language.rawValue) ?? .office)
    }

    var release: Release {
        Release(hours: hours, perRecipientDay: settings.limits.perRecipientDay)
    }

    /// One spelling of a mailbox that the files write in several ways: letters to it are one a day.
    func spelling(_ mailbox: String) -> String { spellings[mailbox.lowercased()] ?? mailbox }

    func name(_ ref: AgencyRef?) -> String {
        guard let ref else { return Words.unknownAgency }
        return directory[ref]?.name ?? ref.description
    }

    func label(_ ref: AgencyRef?) -> String {
        guard let ref else { return Words.unknownAgency }
        return directory[ref]?.label ?? ref.description
    }

    /// The name behind an id, `@group` or `unknown` as a task's lists hold it.
    func name(_ id: String, in territory: String) -> String {
        if id.hasPrefix("@") {
            return directory.group(dotted(id.dropFirst()), in: territory)?.name ?? id
        }
        if id == AgencyRef.unknownId { return Words.unknownAgency }
        return directory.agency(dotted(id[...]), in: territory)?.name ?? id
    }

    /// `central.bo-y-te` of a key is `central/bo-y-te` of a file.
    func dotted(_ id: Substring) -> String {
        String(id.replacing(".", with: "/", maxReplacements: 1))
    }
}

/// The office in force, changed whole by `reload`.
final class OfficeBox: Sendable {
    private let office: Mutex<Office>
    /// Something may wait for an address that nobody has: at a start nobody knows.
    private let mayHaveGone = Mutex(true)

    /// Addresses at which something may wait, or be on its way, that does not concern them any more.
    private let suspects = Mutex<Set<String>>([])

    init(_ office: Office) { self.office = Mutex(office) }

    var current: Office { office.withLock { $0 } }

    /// Addresses that are dead stay so, whatever the files say.
    func replace(_ new: Office) {
        office.withLock { office in
            let dead = office.directory.dead
            office = new
            office.directory.dead = dead
        }
    }

    func expectGone(_ addresses: Set<String> = []) {
        suspects.withLock { $0.formUnion(addresses) }
        mayHaveGone.withLock { $0 = true }
    }

    var suspected: Set<String> { suspects.withLock { $0 } }

    func clear(_ addresses: Set<String>) { suspects.withLock { $0.subtract(addresses) } }

    /// Whether to look; asked once.
    func takeGone() -> Bool {
        mayHaveGone.withLock { may in
            defer { may = false }
            return may
        }
    }

    /// Takes over which addresses are dead, as the record has it.
    func bury(_ addresses: [DeadAddress]) {
        let dead = Dictionary(
            addresses.map { ($0.address.lowercased(), $0.until) }, uniquingKeysWith: max)
        office.withLock { $0.directory.dead = dead }
    }
}

/// The folder of files that people edit.
struct ConfigFolder: Sendable {
    let path: String

    /// The plan that shows every key; nobody means to load it.
    static let example = "plans/example.yaml"

    static let settingsName = "dondoc.yaml"

    static let templatesName = "templates"

    static let policiesName = "policies.yaml"

    /// The password that the service's `LoadCredential=` names.
    static let credential = "smtp-password"

    var settingsFile: String { "\(path)/\(ConfigFolder.settingsName)" }

    /// `dondoc.yaml`, which is read at every start and reload; built-in defaults where it is absent.
    func settings() throws -> Settings {
        try PlanFile.settings(
            try PlanFile.bytes(try read(ConfigFolder.settingsName), name: settingsFile))
    }

    /// `agencies/*.yaml`, `calendar/*.yaml` and `policies.yaml`, named relative to the folder.
    func applicable() throws -> [SourceText] {
        let top = try topNames().map { try PlanFile.bytes(try read($0), name: $0) }
        let stray = ConfigFolder.policiesName.replacing(".yaml", with: ".yml")
        if (try? Trust.facts("\(path)/\(stray)")) != nil {
            throw ConfigurationFault(Words.wrongSuffix("\(path)/\(stray)"))
        }
        return try ["agencies", "calendar"].flatMap { try files(in: $0) } + top
    }

    /// Files beside the settings that are applied: `policies.yaml`, where there is one.
    func topNames() throws -> [String] {
        do {
            let isThere = try Trust.facts("\(path)/\(ConfigFolder.policiesName)") != nil
            return isThere ? [ConfigFolder.policiesName] : []
        } catch {
            throw ConfigurationFault(Words.cannotRead(path, error))
        }
    }

    /// `templates/{vi,en}/*.mustache`, read at every start and reload like the settings; the words that
    /// come with the program where there is no file.
    ///
    /// - Throws: `Diagnostics`, `ConfigurationFault`.
    func templates() throws -> Templates {
        do {
            return try Templates(try templateFiles())
        } catch let error as TemplateFaults {
            throw Diagnostics(
                error.list.map {
                    Diagnostic(
                        file: $0.file, line: $0.line, column: $0.column, severity: .error,
                        what: $0.what, fix: $0.fix)
                })
        }
    }

    /// Names relative to the folder, with their texts.
    func templateFiles() throws -> [(file: String, text: String)] {
        try Language.allCases.flatMap { language in
            try names(
                in: "\(ConfigFolder.templatesName)/\(language.rawValue)", suffix: ".mustache")
        }.map { ($0, try PlanFile.bytes(try read($0), name: $0).text) }
    }

    func plans() throws -> [SourceText] {
        try files(in: "plans")
    }

    /// Names of the files of a folder that are applied, relative to the configuration, in order.
    func names(in folder: String, suffix: String = ".yaml") throws -> [String] {
        do {
            return try FolderFile.names(in: "\(path)/\(folder)", suffix: suffix)
                .filter { suffix != ".yaml" || PlanFile.isApplied($0) }.map { "\(folder)/\($0)" }
        } catch let why as Distrust {
            throw ConfigurationFault(Words.distrust(why))
        } catch let why as SystemError {
            throw ConfigurationFault(Words.cannotRead("\(path)/\(folder)", why))
        }
    }

    private func files(in folder: String) throws -> [SourceText] {
        let names = try names(in: folder)
        if let stray = try FolderFile.names(in: "\(path)/\(folder)", suffix: ".yml").first {
            throw ConfigurationFault(Words.wrongSuffix("\(path)/\(folder)/\(stray)"))
        }
        return try names.map { name in
            try PlanFile.bytes(try read(name), name: name)
        }
    }

    /// A file that does not lead out of the folder, and that not everybody may write.
    private func read(_ name: String) throws -> [UInt8] {
        do {
            return try FolderFile.read(name, in: path, limit: 4 << 20)
        } catch let why as Distrust {
            throw ConfigurationFault(Words.distrust(why))
        } catch let why as SystemError {
            let file = "\(path)/\(name)"
            let isMissing = why.code == ENOENT && name == ConfigFolder.settingsName
            throw ConfigurationFault(
                isMissing ? Words.noSettings(file) : Words.cannotRead(file, why))
        }
    }

    /// The directory and calendar that a set of files makes.
    ///
    /// `isApplied`: they were taken once; a channel of which dondoc.yaml says nothing any more stops no
    /// start.
    static func office(
        _ files: [SourceText], _ settings: Settings, _ templates: Templates = .shipped,
        isApplied: Bool = false
    ) throws -> Office {
        let (directory, warnings) = try PlanFile.directoryWithWarnings(
            files.filter { $0.name.hasPrefix("agencies/") })
        let calendar = try PlanFile.calendar(files.filter { $0.name.hasPrefix("calendar/") })
        var office = Office(
            directory: directory, calendar: calendar, settings: settings,
            policies: try policies(files, isApplied ? nil : settings.hooks.map(\.name)),
            templates: templates,
            warnings: warnings.map(\.description))
        office.spellings = spellings(of: directory)
        return office
    }

    /// The same of files that are about to be applied: what a step names must be there.
    static func newOffice(_ files: [SourceText], _ settings: Settings, _ templates: Templates)
        throws -> Office
    {
        let office = try office(files, settings, templates)
        _ = try policies(files, settings.hooks.map(\.name), wordings: office.wordings)
        return office
    }

    private static func spellings(of directory: Directory) -> [String: String] {
        let all = directory.agencies.values.flatMap(\.mail) + directory.people.compactMap(\.mail)
        return Dictionary(grouping: Set(all)) { $0.lowercased() }
            .filter { $0.value.count > 1 }.compactMapValues { $0.max() }
    }

    /// The built-in ladder where no file says otherwise.
    ///
    /// A reload asks whether there are hooks and templates for what steps name; a start does not (nil):
    /// where a template is gone the words of the kind are said.
    static func policies(
        _ files: [SourceText], _ hooks: [String]?, wordings: [String]? = nil
    ) throws -> Policies {
        try files.first { $0.name == policiesName }
            .map { try PlanFile.policies($0, hooks: hooks, wordings: wordings) } ?? .builtIn
    }
}

/// Why the daemon cannot start with this configuration: exit 78.
struct ConfigurationFault: Error, CustomStringConvertible {
    let description: String

    init(_ text: String) { description = text }
}
