import DondocCore
import DondocLetters
import Foundation
import Testing

@Suite struct DailyTests {
    @Test("A letter with one item is the reminder that it always was")
    func single() throws {
        let notice = try Samples.report(on: "2023-06-12")
        let daily = DailyNotice(
            today: notice.today, addressee: notice.agency, plans: [.init(notice)])
        let (one, other) = (
            try Mail(Samples.letter(daily).message), try Mail(Samples.letter(notice).message)
        )
        #expect(one.subject == "[Còn 3 ngày] Báo cáo 6 tháng – UBND huyện Nông Cống")
        #expect((one.key, one.number) == (Samples.key, "1432"))
        #expect((one.text, one.html) == (other.text, other.html))
    }

    @Test("A letter with many counts them in its subject and groups them by plan and urgency")
    func mixed() throws {
        let letter = try Samples.letter(Samples.mixed())
        expectSound(letter.message)
        let mail = try Mail(letter.message)
        #expect(mail.subject == letter.subject)
        #expect(
            mail.subject == "[Đôn đốc 12/06/2023] 2 quá hạn, 1 bị trả lại, 1 đến hạn hôm nay, "
                + "4 sắp đến hạn, 1 cần xác nhận tình hình, 1 mới giao – UBND huyện Nông Cống")
        #expect(mail.key == "daily/2023-06-12" && mail.number == nil)
        let heads = mail.text.components(separatedBy: "\n").filter {
            $0.hasPrefix("***") || $0.first?.isNumber == true
                || !$0.hasPrefix("-") && $0.last?.isNumber == true && $0.contains(": ")
        }.map { String($0.prefix(24)) }
        #expect(
            heads
                == [
                    "*** Kế hoạch “Phòng, chố", "Quá hạn: 2", "1437. Báo cáo: Hội nghị ",
                    "1432. Báo cáo: Báo cáo 6", "Bị trả lại: 1", "1436. Báo cáo: Xây dựng ",
                    "Đến hạn hôm nay: 1", "1433. Báo cáo: Chuyên tr", "Sắp đến hạn: 2",
                    "1434. Báo cáo: Kiện toàn", "1435. Báo cáo: Tổ chức t",
                    "*** Kế hoạch số 442/KH-U", "Sắp đến hạn: 2",
                    "27. Nhiệm vụ: Ban hành q", "28. Nhiệm vụ: Rà soát",
                    "Xác nhận tình hình thực hiện: 1", "29. Nhiệm vụ: Duy trì đư", "Mới giao: 1",
                    "30. Nhiệm vụ: Truyền thô",
                ].map { String($0.prefix(24)) })
        for part in [
            "*** Kế hoạch số 442/KH-UBND ngày 22/03/2022 của UBND tỉnh Quảng Bình: ",
            "31/05/2023 (quá hạn 12 ngày, nhắc lần 2)", "“trước ngày 05/06/2023”",
            "Trả lời: dondoc done 1432 --doc SỐ --dated NGÀY", "Lý do: thiếu biểu 03",
            "Kỳ cần xác nhận tình hình: quý I năm 2023",
            "Trả lời: dondoc checkin 29 --note \"…\"", "Trả lời: dondoc start 30",
        ] {
            #expect(mail.text.contains(part), "\(part)")
            #expect(mail.page.contains(part.replacingOccurrences(of: "*** ", with: "")), "\(part)")
        }
    }

    @Test(
        "Each reader is told why the letter comes to it, and how to answer or look",
        arguments: [
            (.lead, "đề nghị UBND huyện Nông Cống gửi báo cáo", "dondoc done 1432"),
            (.leader, "Kính đề nghị đồng chí quan tâm chỉ đạo.", "dondoc done 1432"),
            (.above, "Kính báo cáo Quý cơ quan để chỉ đạo, đôn đốc.", "dondoc show 1432"),
            (.coordinator, "Kính gửi Quý cơ quan để theo dõi, đôn đốc.", "dondoc show 1432"),
            (.partner, "Kính gửi Quý cơ quan để biết, phối hợp.", "dondoc show 1432"),
        ] as [(ReminderNotice.Role, String, String)])
    func roles(role: ReminderNotice.Role, sentence: String, command: String) throws {
        var notice = try Samples.report(on: "2023-06-20", .overdue)
        notice.role = role
        let daily = DailyNotice(
            today: notice.today, addressee: "đồng chí Chủ tịch UBND huyện", plans: [.init(notice)])
        let mail = try Mail(Samples.letter(daily).message)
        for text in [mail.text, mail.page] {
            #expect(text.contains("Kính gửi: đồng chí Chủ tịch UBND huyện\n"))
            #expect(text.contains(sentence) && text.contains(command))
            #expect(text.contains("UBND huyện Nông Cống (báo cáo)"))
        }
        #expect(role == .lead || !mail.text.contains("đề nghị UBND huyện Nông Cống gửi"))
    }

    @Test(
        "What has happened to the work stands in the subject",
        arguments: [
            (.assigned, "[Giao việc] "), (.returned(why: "x"), "[Trả lại] "),
            (.pressed(by: "x", note: nil), "[Đôn đốc: còn 3 ngày] "),
        ] as [(ReminderNotice.Event, String)])
    func events(event: ReminderNotice.Event, mark: String) throws {
        var notice = try Samples.report(on: "2023-06-12")
        notice.event = event
        let title = "Báo cáo 6 tháng – UBND huyện Nông Cống"
        #expect(LetterWriter.subject(notice, isTraining: false) == mark + title)
        #expect(Samples.letter(notice).subject == mark + title)
    }

    @Test("English letters have English subjects")
    func english() throws {
        var notice = try Samples.report(on: "2023-06-20", .overdue)
        notice.overdueCount = 2
        func subject() -> String {
            LetterWriter.subject(notice, isTraining: true, language: .en)
        }
        #expect(subject().hasPrefix("[TRAINING] [5 days overdue, reminder 2] Báo cáo 6 tháng – "))
        notice.today = try day("2023-06-14")
        #expect(subject().hasPrefix("[TRAINING] [1 day left] "))
        notice.today = try day("2023-06-15")
        #expect(subject().hasPrefix("[TRAINING] [Today] "))
    }

    @Test("Much work of one reader shows its most urgent hundred and the command for the rest")
    func large() throws {
        var notice = try Samples.mixed()
        let today = notice.today
        for plan in 0..<2 {
            let item = notice.plans[plan].items[0]
            notice.plans[plan].items = (0..<2_500).map { index in
                var n = item
                (n.event, n.isCheckin, n.kind) = (.reminder, false, .upcoming)
                (n.number, n.due) = (index, plan == 1 && index < 30 ? today - 1 : today + 9)
                n.key = "p/\(plan)/\(index)/a"
                n.title = "Việc \(index)"
                return n
            }
        }
        let letter = Samples.letter(notice)
        expectSound(letter.message)
        expectSound(LetterWriter.marked(letter.message))
        #expect(letter.subject.contains("30 quá hạn, 4970 sắp đến hạn"))
        let mail = try Mail(letter.message)
        #expect(mail.defects == [])
        let rows = mail.text.components(separatedBy: "\n").filter { $0.contains(" | Việc ") }
        #expect((40...100).contains(rows.count))
        #expect(rows.filter { $0.contains("quá hạn 1 ngày") }.count == 30)
        let hidden = mail.text.matches(of: /Còn (\d+) việc không in ở đây/)
            .compactMap { Int($0.1) }
        #expect(hidden.reduce(0, +) == 5_000 - rows.count)
        #expect(mail.text.contains("    dondoc list --plan quang-binh-2021-2025 --mine\n"))
    }

    @Test("A coordinator of several plans, with work of its own, gets one letter with all of it")
    func coordinator() throws {
        var notice = try Samples.mixed()
        notice.plans[0].list = try Samples.digest()
        notice.plans[1].list = try Samples.digest()
        notice.plans[1].assigned = try Samples.assigned().rows
        notice.replaced = 3
        let letter = Samples.letter(notice)
        expectSound(letter.message)
        let mail = try Mail(letter.message)
        #expect(
            letter.subject.hasSuffix(
                "1 mới giao, 2 phối hợp; theo dõi 2 kế hoạch: 4 quá hạn, 2 đến hạn, "
                    + "2 chờ xác nhận – UBND huyện Nông Cống"))
        #expect(mail.text.contains("Thư này thay cho 3 thư chưa gửi được trước đó."))
        #expect(mail.text.components(separatedBy: "Chờ xác nhận: 1").count == 3)
        #expect(mail.text.contains("phối hợp thực hiện 2 nhiệm vụ"))
        notice.plans = notice.plans.map { plan in
            var plan = plan
            (plan.items, plan.assigned) = ([], [])
            return plan
        }
        #expect(
            Samples.letter(notice).subject == "[Đôn đốc 12/06/2023] 2 kế hoạch: 4 quá hạn, "
                + "2 đến hạn, 2 chờ xác nhận – UBND huyện Nông Cống")
    }

    @Test(
        "One item of its own does not hide what a coordinator's list counts; what is none is left out"
    )
    func coordinatorOfOne() throws {
        var notice = DailyNotice(
            today: try day("2023-06-16"), addressee: "Sở LĐTBXH",
            plans: [.init(try Samples.report(on: "2023-06-16", .overdue))])
        notice.plans[0].list = try Samples.digest()
        notice.plans[0].list?.waiting = []
        #expect(
            LetterWriter.subject(notice, isTraining: false) == "[Đôn đốc 16/06/2023] 1 quá hạn; "
                + "theo dõi 1 kế hoạch: 2 quá hạn, 1 đến hạn – Sở LĐTBXH")
        #expect(
            LetterWriter.subject(notice, isTraining: false, language: .en)
                == "[Follow-up 16 June 2023] 1 overdue; 1 plan to watch: 2 overdue, 1 due "
                + "– Sở LĐTBXH")
    }

    @Test(
        "A watcher of very many plans gets a letter of the usual size that says what it leaves out")
    func manyPlans() throws {
        var notice = try Samples.mixed()
        notice.plans = try (0..<200).map { index in
            var part = notice.plans[index % 2]
            part.items = index % 3 == 0 ? Array(part.items.prefix(2)) : []
            part.list = try Samples.digest(late: 3)
            return part
        }
        let letter = Samples.letter(notice)
        expectSound(letter.message)
        expectSound(LetterWriter.marked(letter.message))
        let mail = try Mail(letter.message)
        #expect(mail.defects == [])
        let shown = mail.text.components(separatedBy: "\n").filter { $0.hasPrefix("*** ") }.count
        #expect((5..<200).contains(shown))
        #expect(mail.text.contains("Còn \(200 - shown) kế hoạch không in ở đây"))
        #expect(mail.page.contains("Còn \(200 - shown) kế hoạch không in ở đây"))
    }

    @Test("A step's own words stand in a letter about much, too")
    func wording() throws {
        var notice = try Samples.mixed()
        let place = try #require(
            notice.plans[1].items.firstIndex { $0.event == .reminder && $0.role == .lead })
        let own = "cần được ưu tiên"
        #expect(try !Mail(Samples.letter(notice).message).text.contains(own))
        notice.plans[1].items[place].wording = "urgent"
        let mail = try Mail(Samples.letter(notice).message)
        #expect(mail.text.components(separatedBy: own).count == 2, "\(mail.text)")
        #expect(mail.page.contains(own))
    }

    @Test("A letter is late when any of its items is, and says so")
    func late() throws {
        var notice = try Samples.mixed()
        notice.plans[1].items[1].isLate = true
        #expect(try !Mail(Samples.letter(Samples.mixed()).message).text.contains("đến muộn"))
        let mail = try Mail(Samples.letter(notice).message)
        #expect(mail.text.contains("Thư này đến muộn vì vào giờ phải gửi hệ thống chưa gửi được"))
    }

    @Test("Values of any length in a letter about many things fit into 48 KiB")
    func enormous() throws {
        for letter in ["ệ", "<", "👨‍👩‍👧‍👦", "x", ";", "\u{301}"] {
            let long = String(repeating: letter, count: 5_000)
            let message = try Samples.letter(Samples.everywhere(long)).message
            expectSound(message)
            expectSound(LetterWriter.marked(message))
            #expect(try Mail(message).defects == [])
        }
    }
}
