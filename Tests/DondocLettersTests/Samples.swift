import DondocCore
import DondocLetters

/// Notices as the daemon makes them, from the plan of Thanh Hóa.
enum Samples {
    static let head = Letterhead(
        from: Mailbox(name: "Đôn đốc", address: "dondoc@example.test"),
        replyTo: Mailbox(name: "Phòng, chống TNXH", address: "pctnxh@example.test"),
        site: "Sở LĐTBXH Thanh Hóa")

    static let key = "thanh-hoa-2023/bao-cao-6-thang/2023-H1/huyen-nong-cong"
    static let id = "<mzxw6ytboi2dqnzvgq3tsnbvgy3dqnz@example.test>"

    static func report(on today: String, _ kind: NoticeKind = .upcoming) throws -> ReminderNotice {
        var n = ReminderNotice(
            kind: kind,
            planHeading: "Phòng, chống mại dâm trên địa bàn tỉnh Thanh Hóa năm 2023",
            planNumber: "/KH-UBND",
            planTitle: "Phòng, chống mại dâm trên địa bàn tỉnh Thanh Hóa năm 2023",
            issuer: "UBND tỉnh Thanh Hóa", number: 1432, key: key, title: "Báo cáo 6 tháng",
            agency: "UBND huyện Nông Cống", isReport: true, phrase: "trước ngày 15/6/2023",
            due: try day("2023-06-15"), today: try day(today))
        n.ref = "IV.2"
        n.proof = .document
        n.actBy = try day("2023-06-14")
        n.to = ["Sở Lao động - Thương binh và Xã hội"]
        n.covers = try day("2022-12-15")...day("2023-06-14")
        return n
    }

    static func task(on today: String, _ kind: NoticeKind = .upcoming) throws -> ReminderNotice {
        var n = ReminderNotice(
            kind: kind, planHeading: "442/KH-UBND – Phòng, chống mại dâm giai đoạn 2021 - 2025",
            planNumber: "442/KH-UBND", planTitle: "Phòng, chống mại dâm giai đoạn 2021 - 2025",
            issuer: "UBND tỉnh Quảng Bình", number: 27,
            key: "quang-binh-2021-2025/quy-che-phoi-hop/2021-2025/so-y-te",
            title: "Ban hành quy chế phối hợp", agency: "Sở Y tế", isReport: false,
            phrase: "Quý I/2023", due: try day("2023-03-31"), today: try day(today))
        n.issued = try day("2022-03-22")
        n.product = "Quyết định"
        return n
    }

    static func checkin(_ kind: NoticeKind) throws -> ReminderNotice {
        var n = try task(on: kind == .quiet ? "2023-04-11" : "2023-03-22", kind)
        n.due = nil
        n.phrase = "Thường xuyên"
        n.product = nil
        n.isCheckin = kind != .quiet
        n.checkinPeriod = "2023-Q1"
        return n
    }

    static func consolidated() throws -> ReminderNotice {
        var n = try report(on: "2023-06-20", .due)
        n.title = "Tổng hợp báo cáo 6 tháng"
        n.agency = "Sở Lao động - Thương binh và Xã hội"
        n.due = try day("2023-06-20")
        n.phrase = "trước ngày 20/6/2023"
        n.to = ["UBND tỉnh Thanh Hóa", "Bộ Lao động - Thương binh và Xã hội"]
        n.via = ["Cục Phòng, chống tệ nạn xã hội"]
        n.inputs = .init(done: 25, total: 27, missing: ["UBND huyện Nông Cống", "Công an tỉnh"])
        return n
    }

    static func digest(late: Int = 2, title: String = "Báo cáo 6 tháng") throws -> DigestNotice {
        let due = try day("2023-06-15")
        return DigestNotice(
            planHeading: "Phòng, chống mại dâm trên địa bàn tỉnh Thanh Hóa năm 2023",
            planId: "thanh-hoa-2023", today: due + 1,
            coordinator: "Sở Lao động - Thương binh và Xã hội",
            late: (0..<late).map {
                .init(
                    number: 1432 + $0, title: title, agency: "UBND huyện Nông Cống", due: due,
                    daysLate: 1)
            },
            due: [.init(number: 9, title: "Chuyên trang", agency: "Sở TT&TT", due: due + 1)],
            waiting: [
                .init(
                    number: 12, title: title, agency: "Công an tỉnh", due: due,
                    claimedOn: due - 1, doc: "12/BC-CAT")
            ])
    }

    static func assigned(_ tasks: Int = 2) throws -> AssignedNotice {
        AssignedNotice(
            planHeading: "Phòng, chống mại dâm trên địa bàn tỉnh Thanh Hóa năm 2023",
            planId: "thanh-hoa-2023", today: try day("2023-01-03"), agency: "Sở Y tế",
            coordinator: "Sở Lao động - Thương binh và Xã hội",
            rows: (0..<tasks).map {
                .init(
                    ref: $0 == 0 ? nil : "II.3.2.b",
                    title: "Kiểm tra, quản lý điều kiện <kinh doanh>",
                    lead: "Công an tỉnh; Bộ Chỉ huy Bộ đội Biên phòng tỉnh", phrase: "Cả năm")
            })
    }

    static func letter(_ notice: AssignedNotice, _ head: Letterhead = head) -> Letter {
        LetterWriter.assigned(
            notice, head: head, to: "so@example.test", messageID: id, references: nil,
            at: Moment(notice.today, minuteOfDay: 480))
    }

    /// The letter of a reminder, to a standing recipient at a standing moment.
    static func letter(_ notice: ReminderNotice, _ head: Letterhead = head) -> Letter {
        LetterWriter.reminder(
            notice, head: head, to: "vt@example.test", messageID: id,
            references: "<a1@example.test> <b2@example.test>",
            at: Moment(notice.today, minuteOfDay: 480) + 5, key: notice.key)
    }

    /// The letter of `mail test` on 12/06/2023 at 8:00.
    static func test(_ head: Letterhead = head) throws -> Letter {
        LetterWriter.test(
            TestNotice(via: "smtp://mail.example.test:587", asker: "Văn thư"), head: head,
            to: "vt@example.test", messageID: id,
            at: Moment(try day("2023-06-12"), minuteOfDay: 480))
    }

    static func letter(_ notice: DigestNotice, _ head: Letterhead = head) -> Letter {
        LetterWriter.digest(
            notice, head: head, to: "so@example.test", messageID: id, references: nil,
            at: Moment(notice.today, minuteOfDay: 480))
    }
}
