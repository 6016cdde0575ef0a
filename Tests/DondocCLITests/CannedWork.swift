import DondocAPI

/// Answers about work and its trail.
extension Canned {
    /// A consolidated report with everything that can hang on one.
    static var detail: DetailView {
        var o = obligation(
            40, title: "Tổng hợp báo cáo 6 tháng", agency: "Sở LĐTBXH", state: "claimed",
            due: "2023-06-30", left: 5)
        o.originalDue = "2023-06-20"
        o.actBy = "2023-06-30"
        o.extended = true
        var d = DetailView(o)
        d.file = String(repeating: "0123456789abcdef", count: 4)
        d.docDated = "2023-06-25"
        d.received = "2023-06-24"
        d.asked = .init(to: "2023-07-05", reason: "Chờ số liệu cấp xã")
        d.grant = .init(to: "2023-06-30", doc: "88/UBND-VX", dated: "2023-06-12")
        d.inputs = .init(total: 32, missing: 2, late: 1, waived: 1)
        d.waivers = [
            .init(
                key: "thanh-hoa-2023/bao-cao-6-thang/2023-H1/so-y-te", reason: "Gộp kỳ sau",
                at: "2023-06-19T10:00:00+07:00", user: "desk", person: "Văn thư Sở LĐTBXH")
        ]
        d.attachments = [
            .init(
                name: "bien-ban.pdf", sha256: String(repeating: "ab", count: 32), note: "Biên bản",
                at: "2023-06-19T10:05:00+07:00", user: "desk"),
            .init(
                name: "phu-luc\u{1B}[2J.xlsx", sha256: String(repeating: "cd", count: 32),
                note: nil, at: "2023-06-19T10:06:00+07:00", user: "desk"),
        ]
        d.checkins = [.init(at: "2023-03-31T09:00:00+07:00", user: "desk", text: nil)]
        d.notes = [
            .init(at: "2023-06-18T09:00:00+07:00", user: "desk", text: "Đã gọi điện nhắc")
        ]
        return d
    }

    static let change = ChangeView(
        change: 57, verb: "confirm", dryRun: false, skipped: 3,
        obligations: [
            obligation(7, state: "done", bucket: "done-on-time"),
            obligation(
                12,
                title:
                    "Phối hợp tuyên truyền phòng, chống tệ nạn xã hội trong trường học và ký cam kết",
                agency: "Sở Giáo dục và Đào tạo tỉnh Thanh Hóa", state: "done",
                bucket: "done-late"),
            obligation(13, agency: "Đội 178", state: "done", bucket: "undated", due: nil),
        ])

    static let counts = CountsView(
        at: "2023-06-30", by: "due", total: 120, dated: 100, doneOnTime: 61, doneLate: 7,
        openInTime: 28, openOverdue: 4, undated: 17, withdrawn: 3)

    static let task = TaskView(
        plan: "thanh-hoa-2023", task: "bao-cao-6-thang", title: "Báo cáo 6 tháng",
        phrase: "trước ngày 15/6/2023", period: "2023-H1", total: 32, reported: 29, done: 20,
        late: 1, withdrawn: 1,
        missing: [
            obligation(7, bucket: "open-overdue", left: -2),
            obligation(
                12, agency: "Ủy ban nhân dân thành phố Sầm Sơn và các phường trực thuộc thành phố",
                state: "returned", left: 5),
            obligation(14, agency: "Sở Y tế", state: "started", due: "2023-07-31", left: 44),
        ])

    static let wholeTrail = AuditView(
        ok: true, count: 1_204, head: String(repeating: "0123456789abcdef", count: 4), row: nil,
        fault: nil, detail: nil)

    static let brokenTrail = AuditView(
        ok: false, count: 812, head: String(repeating: "0123456789abcdef", count: 4), row: 812,
        fault: "changed", detail: "after: claimed\u{1B}[2J")

    static let trail = [
        LogView(
            at: "2023-06-20T09:30:00+07:00", change: 58, verb: "undo", user: "desk",
            person: "Văn thư", onBehalf: nil, deputyFor: nil, undoes: 57, number: 1432, key: "k",
            before: "done", after: "claimed", reason: "Nhầm đơn vị"),
        LogView(
            at: "2023-06-20T09:00:00+07:00", change: 57, verb: "confirm", user: "desk",
            person: "A", onBehalf: nil, deputyFor: "B", undoes: nil, number: 1432, key: "k",
            before: "claimed", after: "done", reason: nil),
        LogView(
            at: "2023-06-12T09:00:00+07:00", change: 44, verb: "extend", user: "desk",
            person: "A", onBehalf: nil, deputyFor: nil, undoes: nil, number: 40, key: "k",
            before: "due=2023-06-20 act_by=2023-06-20",
            after: "due=2023-06-30 act_by=2023-06-30", reason: "88/UBND-VX"),
        LogView(
            at: "2023-06-10T09:30:00+07:00", change: 41, verb: "done", user: "clerk", person: "A",
            onBehalf: "so-y-te", deputyFor: "B", undoes: nil, number: 1432, key: "k",
            before: "planned", after: "claimed doc=12/BC", reason: nil),
    ]
}
