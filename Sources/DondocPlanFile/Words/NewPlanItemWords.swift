import DondocCore

/// The parts of a new plan that are copied for each item.
extension Words {
    // swift-format-ignore
    static var tasks: String {
        vi(
            """
            # Nhiệm vụ: chép lại mục dưới đây cho từng nhiệm vụ của văn bản.
            tasks:
              - id: \(blank("mã nhiệm vụ"))\t# bắt buộc; a-z, 0-9, dấu -; duy nhất trong kế hoạch, không bao giờ đổi
                ref: \(blank("mục của văn bản"))\t# chỗ trong văn bản: II.3.2.a
                title: \(blank("tên nhiệm vụ"))\t# bắt buộc
                lead: [\(blank("cơ quan chủ trì"))]\t# bắt buộc; [so-y-te, so-gddt], ["@ubnd-huyen"]; không nêu: [unknown]
                with: []\t# cơ quan phối hợp: được báo, không bị tính trễ
                advises: []\t# cơ quan tham mưu
                decides: []\t# cơ quan ban hành
                due: \(blank("thời hạn"))\t# bắt buộc; đúng nguyên văn: trước ngày 15/6/2023, Quý I/2023, Cả năm, Thường xuyên; không nêu: unknown
                product: \(blank("sản phẩm"))\t# Quyết định, Báo cáo, …
                # proof: document\t# riêng cho việc này, thay cho defaults
                # request: true\t# văn bản viết “đề nghị”: không bao giờ tính trễ
                # report: bao-cao-6-thang\t# báo cáo ấy là kết quả của việc này: không thành đầu việc riêng

            """,
            en: """
            # Tasks: copy the item below for each task of the document.
            tasks:
              - id: \(blank("task id"))\t# required; a-z, 0-9 and -; unique in the plan, never changes
                ref: \(blank("place in the document"))\t# where it stands: II.3.2.a
                title: \(blank("title"))\t# required
                lead: [\(blank("lead"))]\t# required; [so-y-te, so-gddt], ["@ubnd-huyen"]; nobody named: [unknown]
                with: []\t# partners (phối hợp): told, never late
                advises: []\t# who drafts (tham mưu)
                decides: []\t# who signs (ban hành)
                due: \(blank("due phrase"))\t# required; word for word: trước ngày 15/6/2023, Quý I/2023, Cả năm, Thường xuyên; not named: unknown
                product: \(blank("product"))\t# Quyết định, Báo cáo, …
                # proof: document\t# for this task, in the place of defaults
                # request: true\t# the document says “đề nghị”: never late
                # report: bao-cao-6-thang\t# that report is what comes of this task: no obligation of its own

            """)
    }

    // swift-format-ignore
    static var reports: String {
        vi(
            """
            # Báo cáo: ai nộp, nộp cho ai, khi nào. Không có thì viết reports: [] và xóa mục dưới đây.
            reports:
              - id: \(blank("mã báo cáo"))\t# bắt buộc; cùng cách đặt với mã nhiệm vụ
                ref: \(blank("mục của văn bản"))
                title: \(blank("tên báo cáo"))\t# bắt buộc
                from: [\(blank("cơ quan nộp"))]\t# bắt buộc; ["@ubnd-huyen"]: mỗi thành viên một báo cáo
                to: [\(blank("nơi nhận"))]\t# bắt buộc
                via: []\t# gửi qua đơn vị nào
                due: \(blank("thời hạn"))\t# bắt buộc; đúng nguyên văn: trước ngày 15/6/2023, định kỳ hàng quý, …
                # covers: nd09-half\t# kỳ số liệu theo Nghị định 09/2019/NĐ-CP: nd09-month, -quarter, -half, -year; calendar-…: theo lịch
                # after: [bao-cao-6-thang]\t# chỉ báo cáo xong được khi đã nhận đủ các báo cáo này

            """,
            en: """
            # Reports: who owes them, to whom, when. If there are none, write reports: [] and delete the item below.
            reports:
              - id: \(blank("report id"))\t# required; made like a task's id
                ref: \(blank("place in the document"))
                title: \(blank("title"))\t# required
                from: [\(blank("who owes it"))]\t# required; ["@ubnd-huyen"]: one report from each member
                to: [\(blank("to whom"))]\t# required
                via: []\t# through which unit it goes
                due: \(blank("due phrase"))\t# required; word for word: trước ngày 15/6/2023, định kỳ hàng quý, …
                # covers: nd09-half\t# reporting period of Nghị định 09/2019/NĐ-CP: nd09-month, -quarter, -half, -year; calendar-…: by the calendar
                # after: [bao-cao-6-thang]\t# cannot be claimed before these reports have come

            """)
    }

    static var targets: String {
        vi(
            """
            # Chỉ tiêu; bỏ dấu # ở đầu dòng để dùng.
            # targets:
            #   - id: xa-tuyen-truyen
            #     ref: II.1.1
            #     title: Xã tổ chức tuyên truyền
            #     goal: ">= 80 %"      # hoặc "= 2000", "3..5 %", ">= 17 of 21", unknown
            #     unit: xã
            #     owner: so-y-te
            #     by: 2023             # năm, giai đoạn hoặc ngày; thường lệ là kỳ của kế hoạch

            """,
            en: """
                # Targets; take the # at the start of the lines away to use them.
                # targets:
                #   - id: xa-tuyen-truyen
                #     ref: II.1.1
                #     title: Xã tổ chức tuyên truyền
                #     goal: ">= 80 %"      # or "= 2000", "3..5 %", ">= 17 of 21", unknown
                #     unit: xã
                #     owner: so-y-te
                #     by: 2023             # a year, a stage or a day; usually the plan's period

                """)
    }
}
