import DondocCore

// What answers about plans, files, mail and the daemon itself hold.

extension Shape {
    static let plan = Shape(
        "Plan", "A plan that is loaded.",
        [
            ("plan", .text), ("number", .text.orNull), ("title", .text), ("territory", .text),
            ("issuer", .text), ("coordinator", .text), ("issued", .day.orNull), ("starts", .day),
            ("ends", .day), ("loaded_at", .instant),
            ("silent", .flag.said("Its period had ended when it was loaded: nobody is reminded.")),
            ("tasks", .count), ("reports", .count), ("targets", .count), ("obligations", .count),
        ])

    static let planDetail = Shape(
        "PlanDetail", "A plan with its tasks, reports and targets.",
        [
            ("plan", .a(.plan)), ("note", .text.orNull), ("items", .list(of: .a(.item))),
            ("targets", .list(of: .a(.target))),
        ])

    static let item = Shape(
        "PlanItem", "A task or report as its plan has it.",
        [
            ("id", .text), ("kind", .words(of: Plan.Task.Kind.self)), ("ref", .text.orNull),
            ("title", .text), ("phrase", .text), ("lead", .list(of: .text)),
            ("due", .list(of: .day)), ("obligations", .count), ("assumed", .flag),
            ("request", .flag),
            ("report", .text.orNull.said("The report that discharges this duty.")),
            ("note", .text.orNull),
        ])

    static let target = Shape(
        "PlanTarget", "What is to be reached, in numbers.",
        [
            ("id", .text), ("ref", .text.orNull), ("title", .text), ("goal", .text),
            ("unit", .text.orNull), ("owner", .text.orNull), ("by", .text),
        ])

    static let load = Shape(
        "Load", "What a load came to.",
        [
            ("change", Schema.number.orNull.said("Null when nothing changed.")),
            ("plans", .list(of: .a(.loaded))),
        ])

    static let loaded = Shape(
        "LoadedPlan", "What a load came to for one plan: obligations.",
        [
            ("plan", .text), ("added", .count), ("changed", .count), ("withdrawn", .count),
            ("unchanged", .count), ("silent", .flag), ("warnings", .list(of: .text)),
        ])

    static let reload = Shape(
        "Reload", "What a reload applied, or with `dry-run` would apply.",
        [
            ("dry_run", .flag), ("agencies", .count), ("groups", .count), ("people", .count),
            ("calendar_years", .list(of: .integer)),
            ("applied", .list(of: .text).said("Files whose content is new or gone.")),
            ("days", .list(of: .a(.dayChange))), ("moves", .list(of: .a(.move))),
            (
                "reminders",
                .count.said("Obligations with unmoved days and another next reminder.")
            ),
            ("warnings", Schema.list(of: .text).orNull.said("`FILE:LINE:COLUMN: warning: …`")),
        ])

    static let dayChange = Shape(
        "DayChange", "A day of which the calendar says something else; null: an ordinary day.",
        [
            ("day", .day), ("before", Schema.a(.dayOff).orNull),
            ("after", Schema.a(.dayOff).orNull),
        ])

    static let dayOff = Shape(
        "DayOff", "A day off, or a Saturday worked.",
        [("kind", .words(of: WorkCalendar.Kind.self)), ("name", .text)])

    static let move = Shape(
        "Move", "An obligation that comes, goes, or gets other days.",
        [
            ("kind", .words(["added", "moved", "changed", "withdrawn"])),
            ("number", Schema.number.orNull), ("key", .text), ("phrase", .text),
            ("due_before", .day.orNull), ("due_after", .day.orNull),
            ("act_by_before", .day.orNull), ("act_by_after", .day.orNull),
        ])

    static let mailTest = Shape(
        "MailTest", "How a test letter ended.",
        [
            ("state", .words(of: MailTestView.State.self)), ("to", .text), ("via", .text),
            ("tls", .text.orNull), ("answer", .text.orNull), ("reason", .text.orNull),
            ("milliseconds", .count), ("message_id", .text),
        ])

    static let whoami = Shape(
        "Whoami", "Who the daemon takes the caller for, by the uid at connect.",
        [
            ("uid", .count), ("user", .text.orNull), ("person", .text.orNull),
            ("agency", .text.orNull), ("role", Schema.words(of: Person.Role.self).orNull),
            (
                "deputy_for",
                Schema.list(of: .text).orNull.said("Names of those whose rights one has today.")
            ),
        ])

    // MARK: Health

    static let status = Shape(
        "Status", "The daemon's health.",
        [
            ("version", .text), ("pid", .number),
            ("started_at", .instant.said("By the machine's clock.")), ("socket", .text),
            ("site", .text), ("clock", .a(.clock)), ("heartbeat", .a(.heartbeat)),
            ("store", .text), ("store_bytes", .count), ("schema", .count),
            ("integrity", Schema.a(.integrity).orNull), ("last_backup_at", .instant.orNull),
            ("plans", .count), ("obligations", .count), ("buckets", .a(.buckets)),
            ("letters", .a(.letters)), ("queue", .a(.queue)),
            ("hold", Schema.a(.holding).orNull.said("Null while letters may leave.")),
            ("journal_waiting", .count),
            ("next_wake", .instant.orNull), ("wake", .a(.wake)),
            ("differs", .list(of: .text).said("Files that differ from what is applied.")),
            ("unreachable", .list(of: .text)),
            ("degraded", .list(of: .text).said("Empty when all is well.")),
            ("troubles", .list(of: .a(.trouble)).said("The same, taken apart.")),
            ("warnings", .list(of: .text)),
        ])

    static let buckets = Shape(
        "Buckets", "Obligations by bucket.", Bucket.allCases.map { ($0.rawValue, .count) })

    static let clock = Shape(
        "Clock", "The office's clock.",
        [("now", .instant), ("zone", .text), ("training", .flag), ("ended", .flag)])

    static let heartbeat = Shape(
        "Heartbeat", "The loop that decides what is due.",
        [("last_beat_at", .instant.orNull), ("age", Schema.count.orNull.said("Seconds."))])

    static let integrity = Shape(
        "Integrity", "The last examination of the database.",
        [("ok", .flag), ("checked_at", .instant), ("fault", .text.orNull)])

    static let letters = Shape(
        "Letters", "Letters by state.",
        [
            ("queued", .count), ("sending", .count), ("sent", .count), ("unsure", .count),
            ("failed", .count), ("last_sent_at", .instant.orNull),
        ])

    static let queue = Shape(
        "Queue", "Letters that are not yet with the relay.",
        [
            ("waiting", .count), ("oldest_at", .instant.orNull),
            ("oldest_age", Schema.count.orNull.said("Seconds.")),
            ("notices", .count.said("What waits for its hour, in no letter yet.")),
        ])

    static let wake = Shape(
        "Wake", "What the daemon rests for.",
        [
            ("at", .instant), ("kind", .words(["reminder", "list", "letter", "hold", "alive"])),
            ("count", .count),
            ("number", Schema.number.orNull), ("key", .text.orNull),
        ])

    static let trouble = Shape(
        "Trouble", "What is wrong and how to mend it.",
        [("cause", .text), ("what", .text), ("since", .instant), ("mend", .text)])
}
