import DondocCore

// Bodies of requests, and the answer to one that is refused.

extension Shape {
    /// The body of a verb: the fields that it takes and no other.
    static func act(_ verb: ObligationVerb) -> Shape {
        let name = verb.rawValue.prefix(1).uppercased() + verb.rawValue.dropFirst() + "Request"
        let required: [ActRequest.CodingKeys] =
            switch verb {
            case .note: [.note]
            case .attach: [.name, .file]
            case .waive: [.inputs, .reason]
            // Not for an end.
            case .snooze: []
            case _ where verb.needsReason: [.reason]
            default: []
            }
        return Shape(
            name, "What `\(verb.rawValue)` takes; a field that is `null` is as good as absent.",
            ActRequest.fields(of: verb.rawValue).map { ($0.rawValue, schema(of: $0)) },
            required: required.map(\.rawValue))
    }

    private static func schema(of field: ActRequest.CodingKeys) -> Schema {
        let schema: Schema =
            switch field {
            case .doc: .line.said("Number of the document that proves it, or that grants.")
            case .dated: .day.said("The document's day; not in the future.")
            case .file: .hash.said("SHA-256 of the file, which stays where it is.")
            case .name: .line.said("The file's name, for people.")
            case .note, .reason: .line
            case .onBehalf: .line.said("The agency in whose place a coordinator acts.")
            case .received: .day.said("The day of receipt on paper; wants a reason.")
            case .to: .day.said("The new due day.")
            case .force: .flag.said("Grant what was not asked for in time.")
            case .refuse: .flag.said("Say no to what was asked; without `to`.")
            case .inputs:
                .list(of: .line, atMost: 1_000).said(
                    "Agencies, numbers or keys of the missing inputs.")
            case .until: .until
            case .workingDays:
                .number.with("maximum", 366).said(
                    "Until the hour of reminders of the working day that is so many after today; not beside `until`."
                )
            case .end: .flag.said("End what stands, at once.")
            }
        return schema.orNull
    }

    static let undo = Shape(
        "UndoRequest", "The change to take back; without one the caller's own last.",
        [("change", Schema.integer.orNull), ("reason", Schema.line.orNull)], required: [])

    static let loadRequest = Shape(
        "LoadRequest", "Either the files' text, or with `all` those of the daemon's own folder.",
        [("files", .list(of: .a(.file))), ("all", .flag)])

    static let file = Shape(
        "PlanFile", "A plan's file.",
        [
            ("name", .text.with("minLength", 1).with("maxLength", 4_096)), ("text", .text),
        ])

    static let nothing = Shape("Nothing", "An empty object, or no body at all.", [])

    static let mailTestRequest = Shape(
        "MailTestRequest", "To whom a test letter goes.", [("to", .text.said("A bare address."))])

    static let problem = Shape(
        "Problem", "Why a request was refused (RFC 9457).",
        [
            ("type", .words(["about:blank"])), ("title", .text),
            ("status", Schema.integer.with("minimum", 400).with("maximum", 599)),
            ("detail", .text.said("In words, in the language that was asked for.")),
            (
                "exit",
                Schema(exits: [
                    ExitStatus.no, ExitStatus.usage, ExitStatus.data, ExitStatus.noSuchThing,
                    ExitStatus.notRunning, ExitStatus.tryAgain, ExitStatus.notPermitted,
                ]).said(
                    "Exit status of `dondoc`: 1 the answer is no; 64 wrong usage; 65 bad file; 66 no such thing; 69 not running; 75 try again; 77 not permitted."
                )
            ),
            (
                "items",
                .list(of: .text).said(
                    "One line each: mistakes of a file, keys of missing inputs, candidates of a prefix, obligations that cannot be done."
                )
            ),
        ])
}

extension Schema {
    fileprivate init(exits: [Int]) {
        self = Schema.integer.with("enum", .list(exits.map(Node.number)))
    }
}
