import DondocCore

/// What `simulate` asks and answers.
extension Shape {
    static let simulateRequest = Shape(
        "SimulateRequest", "Which days are played, on what, with whose answers.",
        [
            ("from", Schema.day.said("The first day that is told of; today otherwise.").orNull),
            (
                "to",
                Schema.day.said("The last one; the end of the year of `from` otherwise.").orNull
            ),
            (
                "files",
                Schema.list(of: .a(.file)).with("minItems", 1).said(
                    "Plans that are loaded at `from`, and of which alone is told."
                ).orNull
            ),
            (
                "answers",
                Schema.either([.a(.file), .null]).said(
                    "Who answers what, and when: lines of `day,key,verb,text`.")
            ),
            ("agency", Schema.line.said("Only of this agency's work.").orNull),
            ("to_address", Schema.line.said("Only letters to this address.").orNull),
        ], required: [])

    static let simulated = Shape(
        "Simulated", "One thing that a letter of a simulated year says.",
        [
            ("at", .instant.said("When the letter leaves.")),
            ("kind", .words(NoticeKind.allCases.map(\.rawValue) + ["returned"])),
            ("step", .text),
            (
                "key",
                .text.said("Of the obligation; the plan of a list or of what is newly assigned.")
            ),
            ("agency", .text), ("due", .day.orNull),
            ("recipients", .list(of: .text).said("The letter's one.")), ("channel", .text),
            ("merged", .list(of: .text).said("Rungs that it stands for.")),
            ("letter", .number.said("Letters of a run are counted from 1.")),
            ("subject", .text),
            (
                "count",
                .number.said(
                    "Things of the letter that are told alike: what an agency leads and what it "
                        + "takes part in is one row of two.")
            ),
        ])
}
