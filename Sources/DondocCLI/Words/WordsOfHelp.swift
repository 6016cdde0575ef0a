import DondocCore

/// What `help` says of each verb; the words of its options stand apart.
extension Words {
    enum Help {
        static var root: String {
            vi(
                "Đôn đốc nhiệm vụ của các kế hoạch: hỏi và báo cho dondocd.",
                en: "Follow the tasks of government plans: ask dondocd, and report to it.")
        }
        static var exits: String {
            vi(
                """
                Mã thoát: 0 xong; 1 bị từ chối; 2 dondocd có sự cố (status, check); 64 gõ sai lệnh; 65 tệp hoặc \
                thời hạn sai; 66 không có; 69 dondocd không chạy hoặc không tới được máy của -H; 75 thử lại; 77 không được phép.
                """,
                en: """
                    Exit status: 0 done; 1 refused; 2 dondocd is degraded (status, check); 64 wrong usage; 65 bad \
                    file or phrase; 66 no such thing; 69 dondocd is not running, or the host of -H cannot be \
                    reached; 75 try again; 77 not permitted.
                    """)
        }

        static var status: String {
            vi("Tình trạng của dondocd.", en: "Show the health of dondocd.")
        }
        static var check: String {
            vi(
                "Một dòng cho phần mềm giám sát: bình thường, có sự cố, hay không chạy.",
                en: "Print one line for monitoring: healthy, degraded or down.")
        }
        static var checkMore: String {
            vi(
                """
                Mã thoát: 0 bình thường (OK), 2 có sự cố (DEGRADED), 69 dondocd không chạy (DOWN). Không trả \
                lời trong 10 giây cũng là sự cố. Sau dấu | là số liệu; mọi điều và cách sửa: dondoc status.
                """,
                en: """
                    Exit status: 0 healthy (OK), 2 degraded (DEGRADED), 69 dondocd is not running (DOWN). No \
                    answer within 10 seconds is degraded too. Figures follow the |; for everything, and how \
                    to mend it: dondoc status.
                    """)
        }
        static var list: String { vi("Các đầu việc.", en: "List obligations.") }
        static var next: String {
            vi("Những lần nhắc sắp tới.", en: "List the reminders to come, the next first.")
        }
        static var show: String {
            vi("Mọi điều về một đầu việc.", en: "Show everything about an obligation.")
        }
        static var why: String {
            vi(
                "Đã nhắc gì, sẽ nhắc ai, vì sao im lặng.",
                en: "Show what was sent about an obligation, what will be, or why nothing was.")
        }
        static var whyRecipient: String {
            vi(
                "Chỉ nói về một người nhận: địa chỉ thư, mã đơn vị, tên đăng nhập hay hook:TÊN.",
                en: "Tell of one recipient only: an address, an agency, a login name or hook:NAME.")
        }
        static var whyMore: String {
            vi(
                "Từng bậc: đã gửi gì cho ai lúc nào, sẽ gửi ai, vì sao không. Nêu thêm người nhận thì chỉ nói về "
                    + "người ấy, và nói vì sao nếu người ấy không được nhắc lần nào.",
                en:
                    "Step by step: what was sent to whom and when, who will hear, and why not. With a recipient "
                    + "only what concerns it, and the reason where it never was and will not be written to."
            )
        }
        static var log: String { vi("Sổ thay đổi.", en: "Show the trail of changes.") }
        static var start: String { vi("Bắt đầu làm.", en: "Start work on an obligation.") }
        static var done: String {
            vi(
                "Báo cáo đã làm xong (chờ xác nhận).",
                en: "Claim that the work is done (to be confirmed).")
        }
        static var confirm: String {
            vi("Xác nhận đã hoàn thành (đầu mối).", en: "Confirm a claim (coordinator).")
        }
        static var checkin: String {
            vi("Kiểm điểm việc đang làm.", en: "Check in on work under way.")
        }
        static var note: String {
            vi("Ghi chú vào một đầu việc.", en: "Add a note to an obligation.")
        }
        static var plan: String { vi("Kế hoạch.", en: "Write, check, load and look at plans.") }
        static var planNew: String {
            vi(
                "Viết một tệp kế hoạch mới có chú thích, không cần dondocd.",
                en: "Write a new plan file with comments; needs no dondocd.")
        }
        static var planNewMore: String {
            vi(
                """
                Chỗ phải điền ghi <điền …>; còn một chỗ thì plan check và plan load đều từ chối tệp ấy. Không \
                bao giờ ghi đè lên tệp đã có.
                """,
                en: """
                    Places to fill in read “<điền …>”; while one is left, plan check and plan load refuse the \
                    file. A file that exists is never overwritten.
                    """)
        }
        static var planCheck: String {
            vi(
                "Soát tệp kế hoạch, không cần dondocd.", en: "Check plan files; needs no dondocd.")
        }
        static var planLoad: String {
            vi("Nạp tệp kế hoạch vào dondocd.", en: "Load plan files into dondocd.")
        }
        static var planList: String { vi("Các kế hoạch đã nạp.", en: "List the loaded plans.") }
        static var planShow: String {
            vi(
                "Một kế hoạch với nhiệm vụ, báo cáo, chỉ tiêu.",
                en: "Show a plan with its tasks, reports and targets.")
        }
        static var explain: String {
            vi(
                "Giải nghĩa một cụm thời hạn, không cần dondocd.",
                en: "Explain a due phrase; needs no dondocd.")
        }
        static var explainMore: String {
            vi(
                """
                Với - thì đọc đầu vào chuẩn, mỗi dòng một cụm; --json trả mỗi dòng một đối tượng. Cụm nào \
                không hiểu thì báo lỗi, làm tiếp, và mã thoát cuối cùng là 65.
                """,
                en: """
                    With - the phrases are read from the standard input, one a line; --json answers with one \
                    object a line. A phrase that is not understood is reported, the rest are answered, and \
                    the exit status is 65.
                    """)
        }
        static var calendar: String {
            vi(
                "Ngày nghỉ, ngày làm bù, ngày chốt số liệu của một năm, không cần dondocd.",
                en: "Show a year's days off, worked Saturdays and closings; needs no dondocd.")
        }
        static var calendarMore: String {
            vi(
                """
                Bảng sau là các kỳ báo cáo theo Nghị định 09/2019/NĐ-CP: số liệu từ ngày nào, chốt ngày nào \
                (Điều 12), gửi được từ ngày làm việc nào sau khi chốt (Điều 8.5), chậm nhất ngày nào (Điều 13). \
                Một tệp CSV chỉ chứa một bảng, nên --csv chỉ in các ngày nghỉ; --json có cả hai.
                """,
                en: """
                    The second table has the reporting periods of Decree 09/2019/NĐ-CP: when figures open and \
                    close (Article 12), from which working day after the closing a report can be sent (Article \
                    8.5), and the latest day (Article 13). A CSV file holds one table, so --csv prints the days \
                    off alone; --json has both.
                    """)
        }
        static var reload: String {
            vi(
                "Nạp lại danh bạ, lịch nghỉ, bậc nhắc, cài đặt (quản trị).",
                en: "Apply changed agencies, calendar, policies and settings (admin).")
        }
        static var mail: String { vi("Thư điện tử.", en: "Try out the mail.") }
        static var mailTest: String {
            vi(
                "Gửi một thư thử và kể lại điều đã xảy ra (quản trị, đầu mối).",
                en: "Send a test letter and tell what happened (admin, coordinator).")
        }
        static var mailTestMore: String {
            vi(
                """
                Thư đi đúng đường của thư nhắc, nhưng không nằm trong sổ nhắc việc. Mã thoát: 0 đã gửi; \
                1 bị từ chối, kèm lời của máy chủ thư; 75 thử lại. Trên đồng hồ tập huấn chỉ gửi tới máy \
                này hoặc tới mail.training-to.
                """,
                en: """
                    The letter goes the way of the reminders, but is not recorded as one. Exit status: 0 sent; \
                    1 refused, with the words of the mail server; 75 try again. On the training clock it goes \
                    only to this machine or to mail.training-to.
                    """)
        }
        static var whoami: String {
            vi("dondocd nhận ra ai.", en: "Show who you are to dondocd.")
        }
        static var completion: String {
            vi(
                "In tệp gợi ý lệnh cho bash, zsh hoặc fish.",
                en: "Print the completion script for bash, zsh or fish.")
        }
    }
}
