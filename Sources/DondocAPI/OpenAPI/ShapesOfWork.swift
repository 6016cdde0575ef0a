import DondocCore

// What answers about work hold; the views of the same names say more of each field.

extension Shape {
    static let obligation = Shape(
        "Obligation",
        "One task or report, one responsible agency, one period.",
        obligationFields)

    private static let obligationFields: [Field] = [
        ("number", .number.said("For people; never changes.")),
        ("key", .text.said("For machines, PLAN/TASK/PERIOD/AGENCY; never changes.")),
        ("plan", .text),
        ("task", .text),
        ("kind", .words(of: Plan.Task.Kind.self)),
        ("title", .text),
        ("ref", .text.orNull.said("Where in the document.")),
        ("period", .text),
        ("agency", .text.said("As in the key; `unknown` where the document names nobody.")),
        ("agency_name", .text),
        ("lead", .list(of: .text)),
        ("with", .list(of: .text).said("Who helps, and is never charged.")),
        ("phrase", .text.said("The document's own words about the day.")),
        ("due", .day.orNull.said("The last day that counts as on time.")),
        ("act_by", .day.orNull.said("The working day that reminders count down to.")),
        ("original_due", .day.orNull.said("The first day, whatever was granted since.")),
        ("state", .words(of: ObligationState.self)),
        ("bucket", Schema.words(of: Bucket.self).orNull.said("Null for what was withdrawn.")),
        ("quiet", .flag.said("Continuous work whose check-in is late.")),
        ("days_left", .integer.orNull.said("Calendar days to `due`.")),
        ("extended", .flag),
        ("returned", .count.said("Times it was sent back.")),
        ("reminders_sent", .count),
        ("claimed_at", .instant.orNull),
        ("done_at", .instant.orNull),
        ("doc", .text.orNull.said("The document that proves it.")),
        ("change", .number.said("The change that last touched it, for `If-Match`.")),
    ]

    static let detail = Shape(
        "ObligationDetail", "One obligation with all that hangs on it.",
        obligationFields + [
            ("file", Schema.hash.orNull.said("SHA-256 of the file that the claim names.")),
            ("doc_dated", .day.orNull),
            ("received", .day.orNull.said("The day of receipt by which it is judged.")),
            ("asked", Schema.a(.asked).orNull),
            ("extension", Schema.a(.grant).orNull),
            ("inputs", Schema.a(.inputs).orNull),
            ("waivers", .list(of: .a(.waiver))),
            ("attachments", .list(of: .a(.attachment))),
            ("checkins", .list(of: .a(.remark))),
            ("notes", .list(of: .a(.remark))),
            ("snoozed", Schema.a(.pause).orNull.said("Nothing is said of it until then.")),
            ("acked", Schema.a(.pause).orNull.said("Taken in hand until then.")),
        ])

    static let asked = Shape(
        "ExtensionAsked", "A day that was asked for and is neither granted nor refused.",
        [("to", .day), ("reason", .text)])

    static let grant = Shape(
        "Extension", "The day that is in force in place of the first.",
        [("to", .day), ("doc", .text.orNull), ("dated", .day.orNull)])

    static let inputs = Shape(
        "Inputs", "The reports that this one waits for.",
        [("total", .count), ("missing", .count), ("late", .count), ("waived", .count)])

    static let waiver = Shape(
        "Waiver", "An input that is not waited for.",
        [
            ("key", .text), ("reason", .text), ("at", .instant), ("user", .text),
            ("person", .text.orNull),
        ])

    static let attachment = Shape(
        "Attachment", "A file that stays where it is; here is what it was.",
        [
            ("name", .text), ("sha256", .hash), ("note", .text.orNull), ("at", .instant),
            ("user", .text),
        ])

    static let remark = Shape(
        "Remark", "A check-in or a note.",
        [("at", .instant), ("user", .text), ("text", .text.orNull)])

    static let change = Shape(
        "Change", "What one change came to, or would come to.",
        [
            (
                "change",
                Schema.number.orNull.said("Null for a dry run, and where nothing was to do.")
            ),
            ("verb", .words(ObligationVerb.allCases.map(\.rawValue) + ["undo"])),
            ("dry_run", .flag),
            (
                "skipped",
                .count.said("Named by the filters, in a state that does not allow the verb.")
            ),
            (
                "obligations",
                .list(of: .a(.obligation), atMost: 10_000).said(
                    "As they are now, or would be; after `undo` the first 1,000.")
            ),
        ])

    static let counts = Shape(
        "Counts",
        "The four buckets sum to `dated`; `dated`, `undated` and `withdrawn` to `total`.",
        [
            ("at", .day), ("by", .words(["due", "original"])), ("total", .count),
            ("dated", .count), ("done_on_time", .count), ("done_late", .count),
            ("open_in_time", .count), ("open_overdue", .count), ("undated", .count),
            ("withdrawn", .count),
        ])

    static let task = Shape(
        "Task", "A task or report over all its agencies.",
        [
            ("plan", .text), ("task", .text), ("title", .text), ("phrase", .text),
            ("period", Schema.text.orNull.said("Null where several are asked about at once.")),
            ("total", .count.said("Without those withdrawn.")),
            ("reported", .count.said("Claimed or done.")),
            ("done", .count),
            ("late", .count.said("Of those who have not reported.")),
            ("withdrawn", .count),
            ("missing", .list(of: .a(.obligation), atMost: 1_000)),
        ])

    static let next = Shape(
        "Next", "What may be said next, like a line of `systemctl list-timers`.",
        [
            ("next", .instant), ("left", .integer.said("Seconds.")), ("last", .instant.orNull),
            ("step", .text.said("The rung, `-7wd`.")), ("number", .number), ("key", .text),
            ("title", .text), ("agency", .text), ("agency_name", .text), ("phrase", .text),
            ("due", .day.orNull),
        ])

    static let log = Shape(
        "LogRow", "One row of the trail.",
        [
            ("at", .instant), ("change", .number), ("verb", .text), ("user", .text),
            ("person", .text.orNull),
            ("on_behalf", .text.orNull.said("The agency for which somebody else acted.")),
            ("deputy_for", .text.orNull.said("The person in whose place a deputy acted.")),
            ("undoes", Schema.number.orNull), ("number", Schema.number.orNull),
            ("key", .text.orNull), ("before", .text.orNull), ("after", .text.orNull),
            ("reason", .text.orNull),
        ])

    static let audit = Shape(
        "Audit", "The trail, read from its first row to its last.",
        [
            ("ok", .flag), ("count", .count),
            (
                "head",
                .text.with("pattern", "^([0-9a-f]{64})?$").said(
                    "Of the last row; empty where reading ended before it.")
            ),
            ("row", Schema.number.orNull.said("The first row that is not what it was.")),
            ("fault", Schema.words(["changed", "gone", "cut", "fork", "state"]).orNull),
            ("detail", .text.orNull.said("The same in words.")),
        ])
}
