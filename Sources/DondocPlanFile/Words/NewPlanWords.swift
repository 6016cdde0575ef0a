import DondocCore

/// The file that `plan new` writes.
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

        """
    }

    // swift-format-ignore
    private static func head(_ plan: NewPlan, _ title: String?) -> String {
        """
        plan: \(plan.id)\t# bắt buộc; mã kế hoạch, không bao giờ đổi
        number: \(Blank.made("số và ký hiệu"))\t# như in trên văn bản: 12/KH-UBND; dự thảo chưa có số: /KH-UBND
        title: \(title ?? Blank.made("trích yếu"))\t# bắt buộc; tên gọi ngắn, có trong mọi thư nhắc
        territory: \(plan.territory ?? Blank.made("địa bàn"))\t# bắt buộc; tên tệp trong agencies, không có .yaml
        issuer: \(Blank.made("cơ quan ban hành"))\t# bắt buộc; mã cơ quan trong tệp ấy
        issued: \(Blank.made("ngày ban hành"))\t# NĂM-THÁNG-NGÀY: 2023-04-28; chưa biết thì xóa dòng
        period: \(plan.period ?? Blank.made("kỳ"))\t# bắt buộc; 2023, hoặc 2021..2025, hoặc 2023-02-01..2023-12-31
        implements: []\t# kế hoạch cấp trên mà kế hoạch này triển khai: [249/KH-UBND]
        coordinator: \(Blank.made("cơ quan đầu mối"))\t# bắt buộc; theo dõi, xác nhận, đôn đốc; nhận bảng tổng hợp

        """
    }

    /// The ids that the file may name; where they are not known, where to look.
    private static func roll(_ territory: String?, _ names: [(id: String, name: String)]) -> String
    {
        guard let territory, !names.isEmpty else {
            return """
                # Mã cơ quan lấy trong agencies/ĐỊA-BÀN.yaml, rồi trong agencies/central.yaml; cơ quan của địa
                # bàn khác viết thanh-hoa/so-y-te. Nhóm cơ quan viết "@ubnd-huyen".

                """
        }
        let width = names.map(\.id.count).max() ?? 0
        let lines = names.map { id, name in
            "#   " + id + String(repeating: " ", count: width - id.count) + "  \(name)\n"
        }
        return """
            # Mã trong agencies/\(territory).yaml; có thể dùng cả mã của central.yaml; cơ quan của địa bàn
            # khác viết thanh-hoa/so-y-te. Có @ là nhóm: mỗi thành viên chịu trách nhiệm một phần.

            """ + lines.joined()
    }

    private static let defaults = """
        # Cách làm chung cho cả kế hoạch; bỏ dấu # ở đầu dòng để đổi.
        # defaults:
        #   before: strict         # “trước ngày 15/6”: ngày 15/6 đã là muộn (thường lệ lenient: vẫn đúng hạn)
        #   off-day: next          # ngày hạn là ngày nghỉ: next sang ngày làm việc sau, previous lùi về trước, keep giữ
        #   absorb: false          # quý II và 6 tháng đều phải nộp (thường lệ true: kỳ dài thay kỳ ngắn kết thúc cùng ngày)
        #   remind: standard       # các bậc nhắc; bản này chỉ có một bộ
        #   checkin: none          # không hỏi việc thường xuyên (thường lệ quarterly: mỗi quý một lần)
        #   confirm: none          # báo cáo xong là xong (thường lệ coordinator: đầu mối xác nhận)
        #   proof: document        # báo cáo xong phải kèm số văn bản; file: kèm tệp; note: kèm lời; none: không

        """

    // swift-format-ignore
    private static let tasks = """
        # Nhiệm vụ: chép lại mục dưới đây cho từng nhiệm vụ của văn bản.
        tasks:
          - id: \(Blank.made("mã nhiệm vụ"))\t# bắt buộc; a-z, 0-9, dấu -; duy nhất trong kế hoạch, không bao giờ đổi
            ref: \(Blank.made("mục của văn bản"))\t# chỗ trong văn bản: II.3.2.a
            title: \(Blank.made("tên nhiệm vụ"))\t# bắt buộc
            lead: [\(Blank.made("cơ quan chủ trì"))]\t# bắt buộc; [so-y-te, so-gddt], ["@ubnd-huyen"]; không nêu: [unknown]
            with: []\t# cơ quan phối hợp: được báo, không bị tính trễ
            advises: []\t# cơ quan tham mưu
            decides: []\t# cơ quan ban hành
            due: \(Blank.made("thời hạn"))\t# bắt buộc; đúng nguyên văn: trước ngày 15/6/2023, Quý I/2023, Cả năm, Thường xuyên; không nêu: unknown
            product: \(Blank.made("sản phẩm"))\t# Quyết định, Báo cáo, …
            # proof: document\t# riêng cho việc này, thay cho defaults
            # request: true\t# văn bản viết “đề nghị”: không bao giờ tính trễ
            # report: bao-cao-6-thang\t# báo cáo ấy là kết quả của việc này: không thành đầu việc riêng

        """

    // swift-format-ignore
    private static let reports = """
        # Báo cáo: ai nộp, nộp cho ai, khi nào. Không có thì viết reports: [] và xóa mục dưới đây.
        reports:
          - id: \(Blank.made("mã báo cáo"))\t# bắt buộc; cùng cách đặt với mã nhiệm vụ
            ref: \(Blank.made("mục của văn bản"))
            title: \(Blank.made("tên báo cáo"))\t# bắt buộc
            from: [\(Blank.made("cơ quan nộp"))]\t# bắt buộc; ["@ubnd-huyen"]: mỗi thành viên một báo cáo
            to: [\(Blank.made("nơi nhận"))]\t# bắt buộc
            via: []\t# gửi qua đơn vị nào
            due: \(Blank.made("thời hạn"))\t# bắt buộc; đúng nguyên văn: trước ngày 15/6/2023, định kỳ hàng quý, …
            # covers: nd09-half\t# kỳ số liệu theo Nghị định 09/2019/NĐ-CP: nd09-month, -quarter, -half, -year; calendar-…: theo lịch
            # after: [bao-cao-6-thang]\t# chỉ báo cáo xong được khi đã nhận đủ các báo cáo này

        """

    private static let targets = """
        # Chỉ tiêu; bỏ dấu # ở đầu dòng để dùng.
        # targets:
        #   - id: xa-tuyen-truyen
        #     ref: II.1.1
        #     title: Xã tổ chức tuyên truyền
        #     goal: ">= 80 %"      # hoặc "= 2000", "3..5 %", ">= 17 of 21", unknown
        #     unit: xã
        #     owner: so-y-te
        #     by: 2023             # năm, giai đoạn hoặc ngày; thường lệ là kỳ của kế hoạch

        """
}
