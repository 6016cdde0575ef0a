import ArgumentParser
import DondocAPI
import DondocCore

/// `extend`: an agency asks for a later day, its plan's coordinator grants it or refuses.
struct ExtendCommand: Act {
    static let verb = ObligationVerb.extend
    @OptionGroup var global: GlobalOptions
    @Argument(help: ArgumentHelp(Words.Help.ids, valueName: "id")) var ids: [String] = []
    @OptionGroup var selection: Selection
    @Option(help: ArgumentHelp(Words.Help.extendTo, valueName: "day")) var to: DayArgument?
    @OptionGroup var reason: ReasonOption
    @Option(help: ArgumentHelp(Words.Help.grantDoc, valueName: "number")) var doc: String?
    @Option(help: ArgumentHelp(Words.Help.dated, valueName: "day")) var dated: DayArgument?
    @Flag(help: ArgumentHelp(Words.Help.force)) var force = false
    @Flag(help: ArgumentHelp(Words.Help.refuse)) var refuse = false

    func request() throws -> ActRequest {
        if (to == nil) != refuse { throw ValidationError(Words.toOrRefuse) }
        if refuse, doc != nil || dated != nil || force {
            throw ValidationError(Words.refuseAlone)
        }
        if dated != nil, doc == nil { throw ValidationError(Words.datedWithoutDoc) }
        var request = ActRequest()
        request.reason = try reason.given(for: "extend")
        (request.to, request.doc) = (to?.day.description, doc)
        request.dated = dated?.day.description
        if force { request.force = true }
        if refuse { request.refuse = true }
        return request
    }
}
