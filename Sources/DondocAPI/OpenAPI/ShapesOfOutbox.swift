import DondocCore

/// Letters, the hold, and addresses.
extension Shape {
    static let outbox: [Shape] = [
        .queued, .queuedLetter, .queueChange, .holding, .holdChange, .deadAddress, .addressChange,
    ]

    static let queued = Shape(
        "QueuedLetter", "A letter of the outbox.",
        [
            ("id", .number), ("channel", .text.said("`mail`, or `hook:` and its name.")),
            ("recipient", .text), ("subject", .text), ("state", .words(of: LetterState.self)),
            ("attempts", .count),
            ("next_try_at", Schema.instant.orNull.said("By the machine's clock.")),
            ("since", .instant.said("When the oldest of what it says was decided.")),
            ("sent_at", .instant.orNull),
            (
                "error",
                Schema.text.orNull.said("What the relay said last, or why it was withdrawn.")
            ),
            (
                "keys",
                .list(of: .text, atMost: 100).said(
                    "Of obligations that it speaks about, `plan:ID` for a coordinator's list.")
            ),
        ])

    static let queuedLetter = Shape(
        "QueuedLetterText", "One letter with what it says.",
        [("letter", .a(.queued)), ("text", .text.said("Its part for readers without HTML."))])

    static let queueChange = Shape(
        "QueueChange", "What was done to letters, or with `dry-run` would be.",
        [
            ("change", Schema.number.orNull), ("verb", .words(["retry", "drop"])),
            ("dry_run", .flag), ("letters", .list(of: .a(.queued)).said("As they are now.")),
            (
                "waits",
                Schema.words(["hold", "hours", "mail-off"]).orNull.said(
                    "Why none of them leaves at once all the same.")
            ),
        ])

    static let reasonRequest = Shape(
        "ReasonRequest", "Why; what people read in the trail years later.", [("reason", .line)])

    static let holdRequest = Shape(
        "HoldRequest",
        "How long letters are held: so many seconds, until a moment, or until somebody resumes.",
        [
            ("reason", .line),
            ("seconds", Schema.number.with("maximum", 31_622_400)),
            (
                "until",
                .line.said("`2023-06-01`, `2023-06-01 08:00` or RFC 3339, of the office's clock.")
            ),
        ], required: ["reason"])

    static let resumeRequest = Shape(
        "ResumeRequest", "An object, or no body at all.",
        [("now", .flag.said("Skips the rest of a wait that ends by itself."))], required: [])

    static let holding = Shape(
        "Hold", "Letters are held back.",
        [
            (
                "cause",
                .words(of: HoldCause.self).said(
                    "Somebody asked for it; the daemon was silent for more than a day; the clock jumped; the clock is before what is recorded; the database is a copy."
                )
            ),
            ("since", .instant),
            ("until", Schema.instant.orNull.said("Null: until somebody resumes.")),
            ("by", .text.orNull), ("reason", .text.orNull),
        ])

    static let holdChange = Shape(
        "HoldChange", "A hold that has begun or ended, or with `dry-run` would.",
        [
            ("change", Schema.number.orNull), ("verb", .words(["hold", "resume"])),
            ("dry_run", .flag), ("hold", .a(.holding)),
        ])

    static let deadAddressRequest = Shape(
        "DeadAddressRequest", "An address to which nothing is to be sent.",
        [
            ("address", .line), ("until", .day.said("The last day on which nothing is sent.")),
            ("reason", .line),
        ])

    static let aliveAddressRequest = Shape(
        "AliveAddressRequest", "An address that may be written to again.", [("address", .line)])

    static let deadAddress = Shape(
        "DeadAddress", "An address to which nothing is sent.",
        [
            ("address", .text),
            ("holder", Schema.text.orNull.said("The agency or the person whose mailbox it is.")),
            ("until", .day.said("The last day.")), ("reason", .text), ("by", .text),
            ("at", .instant),
        ])

    static let addressChange = Shape(
        "AddressChange", "An address that was marked, or with `dry-run` would be.",
        [
            ("change", Schema.number.orNull), ("verb", .words(["dead", "alive"])),
            ("dry_run", .flag), ("address", .text),
            ("withdrawn", .count.said("Reminders that it was to hear and does not.")),
            (
                "turned_to",
                .list(of: .text).said("Addresses that hear of some of it in its place.")
            ),
        ])
}
