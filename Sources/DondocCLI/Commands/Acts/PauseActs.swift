import ArgumentParser
import DondocAPI
import DondocCore

// What is done about the reminders of an obligation, and not about its work: `remind snooze|ack|now`.

struct SnoozeCommand: Act {
    static let verb = ObligationVerb.snooze
    @OptionGroup var global: GlobalOptions
    @Argument(help: ArgumentHelp(Words.Help.ids, valueName: "id")) var ids: [String] = []
    @OptionGroup var selection: Selection
    @Option(help: ArgumentHelp(Words.Help.pauseUntil, valueName: "when")) var until: MomentArgument?
    @Flag(help: ArgumentHelp(Words.Help.pauseEnd)) var end = false
    @OptionGroup var reason: ReasonOption

    func request() throws -> ActRequest {
        if (until == nil) != end { throw ValidationError(Words.untilOrEnd) }
        var request = ActRequest()
        request.until = until?.text
        request.end = end ? true : nil
        request.reason = end ? reason.reason : try reason.given(for: "remind snooze")
        return request
    }
}

struct AckCommand: Act {
    static let verb = ObligationVerb.ack
    @OptionGroup var global: GlobalOptions
    @Argument(help: ArgumentHelp(Words.Help.ids, valueName: "id")) var ids: [String] = []
    @OptionGroup var selection: Selection
    @Option(help: ArgumentHelp(Words.Help.pauseUntil, valueName: "when")) var until: MomentArgument?
    @Option(name: .customLong("for"), help: ArgumentHelp(Words.Help.ackFor, valueName: "days"))
    var days: String?
    @Flag(help: ArgumentHelp(Words.Help.pauseEnd)) var end = false
    @Option(help: ArgumentHelp(Words.Help.text)) var note: String?

    func request() throws -> ActRequest {
        guard [until != nil, days != nil, end].count(where: { $0 }) <= 1 else {
            throw ValidationError(Words.onePause)
        }
        var request = ActRequest()
        request.until = until?.text
        request.end = end ? true : nil
        request.note = note
        if let days {
            guard case .working(let count) = Rung.Distance(written: days), count <= 366 else {
                throw ValidationError(Words.badWorkingDays)
            }
            request.workingDays = count
        }
        return request
    }
}

struct NowCommand: Act {
    static let verb = ObligationVerb.now
    @OptionGroup var global: GlobalOptions
    @Argument(help: ArgumentHelp(Words.Help.ids, valueName: "id")) var ids: [String] = []
    @OptionGroup var selection: Selection
    @Option(help: ArgumentHelp(Words.Help.pressNote, valueName: "text")) var note: String?

    func request() -> ActRequest {
        var request = ActRequest()
        request.note = note
        return request
    }
}
