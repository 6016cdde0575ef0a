import DondocCore

/// Answers about when people are reminded.
extension Shape {
    static let policy = Shape(
        "Policy", "A ladder of reminders, as it is applied.",
        [
            ("name", .text),
            (
                "kinds",
                .list(of: .words(of: WorkKind.self)).said(
                    "Work of these kinds has this ladder where nothing else is named.")
            ),
            ("steps", .list(of: .a(.policyStep)).said("Earliest first.")),
            (
                "checkin_ask",
                .count.said("Working days before a quarter's last one: a check-in is asked for.")
            ),
            (
                "checkin_quiet",
                .count.said("Working days after a quarter: a missing one is called quiet.")
            ),
        ])

    static let policyStep = Shape(
        "PolicyStep", "A line of a ladder.",
        [
            ("at", .text.said("`-30d`, `-7wd`, `0`, `due`, `+1wd`.")),
            ("to", .list(of: .words(of: Audience.self)).said("The most charged first.")),
            ("channels", .list(of: .text).said("`mail` and names of hooks.")),
            ("wording", .text.orNull), ("every", .text.orNull), ("times", .number),
        ])

    static let policyDays = Shape(
        "PolicyDays", "What a ladder comes to for one obligation.",
        [
            ("policy", .text),
            ("own", .text.said("The ladder by which the obligation is reminded.")),
            ("obligation", .a(.obligation)), ("rungs", .list(of: .a(.policyRung))),
        ])

    static let policyRung = Shape(
        "PolicyRung", "A step with its day and those who hear of it.",
        [
            ("said", .a(.rung)), ("day", .day),
            ("moved_from", .day.orNull.said("The day off that it counts to.")),
            ("because", .text.orNull.said("What the calendar calls that day.")),
            ("to", .list(of: .a(.recipient))),
            (
                "nobody",
                .list(of: .words(of: Audience.self)).said("As what nobody hears of it by mail.")
            ),
            ("channels", .list(of: .text)),
        ])

    static let recipient = Shape(
        "Recipient", "A mailbox, and as what it hears.",
        [("role", .words(of: Audience.self)), ("name", .text), ("mailbox", .text)])

    static let reminder = Shape(
        "Reminder", "A reminder to come, if nobody acts before.",
        [
            ("at", .instant), ("kind", .words(["upcoming", "due", "overdue", "quiet", "digest"])),
            ("step", .text), ("key", .text.said("Of a `digest`, a coordinator's list, the plan.")),
            ("agency", .text), ("due", .day.orNull),
            (
                "recipients",
                .list(of: .text).said("Mailboxes, the most charged first; none for a hook.")
            ),
            ("channel", .text), ("merged", .list(of: .text).said("Rungs that it stands for.")),
            (
                "held",
                Schema.words(["snooze", "ack"]).orNull.said(
                    "It waits for the end of a snooze or an acknowledgement, which is `at`.")
            ),
            ("number", Schema.number.orNull.said("Of the obligation; null for a `digest`.")),
        ])

    static let pause = Shape(
        "Pause", "A pause of reminders that lasts.",
        [
            ("until", .instant), ("reason", .text.orNull),
            ("by", .text.said("The name of a person, or a login name.")),
        ])
}
