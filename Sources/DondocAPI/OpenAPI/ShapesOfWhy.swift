import DondocCore

// What `why` answers with; the views of the same names say more of each field.

extension Shape {
    static let why = Shape(
        "Why", "What was and was not said about an obligation.",
        [
            ("obligation", .a(.obligation)),
            (
                "recipient",
                Schema.a(.whyAsked).orNull.said("The one recipient that was asked about.")
            ),
            ("silence", .text.orNull.said("Why nothing more will be said.")),
            (
                "ended",
                Schema.a(.deed).orNull.said(
                    "What brought the work into the state for which nothing more is said.")
            ),
            ("hold", Schema.a(.holding).orNull.said("All letters are held back.")),
            ("rungs", .list(of: .a(.rung))),
            (
                "assigned",
                .list(of: .a(.rung)).said(
                    "Letters that told agencies that the work is theirs, or that they take part.")
            ),
            ("waits_for", .list(of: .text).said("Keys of missing inputs.")),
            ("snoozed", Schema.a(.pause).orNull.said("Nothing is said of it until then.")),
            ("snooze_ended", Schema.a(.snoozeEnded).orNull),
            ("acked", Schema.a(.pause).orNull.said("Taken in hand until then.")),
        ])

    static let whyAsked = Shape(
        "WhyRecipient", "The one recipient that was asked about.",
        [
            ("asked", .text), ("name", .text),
            ("addresses", .list(of: .text).said("`hook:NAME` for a hook.")),
            ("roles", .list(of: .words(of: Audience.self)).said("As what it may hear today.")),
            (
                "never",
                Schema.words([
                    "no-mailbox", "mail-off", "dead", "list", "not-addressee", "no-step",
                    "no-step-left", "hook-training", "hook-event",
                ]).orNull.said(
                    "Why it never was and will not be written to; null where it was or will be.")
            ),
        ])

    static let snoozeEnded = Shape(
        "SnoozeEnded", "A snooze that is over.",
        [
            ("at", .instant), ("reason", .text.orNull), ("by", .text),
            ("held", .list(of: .text).said("Steps that it held.")),
            ("said", .text.orNull.said("The step that was decided at its end.")),
            ("outcome", Schema.words(["sent", "unsure", "waiting"]).orNull.said("Of that step.")),
        ])

    static let deed = Shape(
        "Deed", "What somebody did, by a change.",
        [
            ("change", .number), ("verb", .text), ("at", .instant), ("by", .text),
            ("reason", .text.orNull),
        ])

    static let rung = Shape(
        "Rung", "One step of the ladder of reminders.",
        [
            ("step", .text), ("at", .instant),
            ("hour", .instant.orNull.said("Its own hour, where a snooze has moved it to `at`.")),
            (
                "outcome",
                .words([
                    "sent", "unsure", "waiting", "others", "failed", "taken-back", "nobody",
                    "merged",
                    "before-load",
                    "before-move", "before-reopen", "answered", "not-needed", "withdrawn", "silent",
                    "planned", "snoozed", "passed",
                ])
            ),
            ("by", .text.orNull.said("The rung that spoke for a merged one.")),
            ("late", .flag.said("It, or a rung merged into it, was missed.")),
            (
                "release_at",
                .instant.orNull.said(
                    "When a letter of a rung to come may leave; null until somebody resumes.")
            ),
            ("held", .flag.said("A hold keeps the letter of a rung to come beyond its hour.")),
            (
                "role",
                Schema.words([Audience.lead.rawValue, Audience.partners.rawValue]).orNull.said(
                    "Of newly assigned work: as what an agency was told.")
            ),
            ("to", .list(of: .a(.hearer)).said("Who will hear of a rung to come.")),
            ("passed_over", .list(of: .a(.passedOver))), ("letters", .list(of: .a(.letter))),
        ])

    static let hearer = Shape(
        "Hearer", "Who is going to hear.",
        [
            ("channel", .text.said("`mail` or `hook:NAME`.")), ("role", .words(of: Audience.self)),
            ("name", .text), ("recipient", .text.said("An address, or the name of a hook.")),
        ])

    static let passedOver = Shape(
        "PassedOver", "An address that does not hear because it is marked dead.",
        [
            ("role", .words(of: Audience.self)), ("recipient", .text),
            ("until", .day.said("The last day of the mark.")), ("reason", .text),
            ("instead", .list(of: .text).said("Who hears in the same role.")),
        ])

    static let letter = Shape(
        "Letter", "What one recipient is told, and how far its letter has come.",
        [
            ("channel", .text.said("`mail` or `hook:NAME`.")),
            ("recipient", .text.said("An address, or the name of a hook.")),
            ("role", .words(of: Audience.self)),
            (
                "state",
                .words(["waiting"] + LetterState.allCases.map(\.rawValue))
                    .said("`waiting`: no letter carries it yet; otherwise the letter's.")
            ),
            ("release_at", .instant.orNull.said("When a letter may say it.")),
            ("letter", Schema.number.orNull.said("Its number, as `queue` takes it.")),
            ("attempts", .count),
            (
                "may_have_arrived",
                .flag.said("An attempt ended without the relay's answer, and none was accepted.")
            ),
            ("subject", .text.orNull), ("message_id", .text.orNull),
            ("sent_at", .instant.orNull), ("error", .text.orNull.said("The relay's last words.")),
            ("reason", .text.orNull.said("Why it was withdrawn.")),
            ("withdrawn", Schema.a(.deed).orNull.said("Who withdrew it, where somebody did.")),
        ])
}
