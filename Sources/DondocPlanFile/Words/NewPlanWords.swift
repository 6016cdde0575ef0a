import DondocCore

/// The file that `plan new` writes: its remarks and blanks follow the language, its keys do not.
extension Words {
    /// The title comes in quotes; `names` has ids as they are to be written, and whose they are.
    static func newPlan(
        _ plan: NewPlan, title: String?, names: [(id: String, name: String)]
    ) -> String {
        [
            intro(plan.id), aligned(head(plan, title)), roll(plan.territory, names), defaults,
            aligned(tasks), aligned(reports), targets,
        ].joined(separator: "\n")
    }

    /// Puts what stands behind a tab, which no value may hold, into a column of its own.
    private static func aligned(_ text: String) -> String {
        text.split(separator: "\n", omittingEmptySubsequences: false).map { line -> String in
            let parts = line.split(separator: "\t", maxSplits: 1).map { String($0) }
            guard parts.count == 2 else { return String(line) }
            let padding = String(repeating: " ", count: max(2, 40 - parts[0].count))
            return parts[0] + padding + parts[1]
        }.joined(separator: "\n")
    }

    private static func intro(_ id: String) -> String {
        vi(
            """
            # yaml-language-server: $schema=../schema/plan.schema.json
            #
            # Tệp kế hoạch \(id). Cách làm:
            #   1. Thay từng chỗ <điền …> bằng lời của văn bản; xóa khóa hoặc mục không dùng đến.
            #      Còn chỗ nào chưa điền thì dondoc báo dòng ấy và không nạp gì.
            #   2. Soát:  dondoc plan check TỆP     (báo mọi lỗi một lần, không cần dondocd)
            #   3. Nạp:   dondoc plan load TỆP      (nạp lại không sinh việc trùng)
            # Sau dấu # là lời giải thích. Khóa ghi “bắt buộc” thì không được xóa. Văn bản không nêu thì
            # viết unknown, đừng đoán; đã phải đoán thì thêm assumed: true. Giá trị có dấu ": " hoặc " #"
            # thì đặt trong "…". Mọi khóa có trong plans/example.yaml.

            """,
            en: """
                # yaml-language-server: $schema=../schema/plan.schema.json
                #
                # Plan file \(id). How to proceed:
                #   1. Put the document's own words in the place of each <fill in …>; delete keys and items
                #      that you do not need. While a blank is left, dondoc names its line and loads nothing.
                #   2. Check: dondoc plan check FILE    (every mistake at once, without dondocd)
                #   3. Load:  dondoc plan load FILE     (loading again creates nothing twice)
                # What follows a # explains. A key marked “required” must stay. What the document leaves out is
                # written unknown, never guessed; where you had to guess, add assumed: true. Put a value with
                # ": " or " #" in it into "…". Every key stands in plans/example.yaml.

                """)
    }

    // swift-format-ignore
    private static func head(_ plan: NewPlan, _ title: String?) -> String {
        let title = title ?? blank(vi("trích yếu", en: "title"))
        let territory = plan.territory ?? blank(vi("địa bàn", en: "territory"))
        let period = plan.period ?? blank(vi("kỳ", en: "period"))
        return vi(
            """
            plan: \(plan.id)\t# bắt buộc; mã kế hoạch, không bao giờ đổi
            number: \(blank("số và ký hiệu"))\t# như in trên văn bản: 12/KH-UBND; dự thảo chưa có số: /KH-UBND
            title: \(title)\t# bắt buộc; tên gọi ngắn, có trong mọi thư nhắc
            territory: \(territory)\t# bắt buộc; tên tệp trong agencies, không có .yaml
            issuer: \(blank("cơ quan ban hành"))\t# bắt buộc; mã cơ quan trong tệp ấy
            issued: \(blank("ngày ban hành"))\t# NĂM-THÁNG-NGÀY: 2023-04-28; chưa biết thì xóa dòng
            period: \(period)\t# bắt buộc; 2023, hoặc 2021..2025, hoặc 2023-02-01..2023-12-31
            implements: []\t# kế hoạch cấp trên mà kế hoạch này triển khai: [249/KH-UBND]
            coordinator: \(blank("cơ quan đầu mối"))\t# bắt buộc; theo dõi, xác nhận, đôn đốc; nhận bảng tổng hợp

            """,
            en: """
            plan: \(plan.id)\t# required; the plan's id, which never changes
            number: \(blank("number"))\t# as printed: 12/KH-UBND; a draft without a number: /KH-UBND
            title: \(title)\t# required; short, it stands in every reminder
            territory: \(territory)\t# required; the name of a file in agencies, without .yaml
            issuer: \(blank("issuer"))\t# required; an agency's id from that file
            issued: \(blank("day of issue"))\t# YYYY-MM-DD: 2023-04-28; not known: delete the line
            period: \(period)\t# required; 2023, or 2021..2025, or 2023-02-01..2023-12-31
            implements: []\t# the plans above that this one carries out: [249/KH-UBND]
            coordinator: \(blank("coordinator"))\t# required; watches, confirms, presses; gets the daily list

            """)
    }

    static func blank(_ what: String) -> String { Blank.made(what) }

    /// The ids that the file may name; where they are not known, where to look.
    private static func roll(_ territory: String?, _ names: [(id: String, name: String)]) -> String
    {
        guard let territory, !names.isEmpty else {
            return vi(
                """
                # Mã cơ quan lấy trong agencies/ĐỊA-BÀN.yaml, rồi trong agencies/central.yaml; cơ quan của địa
                # bàn khác viết thanh-hoa/so-y-te. Nhóm cơ quan viết "@ubnd-huyen".

                """,
                en: """
                    # Ids of agencies come from agencies/TERRITORY.yaml, then from agencies/central.yaml; an agency of
                    # another territory is written thanh-hoa/so-y-te, a group of agencies "@ubnd-huyen".

                    """)
        }
        let width = names.map(\.id.count).max() ?? 0
        let lines = names.map { id, name in
            "#   " + id + String(repeating: " ", count: width - id.count) + "  \(name)\n"
        }
        return vi(
            """
            # Mã trong agencies/\(territory).yaml; có thể dùng cả mã của central.yaml; cơ quan của địa bàn
            # khác viết thanh-hoa/so-y-te. Có @ là nhóm: mỗi thành viên chịu trách nhiệm một phần.

            """,
            en: """
                # Ids of agencies/\(territory).yaml; those of central.yaml may be used too; an agency of another
                # territory is written thanh-hoa/so-y-te. An @ is a group: each member owes its own part.

                """) + lines.joined()
    }

    private static var defaults: String {
        vi(
            """
            # Cách làm chung cho cả kế hoạch; bỏ dấu # ở đầu dòng để đổi.
            # defaults:
            #   before: strict         # “trước ngày 15/6”: ngày 15/6 đã là muộn (thường lệ lenient: vẫn đúng hạn)
            #   off-day: next          # ngày hạn là ngày nghỉ: next sang ngày làm việc sau, previous lùi về trước, keep giữ
            #   absorb: false          # quý II và 6 tháng đều phải nộp (thường lệ true: kỳ dài thay kỳ ngắn kết thúc cùng ngày)
            #   remind: standard       # tên một chính sách của policies.yaml
            #   checkin: none          # không hỏi việc thường xuyên (thường lệ quarterly: mỗi quý một lần)
            #   confirm: none          # báo cáo xong là xong (thường lệ coordinator: đầu mối xác nhận)
            #   proof: document        # báo cáo xong phải kèm số văn bản; file: kèm tệp; note: kèm lời; none: không

            """,
            en: """
                # What holds for the whole plan; take the # at the start of a line away to change it.
                # defaults:
                #   before: strict         # “trước ngày 15/6”: 15/6 is late already (usual, lenient: still on time)
                #   off-day: next          # a due day that is a day off: next working day, previous one, or keep
                #   absorb: false          # quarter II and the half year are both owed (usual, true: the longer stands for both)
                #   remind: standard       # the name of a policy in policies.yaml
                #   checkin: none          # nobody is asked about continuous work (usual, quarterly: once a quarter)
                #   confirm: none          # a claim is the end (usual, coordinator: the coordinator confirms)
                #   proof: document        # a claim needs a document's number; file: a file; note: a note; none: nothing

                """)
    }
}
