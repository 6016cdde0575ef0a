import DondocCore
import DondocMail
import DondocPlanFile
import DondocStore
import DondocSystemd

/// Which programs hear of notices, and what stands in their way.
extension Office {
    /// On the training clock only those whose entry says so: a program acts on the world.
    func hooks(_ isTraining: Bool) -> [HookSettings] {
        settings.hooks.filter { !isTraining || $0.isForTraining }
    }

    func hook(_ name: String, _ isTraining: Bool) -> HookSettings? {
        hooks(isTraining).first { $0.name == name }
    }

    /// Who hears that a letter was given up: the first fallback, and those that ask for it; never the
    /// hook whose own letter it is, and nobody where the letter already told of another.
    func hooks(ofDead letter: WaitingLetter, _ isTraining: Bool) -> [HookSettings] {
        guard !letter.isAboutFailure else { return [] }
        let all = hooks(isTraining)
        let fallback = all.first(where: \.isFallback)
        return all.filter {
            ($0.on.contains(.failed) || $0.name == fallback?.name) && $0.name != letter.hook
        }
    }

    /// Programs that cannot be run.
    func hookObstacles(_ hooks: [HookSettings]) -> [(HookSettings, Obstacle)] {
        hooks.compactMap { settings in
            Hook.trusted(settings)?.obstacle.map { (settings, $0) }
        }
    }

    /// Channels of ladders that no hook has, with the ladder.
    var lostChannels: [(channel: String, policy: String)] {
        let known = [Rung.mail] + settings.hooks.map(\.name)
        var seen: Set<String> = []
        return policies.ladders.flatMap { ladder in
            ladder.rungs.flatMap(\.channels)
                .filter { !known.contains($0) && seen.insert($0).inserted }
                .map { ($0, ladder.name) }
        }
    }
}

extension Hook {
    /// A program that nobody but root can change, which is looked at anew for each notice;
    /// security.md, 4, row 17.
    static func trusted(_ settings: HookSettings) -> Hook? {
        guard let path = settings.run.first else { return nil }
        return Hook(name: settings.name, path: path, arguments: Array(settings.run.dropFirst())) {
            path in
            do {
                return .success(try Trust.program(path))
            } catch let why as Distrust {
                return .failure(Words.distrust(ofProgram: path, why))
            } catch {
                let why = error as? SystemError ?? SystemError("open \(path)")
                return .failure(Words.cannotOpen(hook: path, why))
            }
        }
    }
}

extension ConfigFolder {
    /// Refuses hooks that could not be run.
    ///
    /// A reload asks; a start does not, since a daemon whose hooks wait is better than none.
    ///
    /// - Throws: `Diagnostics` at the places of the programs.
    func checkHooks(_ office: Office) throws {
        let found = office.hookObstacles(office.settings.hooks).map { hook, obstacle in
            Diagnostic(
                file: settingsFile, line: hook.place?.line ?? 1, column: hook.place?.column ?? 1,
                severity: .error, what: "'run': \(obstacle.what)", fix: obstacle.fix)
        }
        guard found.isEmpty else { throw Diagnostics(found) }
    }
}

extension Trouble {
    /// Of programs: those that cannot be run, and what of theirs was given up or waits.
    static func ofHooks(_ concerns: Concerns, _ office: Office, _ isTraining: Bool) -> [Trouble] {
        let stuck = office.hookObstacles(office.hooks(isTraining)).map { hook, found in
            Trouble(
                cause: .hookStuck, subject: hook.name, what: Words.hookStuck(hook.name, found),
                mend: found.fix)
        }
        let lost = office.lostChannels.map { channel, policy in
            Trouble(
                cause: .hookStuck, subject: channel, what: Words.noHook(channel, policy),
                mend: Words.Mend.noHook)
        }
        let failed = concerns.failedHooks.sorted { $0.key < $1.key }.map { name, count in
            Trouble(
                cause: .lettersFailed, subject: hookPrefix + name,
                what: Words.deadNotices(name, count), mend: Words.Mend.deadNotices)
        }
        let waiting = concerns.stuckHooks.sorted { $0.key < $1.key }.map { name, count in
            Trouble(
                cause: .lettersWaiting, subject: hookPrefix + name,
                what: Words.waitingNotices(name, count), mend: Words.Mend.waitingNotices(name))
        }
        return stuck + lost + failed + waiting
    }
}
