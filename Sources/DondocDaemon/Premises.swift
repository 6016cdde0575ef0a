import DondocCore
import DondocLetters
import DondocPlanFile
import Synchronization

/// The folders around a running daemon: who could change them, and whether its next start would take
/// what stands in them.
///
/// Looked at for each `status` and each heartbeat; files are read only when one has changed.
final class Premises: Sendable {
    private let state: String
    private let config: ConfigFolder
    private let seen = Mutex<(stamps: [String: FileStamp?], found: [Trouble])?>(nil)

    init(state: String, config: ConfigFolder) {
        self.state = state
        self.config = config
    }

    func troubles() -> [Trouble] {
        let files = names(in: ["agencies", "calendar", "plans"]) + top
        return Custody.troubles(state: state) + badFiles()
            + Custody.troubles(config: config.path, files: files)
    }

    /// Files that a start or a reload would not take.
    private func badFiles() -> [Trouble] {
        let stamps = stamps()
        if let seen = seen.withLock({ $0 }), seen.stamps == stamps { return seen.found }
        let found = config.refused().map { Premises.trouble(in: $0, config.path) }.flatMap { $0 }
        let isSettled = stamps.values.allSatisfy { $0?.isSettled ?? true }
        seen.withLock { $0 = isSettled ? (stamps, found) : nil }
        return found
    }

    private func stamps() -> [String: FileStamp?] {
        let folders = ["agencies", "calendar"]
        let all = ["", ConfigFolder.settingsName] + top + folders + names(in: folders)
        return Dictionary(uniqueKeysWithValues: all.map { ($0, FileStamp("\(config.path)/\($0)")) })
    }

    private var top: [String] { (try? config.topNames()) ?? [] }

    private func names(in folders: [String]) -> [String] {
        folders.flatMap { (try? config.names(in: $0)) ?? [] }
    }

    /// One trouble for each file, by its first mistake.
    private static func trouble(in refusal: ConfigFolder.Refusal, _ folder: String) -> [Trouble] {
        let stops = refusal.stopsStart
        guard let wrong = refusal.why as? Diagnostics else {
            return [
                Trouble(
                    cause: .badFile, subject: stops ? ConfigFolder.settingsName : "",
                    what: Words.badFile("\(refusal.why)", stops: stops), mend: Words.Mend.badFile)
            ]
        }
        return Dictionary(grouping: wrong.list, by: \.file).sorted { $0.key < $1.key }
            .compactMap { file, list in
                list.first.map { first in
                    Trouble(
                        cause: .badFile, subject: stops ? ConfigFolder.settingsName : file,
                        what: Words.badFile(first, of: list.count, stops: stops),
                        mend: Words.Mend.badFile(first.fix))
                }
            }
    }
}

extension ConfigFolder {
    /// Why files on the disk are not taken.
    struct Refusal {
        /// `Diagnostics` or `ConfigurationFault`.
        let why: any Error
        /// Whether a start would end with 78; agencies and calendar it has as they were applied.
        let stopsStart: Bool
    }

    /// Reads what is on the disk as a start and a reload do, and puts nothing into force.
    func refused() -> [Refusal] {
        func tried(stopsStart: Bool, _ read: () throws -> Void) -> Refusal? {
            do {
                try read()
                return nil
            } catch {
                return Refusal(why: error, stopsStart: stopsStart)
            }
        }
        let settings = tried(stopsStart: true) { _ = try self.settings() }
        let templates = tried(stopsStart: true) { _ = try self.templates() }
        let office = tried(stopsStart: false) {
            let files = try applicable()
            _ = try PlanFile.directory(files.filter { $0.name.hasPrefix("agencies/") })
            _ = try PlanFile.calendar(files.filter { $0.name.hasPrefix("calendar/") })
            let (templates, settings) = (try? self.templates(), try? self.settings())
            let language = settings.flatMap { Language(rawValue: $0.language.rawValue) }
            _ = try ConfigFolder.policies(
                files, settings?.hooks.map(\.name),
                wordings: templates?.wordings(language ?? .office))
        }
        return [settings, templates, office].compactMap { $0 }
    }
}
