import DondocAPI

/// Answers of a daemon, for tables.
enum Canned {
    static func obligation(
        _ number: Int, title: String = "Báo cáo 6 tháng", agency: String = "Nông Cống",
        state: String = "planned", bucket: String? = "open-in-time", due: String? = "2023-06-15",
        left: Int? = 14, quiet: Bool = false, phrase: String = "trước ngày 15/6/2023"
    ) -> ObligationView {
        ObligationView(
            number: number, key: "thanh-hoa-2023/bao-cao-6-thang/2023-H1/huyen-\(number)",
            plan: "thanh-hoa-2023", task: "bao-cao-6-thang", kind: "report", title: title,
            ref: "IV.1", period: "2023-H1", agency: "huyen-\(number)", agencyName: agency,
            lead: ["huyen-\(number)"], with: ["so-y-te", "cong-an-tinh"],
            phrase: phrase, due: due, actBy: due == nil ? nil : "2023-06-14",
            originalDue: due, state: state, bucket: bucket, quiet: quiet, daysLeft: left,
            extended: false, returned: 1, remindersSent: 2,
            claimedAt: state == "claimed" ? "2023-06-10T09:30:00+07:00" : nil, doneAt: nil,
            doc: "12/BC-UBND", change: 41)
    }

    static let list = [
        obligation(7), obligation(1432, state: "claimed"),
        obligation(
            12,
            title:
                "Phối hợp tuyên truyền phòng, chống tệ nạn xã hội trong trường học và ký cam kết",
            agency: "Sở Giáo dục và Đào tạo tỉnh Thanh Hóa", state: "started",
            bucket: "open-overdue", left: -5),
        obligation(
            13, title: "Kiểm tra liên ngành", agency: "Đội 178", bucket: "undated", due: nil,
            left: nil, quiet: true, phrase: "Thường xuyên"),
        obligation(14, title: "会议 🎉 \u{1B}[31mđỏ\u{202E}", agency: "A", state: "done", left: 3),
    ]

    static let next = [
        NextView(
            next: "2023-06-05T08:00:00+07:00", left: 345_600, last: "2023-05-03T08:00:00+07:00",
            step: "-7wd", number: 1432, key: "k", title: "Báo cáo 6 tháng",
            agency: "huyen-nong-cong",
            agencyName: "Nông Cống", phrase: "trước ngày 15/6/2023", due: "2023-06-15"),
        NextView(
            next: "2023-06-14T08:00:00+07:00", left: 4000, last: nil, step: "0", number: 12,
            key: "k",
            title:
                "Phối hợp tuyên truyền phòng, chống tệ nạn xã hội trong trường học và ký cam kết",
            agency: "so-gddt", agencyName: "Sở Giáo dục và Đào tạo tỉnh Thanh Hóa",
            phrase: "Thường xuyên", due: nil),
    ]

    static let reload = ReloadView(
        dryRun: true, agencies: 40, groups: 3, people: 2, calendarYears: [2022, 2023],
        applied: ["calendar/2023.yaml"],
        days: [
            .init(
                day: "2023-06-14", before: nil,
                after: .init(kind: "swapped-off", name: "Nghỉ hoán đổi")),
            .init(
                day: "2023-06-17", before: .init(kind: "swapped-work", name: "Làm bù"), after: nil),
        ],
        moves: [
            .init(
                kind: "moved", number: 1432, key: "p/bao-cao/2023-H1/so",
                phrase: "trước ngày 15/6/2023",
                dueBefore: "2023-06-15", dueAfter: "2023-06-15", actByBefore: "2023-06-14",
                actByAfter: "2023-06-13"),
            .init(
                kind: "withdrawn", number: 7, key: "p/bao-cao/2023-H1/cu",
                phrase: "trước ngày 15/6/2023",
                dueBefore: "2023-06-15", dueAfter: nil, actByBefore: "2023-06-14", actByAfter: nil),
            .init(
                kind: "added", number: nil, key: "p/bao-cao/2023-H1/moi",
                phrase: "trước ngày 15/6/2023",
                dueBefore: nil, dueAfter: "2023-06-15", actByBefore: nil, actByAfter: "2023-06-13"),
        ])

    static let log = [
        LogView(
            at: "2023-06-10T09:30:00+07:00", change: 41, verb: "done", user: "clerk",
            person: "Văn thư Sở LĐTBXH", onBehalf: "huyen-nong-cong", deputyFor: nil, undoes: nil,
            number: 1432, key: "k",
            before: "planned", after: "claimed", reason: "=cmd()"),
        LogView(
            at: "2023-06-01T08:00:00+07:00", change: 40, verb: "remind", user: "dondocd",
            person: nil, onBehalf: nil, deputyFor: nil, undoes: nil, number: 1432, key: "k",
            before: nil, after: nil,
            reason: nil),
        LogView(
            at: "2023-05-30T08:00:00+07:00", change: 39, verb: "mail-test", user: "root",
            person: nil, onBehalf: nil, deputyFor: nil, undoes: nil, number: nil, key: nil,
            before: "sending", after: "sent",
            reason: "250 ok"),
        LogView(
            at: "2023-05-29T08:00:00+07:00", change: 38, verb: "reload", user: "root",
            person: nil, onBehalf: nil, deputyFor: nil, undoes: nil, number: nil, key: nil,
            before: nil,
            after: (2018...2030).map { "calendar/\($0).yaml" }.joined(separator: " "), reason: nil),
    ]

    static let why = WhyView(
        obligation: obligation(1432, state: "claimed"), silence: "claimed",
        rungs: [
            .init(
                step: "-30wd", at: "2023-04-27T08:00:00+07:00", outcome: "before-load", by: nil,
                late: false, letters: []),
            .init(
                step: "-7wd", at: "2023-06-05T08:00:00+07:00", outcome: "sent", by: nil, late: true,
                letters: [
                    letter("nong-cong@example.test", "sent", 1, at: "2023-06-05T08:00:02+07:00"),
                    letter("vt@example.test", "failed", 3, error: "550 no such user"),
                ]),
            .init(
                step: "-3wd", at: "2023-06-09T08:00:00+07:00", outcome: "merged", by: "-1wd",
                late: false, letters: []),
            .init(
                step: "0", at: "2023-06-14T08:00:00+07:00", outcome: "planned", by: nil,
                late: false, letters: []),
        ], waitsFor: ["thanh-hoa-2023/bao-cao-6-thang/2023-H1/so-y-te"])

    /// A snooze that holds a rung, of work that is in hand too.
    static let held = WhyView(
        obligation: obligation(1432, state: "started"), silence: nil,
        rungs: [
            .init(
                step: "-3wd", at: "2023-06-14T09:00:00+07:00", outcome: "snoozed", by: nil,
                late: false, letters: [])
        ], waitsFor: [],
        snoozed: PauseView(
            until: "2023-06-14T09:00:00+07:00", reason: "chờ số liệu", by: "Văn thư Nông Cống"),
        acked: PauseView(until: "2023-06-20T08:00:00+07:00", reason: nil, by: "root"))

    /// Everything beside the ladder: a dropped letter, one that failed, a dead address, a snooze that has
    /// ended, a hold, work that was given out.
    static let whole: WhyView = {
        var dropped = letter("vt@example.test", "withdrawn", 2, error: "dropped")
        dropped.reason = "dropped"
        dropped.withdrawn = DeedView(
            change: 41, verb: "queue-drop", at: "2023-06-05T09:00:00+07:00", by: "Đầu mối",
            reason: "gửi nhầm")
        var failed = letter("nong-cong@example.test", "failed", 3, error: "550 no such user")
        failed.letter = 17
        var unsure = letter("so-y-te@example.test", "queued", 2, error: "421 try later")
        (unsure.mayHaveArrived, unsure.role) = (true, "partners")
        let dead = WhyView.PassedOver(
            role: "lead", recipient: "cu@example.test", until: "2023-06-30", reason: "đầy",
            instead: ["vt@example.test"])
        let to = [
            WhyView.Hearer(
                channel: "mail", role: "lead", name: "Văn thư Nông Cống",
                recipient: "vt@example.test"),
            WhyView.Hearer(channel: "hook:chat", role: "lead", name: "chat", recipient: "chat"),
        ]
        var why = WhyView(
            obligation: obligation(1432, state: "withdrawn"), silence: "withdrawn",
            rungs: [
                .init(
                    step: "-7wd", at: "2023-06-05T08:00:00+07:00", outcome: "failed", by: nil,
                    late: false, letters: [failed, dropped]),
                .init(
                    step: "-3wd", at: "2023-06-10T09:00:00+07:00",
                    hour: "2023-06-09T08:00:00+07:00", outcome: "merged", by: "-1wd", late: false,
                    letters: []),
                .init(
                    step: "-1wd", at: "2023-06-17T08:00:00+07:00", outcome: "planned", by: nil,
                    late: false, releaseAt: "2023-06-19T08:00:00+07:00", to: to,
                    passedOver: [dead], letters: []),
                .init(
                    step: "0", at: "2023-06-20T08:00:00+07:00", outcome: "withdrawn", by: nil,
                    late: false, letters: []),
            ], waitsFor: [])
        why.assigned = [
            .init(
                step: "assigned-2023-05-03", at: "2023-05-03T09:00:00+07:00", outcome: "sent",
                by: nil, late: false, role: "lead",
                letters: [letter("vt@example.test", "sent", 1, at: "2023-05-03T09:00:02+07:00")]),
            .init(
                step: "assigned-2023-05-03", at: "2023-05-03T09:00:00+07:00", outcome: "unsure",
                by: nil, late: false, role: "partners", letters: [unsure]),
        ]
        why.ended = DeedView(
            change: 44, verb: "withdraw", at: "2023-06-18T10:00:00+07:00", by: "Đầu mối",
            reason: "trùng")
        why.hold = HoldView(
            cause: "person", since: "2023-06-12T10:00:00+07:00",
            until: "2023-06-13T10:00:00+07:00", by: "root", reason: "bảo trì")
        why.snoozeEnded = .init(
            at: "2023-06-10T09:00:00+07:00", reason: "chờ số liệu", by: "Văn thư",
            held: ["-3wd", "-1wd"], said: "-1wd", outcome: "waiting")
        why.recipient = .init(
            asked: "chu-tich", name: "Chủ tịch huyện", addresses: ["ct@example.test"],
            roles: ["leader"], never: "no-step")
        return why
    }()

    /// A hold until somebody resumes, after the day was moved; one letter was lost after the dot twice.
    static let moved: WhyView = {
        var lost = letter("nong-cong@example.test", "failed", 2, error: "connection lost")
        (lost.mayHaveArrived, lost.letter) = (true, 17)
        var waiting = letter("vt@example.test", "waiting", 0)
        waiting.releaseAt = "2023-06-14T08:00:00+07:00"
        var late = obligation(1432, state: "started")
        (late.originalDue, late.due, late.actBy) = ("2023-06-15", "2023-06-30", "2023-06-30")
        var why = WhyView(
            obligation: late, silence: nil,
            rungs: [
                .init(
                    step: "-7wd", at: "2023-06-05T08:00:00+07:00", outcome: "before-move", by: nil,
                    late: false, letters: []),
                .init(
                    step: "-3wd", at: "2023-06-12T08:00:00+07:00", outcome: "unsure", by: nil,
                    late: false, letters: [lost]),
                .init(
                    step: "-1wd", at: "2023-06-14T08:00:00+07:00", outcome: "waiting", by: nil,
                    late: false, letters: [waiting]),
                .init(
                    step: "0", at: "2023-06-30T08:00:00+07:00", outcome: "planned", by: nil,
                    late: false, held: true, letters: []),
                .init(
                    step: "+1wd", at: "2023-07-03T08:00:00+07:00", outcome: "planned", by: nil,
                    late: false, releaseAt: "2023-07-05T08:00:00+07:00", held: true, letters: []),
            ], waitsFor: [])
        why.hold = HoldView(
            cause: "copy", since: "2023-06-12T10:00:00+07:00", until: nil, by: nil, reason: nil)
        return why
    }()

    private static func letter(
        _ to: String, _ state: String, _ attempts: Int, at: String? = nil, error: String? = nil
    ) -> LetterView {
        LetterView(
            recipient: to, state: state, attempts: attempts, subject: "s", messageId: "m",
            sentAt: at, error: error)
    }

    static let status = StatusView(
        version: "0.1.0", pid: 417, startedAt: "2026-11-20T17:02:11+07:00",
        socket: "/run/dondoc/control.sock", site: "Sở LĐTBXH Thanh Hóa",
        clock: .init(
            now: "2023-06-15T08:00:00+07:00", zone: "Asia/Ho_Chi_Minh", training: true, ended: false
        ), heartbeat: .init(lastBeatAt: "2026-11-22T09:00:30+07:00", age: 12),
        store: "/var/lib/dondoc/dondoc.db", storeBytes: 1_228_800, schema: 3,
        integrity: .init(ok: true, checkedAt: "2026-11-21T17:02:11+07:00", fault: nil),
        lastBackupAt: nil, plans: 5, obligations: 648,
        buckets: ["open-overdue": 12, "done-on-time": 300, "undated": 20, "open-in-time": 316],
        letters: .init(
            queued: 1, sending: 0, sent: 211, unsure: 0, failed: 2,
            lastSentAt: "2023-06-15T08:00:02+07:00"),
        queue: .init(waiting: 1, oldestAt: "2023-06-15T07:10:00+07:00", oldestAge: 3_000),
        journalWaiting: 3, nextWake: "2023-06-16T08:00:00+07:00",
        wake: .init(
            at: "2023-06-16T08:00:00+07:00", kind: .reminder, count: 12, number: 1432,
            key: "thanh-hoa-2023/bao-cao-6-thang/2023-H1/so-y-te"),
        differs: ["dondoc.yaml", "plans/thanh-hoa-2023.yaml"],
        unreachable: ["Mường Lát", "Sở Y tế"],
        degraded: [
            "không có hộp thư: Mường Lát, Sở Y tế; thêm mail vào agencies/ rồi dondoc reload",
            "2 thư không gửi được (failed); dondoc why SỐ",
        ],
        troubles: [
            .init(
                cause: "unreachable", what: "không có hộp thư: Mường Lát, Sở Y tế",
                since: "2023-05-03T08:00:00+07:00",
                mend: "thêm mail vào agencies/ rồi dondoc reload"
            ),
            .init(
                cause: "letters-failed", what: "2 thư không gửi được (failed)",
                since: "2023-06-14T08:00:00+07:00", mend: "dondoc why SỐ"),
        ])
}
