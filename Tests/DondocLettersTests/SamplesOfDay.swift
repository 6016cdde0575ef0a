import DondocCore
import DondocLetters

/// Letters that say more than one thing, and every kind of letter.
extension Samples {
    /// Items over two plans, of every urgency.
    static func mixed() throws -> DailyNotice {
        let today = try day("2023-06-12")
        var (a, b) = (
            DailyNotice.Part(try report(on: "2023-06-12")),
            DailyNotice.Part(try task(on: "2023-06-12"))
        )
        a.items = try [
            ("Báo cáo 6 tháng", "2023-06-05"), ("Chuyên trang trên Báo Thanh Hóa", "2023-06-12"),
            ("Kiện toàn Đoàn kiểm tra liên ngành 178", "2023-06-15"),
            ("Tổ chức tập huấn", "2023-06-20"), ("Xây dựng kế hoạch", "2023-06-30"),
            ("Hội nghị sơ kết", "2023-05-31"),
        ].enumerated().map { index, work in
            var n = try report(on: "2023-06-12")
            (n.title, n.number, n.due) = (work.0, 1432 + index, try day(work.1))
            n.key = "thanh-hoa-2023/viec-\(index)/2023/huyen-nong-cong"
            n.actBy = n.due
            n.phrase = "trước ngày \(n.due?.written ?? "")"
            n.overdueCount = n.due.map { $0 < today } == true ? 2 : 0
            return n
        }
        a.items[4].event = .returned(why: "thiếu biểu 03")
        b.items = try [
            "Ban hành quy chế phối hợp", "Rà soát", "Duy trì đường dây nóng", "Truyền thông",
        ].enumerated().map { index, title in
            var n = try index == 2 ? checkin(.quiet) : task(on: "2023-06-12")
            (n.title, n.number, n.today) = (title, 27 + index, today)
            n.key = "quang-binh-2021-2025/viec-\(index)/2021-2025/so-y-te"
            if index != 2 { (n.due, n.phrase) = (try day("2023-06-30"), "Quý II/2023") }
            return n
        }
        b.items[3].event = .assigned
        return DailyNotice(today: today, addressee: "UBND huyện Nông Cống", plans: [a, b])
    }

    /// A letter about many things with the same text in every field.
    static func everywhere(_ text: String) throws -> DailyNotice {
        var notice = try mixed()
        notice.addressee = text
        notice.isLate = true
        for plan in notice.plans.indices {
            var part = notice.plans[plan]
            (part.planHeading, part.planTitle, part.issuer) = (text, text, text)
            (part.planId, part.coordinator) = (text, text)
            part.planNumber = part.planNumber?.hasPrefix("/") == true ? "/" : text
            part.items = part.items.prefix(3).map { item in
                var n = item
                (n.title, n.agency, n.phrase, n.planHeading) = (text, text, text, text)
                (n.ref, n.product, n.issuer, n.planTitle) = (text, text, text, text)
                (n.to, n.via) = ([text], [text])
                n.inputs = .init(done: 1, total: 2, missing: [text])
                n.event = n.event == .reminder ? .reminder : .returned(why: text)
                return n
            }
            part.assigned = [.init(ref: text, title: text, lead: text, phrase: text)]
            part.list = DigestNotice(
                planHeading: text, planId: text, today: notice.today, coordinator: text,
                waiting: [
                    .init(
                        number: 1, title: text, agency: text, due: notice.today,
                        claimedOn: notice.today, doc: text)
                ])
            notice.plans[plan] = part
        }
        notice.plans[0].items[1].event = .assigned
        notice.plans[0].items[2].event = .returned(why: text)
        notice.plans[0].items[0].event = .pressed(by: text, note: text)
        return notice
    }

    static func letter(_ notice: DailyNotice, _ head: Letterhead = head) -> Letter {
        LetterWriter.daily(
            notice, head: head, to: "vt@example.test", messageID: id, references: nil,
            at: Moment(notice.today, minuteOfDay: 480))
    }

    /// One letter of each kind, by name.
    static func every(_ language: Language) throws -> [(name: String, letter: Letter)] {
        var (head, training) = (head, head)
        head.language = language
        training.language = language
        training.isTraining = true
        func of(
            _ n: ReminderNotice, _ event: ReminderNotice.Event = .reminder,
            as role: ReminderNotice.Role = .lead, in head: Letterhead
        ) -> Letter {
            var n = n
            (n.event, n.role) = (event, role)
            return letter(n, head)
        }
        let upcoming = try report(on: "2023-06-12")
        var overdue = try report(on: "2023-06-20", .overdue)
        overdue.overdueCount = 2
        overdue.isLate = true
        overdue.merged = 2
        var request = try task(on: "2023-03-28")
        request.isRequest = true
        request.agency = "Tòa án nhân dân tỉnh"
        var leads = try assigned()
        leads.rows = try (0..<2).map {
            .init(
                ref: "II.\($0)", title: "Việc \($0)", lead: "Sở Y tế", phrase: "Quý I/2023",
                role: .lead, number: 40 + $0, due: try day("2023-03-31"))
        }
        var stood = overdue
        (stood.inPlaceOf, stood.merged, stood.missed, stood.isLate) = (
            "huyen-nong-cong", 4, 3, false
        )
        let place = DailyNotice(
            today: stood.today, addressee: "Sở Lao động - Thương binh và Xã hội",
            plans: [.init(stood)])
        var deputy = DailyNotice(
            today: upcoming.today, addressee: "đồng chí Phó Chủ tịch UBND huyện",
            plans: [.init(upcoming)])
        deputy.plans[0].items[0].role = .leader
        deputy.standsFor = ["Chủ tịch UBND huyện"]
        return try [
            ("upcoming", of(upcoming, in: head)),
            ("due", of(task(on: "2023-03-31", .due), in: head)),
            ("overdue-late-merged", of(overdue, in: head)),
            ("request", of(request, in: head)),
            ("consolidated", of(consolidated(), in: head)),
            ("checkin", of(checkin(.upcoming), in: head)),
            ("quiet", of(checkin(.quiet), in: head)),
            ("assigned-lead", of(upcoming, .assigned, in: head)),
            ("assigned-partner", of(upcoming, .assigned, as: .partner, in: head)),
            ("returned", of(upcoming, .returned(why: "thiếu biểu 03"), in: head)),
            (
                "pressed",
                of(
                    upcoming, .pressed(by: "Văn thư Sở LĐTBXH", note: "Tỉnh họp sáng thứ Hai"),
                    in: head)
            ),
            ("pressed-late", of(overdue, .pressed(by: "desk", note: nil), in: head)),
            ("leader", of(overdue, as: .leader, in: head)),
            ("in-place", letter(place, head)),
            ("deputy", letter(deputy, head)),
            ("above", of(overdue, as: .above, in: head)),
            ("coordinator", of(overdue, as: .coordinator, in: head)),
            ("partner", of(upcoming, as: .partner, in: head)),
            ("training", of(upcoming, in: training)),
            ("daily", letter(mixed(), head)),
            ("digest", letter(digest(), head)),
            ("assigned", letter(assigned(), head)),
            ("assigned-rows-lead", letter(leads, head)),
            ("test", test(head)),
        ]
    }
}
