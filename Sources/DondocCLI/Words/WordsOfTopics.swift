import DondocCore

/// What `help states` and `help due` say.
extension Words {
    enum States {
        static var states: String {
            vi(
                "Trạng thái của một đầu việc, như --state nhận:",
                en: "The states of an obligation, as --state takes them:")
        }

        static var moves: String {
            vi(
                "Lệnh đưa trạng thái ở đầu cột tới trạng thái trong ô; = là giữ nguyên, ô trống\n"
                    + "là bị từ chối:",
                en: "What a verb makes of the state above; = leaves it alone, an empty cell is\n"
                    + "refused:")
        }

        static var direct: String {
            vi(
                "Kế hoạch ghi confirm: none thì done đưa thẳng tới done.",
                en: "Where the plan says confirm: none, done leads to done at once.")
        }

        /// What the column of reasons says.
        static func reason(_ verb: ObligationVerb) -> String {
            if verb == .confirm { return vi("với --received", en: "--received") }
            return verb.needsReason ? vi("phải có", en: "needed") : ""
        }

        static var verbs: String {
            vi(
                "Ai được làm gì, và có phải nêu lý do (--reason) không:",
                en: "Who may do what, and whether a reason (--reason) is needed:")
        }

        static var diagram: String { vi("Các bước đổi trạng thái:", en: "Moves, one by one:") }
        static var verb: String { vi("LỆNH", en: "VERB") }

        static func meaning(_ verb: ObligationVerb) -> String {
            switch verb {
            case .start: vi("bắt đầu làm", en: "begin the work")
            case .done: vi("báo cáo đã xong", en: "claim it is done")
            case .checkin: vi("báo tình hình", en: "check in")
            case .note: vi("ghi chú", en: "add a note")
            case .attach: vi("đính kèm", en: "attach a file")
            case .confirm: vi("xác nhận", en: "accept a claim")
            case .return: vi("trả lại", en: "send it back")
            case .extend: vi("gia hạn", en: "another due day")
            case .withdraw: vi("rút", en: "take it out")
            case .reopen: vi("mở lại", en: "open it again")
            case .waive: vi("miễn chờ", en: "go without inputs")
            case .snooze: vi("hoãn nhắc", en: "remind later")
            case .ack: vi("đã tiếp nhận", en: "take in hand")
            case .now: vi("đôn đốc ngay", en: "press at once")
            }
        }

        static func who(_ verb: ObligationVerb) -> String {
            switch verb {
            case .start, .done, .checkin, .note, .attach:
                vi(
                    "cơ quan đó; đầu mối với --for; quản trị",
                    en: "its agency; coordinator --for it; admin")
            case .extend:
                vi(
                    "xin: cơ quan đó; cho: đầu mối, quản trị",
                    en: "agency asks; coordinator, admin grant")
            case .snooze, .ack:
                vi("cơ quan đó, đầu mối, quản trị", en: "its agency, coordinator, admin")
            case .confirm, .return, .withdraw, .reopen, .waive, .now:
                vi("đầu mối của kế hoạch; quản trị", en: "the plan's coordinator; admin")
            }
        }
    }

    enum Due {
        static var text: String {
            vi(
                """
                Thời hạn được giữ nguyên văn như trong văn bản; dondoc hiểu ra hai ngày:
                  hạn (due)          ngày cuối cùng còn được tính là đúng hạn;
                  nên xong (act_by)  ngày làm việc mà các lần nhắc đếm lùi từ đó.

                “Trước ngày 15/6” vẫn kể ngày 15/6 là đúng hạn (như cơ quan vẫn làm), nhưng nên
                xong vào ngày làm việc liền trước; “chậm nhất ngày 15/6” thì nên xong chính
                ngày đó. “Trước” tháng, quý, năm thì không kể tháng, quý, năm ấy. Số ngày đếm
                từ một việc không tính ngày đầu; ngày cuối là ngày nghỉ thì lùi sang ngày làm
                việc sau (Bộ luật Dân sự 2015, Điều 147, 148). “Cả năm” có hạn cuối kỳ; “Thường
                xuyên” không có hạn, chỉ hỏi tình hình mỗi quý và không bao giờ quá hạn.
                """,
                en: """
                    A due phrase is kept in the document's own words; dondoc takes two days from it:
                      due              the last day that counts as on time;
                      act by (act_by)  the working day that reminders count down to.

                    “trước ngày 15/6” (before 15 June) leaves the 15th on time, as offices practise,
                    and has its act_by on the working day before; “chậm nhất ngày 15/6” (by 15 June)
                    has it on that day. “trước” before a month, quarter or year leaves that period
                    out. Days counted from an event leave out the first; a last day that is a day
                    off moves to the next working day (Civil Code 2015, Articles 147, 148).
                    “Cả năm” is due at the end of the period; “Thường xuyên” has no due day: it is
                    asked for a check-in each quarter and is never overdue.
                    """)
        }

        static func days(_ due: String, _ actBy: String) -> String {
            vi("hạn \(due), nên xong \(actBy)", en: "due \(due), act by \(actBy)")
        }

        static var more: String {
            vi(
                """
                Trong tệp kế hoạch, thời hạn đứng sau due:; cách đếm đổi bằng before: strict và
                off-day: next. “dondoc explain -” đọc mỗi dòng một cụm, cả tiếng Anh.
                """,
                en: """
                    In a plan's file the phrase stands behind due:; before: strict and off-day: next
                    change the counting. “dondoc explain -” reads a phrase a line, in English too.
                    """)
        }
    }
}
