import DondocCore

/// Headings of tables and names of fields.
extension Words {
    enum Heading {
        static var list: [String] {
            heads(
                vi(
                    "SỐ, HẠN, CÒN, THỜI HẠN, TRẠNG THÁI, CƠ QUAN, VIỆC",
                    en: "NO., DUE, LEFT, PHRASE, STATE, AGENCY, TITLE"))
        }
        /// As `systemctl list-timers` has them: the contract fixes these.
        static let next = ["NEXT", "LEFT", "LAST", "TASK", "AGENCY"]
        static var log: [String] {
            heads(
                vi(
                    "T.ĐỔI, LÚC, AI, LÀM, SỐ, NAY LÀ, LÝ DO",
                    en: "CHANGE, AT, WHO, DID, NO., NOW, REASON"))
        }
        static var calendar: [String] {
            heads(vi("NGÀY, THỨ, LOẠI, TÊN, CĂN CỨ", en: "DAY, WEEKDAY, KIND, NAME, SOURCE"))
        }
        static var days: [String] { heads(vi("NGÀY, TRƯỚC, SAU", en: "DAY, BEFORE, AFTER")) }
        static var moves: [String] {
            heads(vi("SỐ, HẠN, NÊN XONG, THỜI HẠN, KHÓA", en: "NO., DUE, ACT BY, PHRASE, KEY"))
        }
        static var closes: [String] {
            heads(
                vi(
                    "KỲ SỐ LIỆU, KỲ, TỪ, CHỐT, GỬI TỪ, CHẬM NHẤT",
                    en: "SCHEME, PERIOD, OPENS, CLOSES, SEND FROM, LATEST"))
        }
        static var why: [String] { heads(vi("LÚC, BẬC, TÌNH TRẠNG", en: "AT, STEP, OUTCOME")) }
        static var plans: [String] {
            heads(
                vi(
                    "KẾ HOẠCH, KỲ, VIỆC, BÁO CÁO, ĐẦU VIỆC, TÊN",
                    en: "PLAN, PERIOD, TASKS, REPORTS, OBL., TITLE"))
        }
        static var items: [String] {
            heads(
                vi(
                    "MÃ, MỤC, THỜI HẠN, CHỦ TRÌ, Đ.VIỆC, VIỆC",
                    en: "ID, REF, PHRASE, LEAD, OBL., TITLE"))
        }
        static var targets: [String] {
            heads(vi("CHỈ TIÊU, MỤC, MỨC, ĐẾN, NỘI DUNG", en: "TARGET, REF, GOAL, BY, TITLE"))
        }

        static func heads(_ list: String) -> [String] {
            list.split(separator: ", ").map(String.init)
        }
    }

    enum Field {
        static var work: String { vi("Đầu việc", en: "Obligation") }
        static var key: String { vi("Khóa", en: "Key") }
        static var plan: String { vi("Kế hoạch", en: "Plan") }
        static var task: String { vi("Mã việc", en: "Task") }
        static var ref: String { vi("Mục", en: "Ref") }
        static var period: String { vi("Kỳ", en: "Period") }
        static var agency: String { vi("Cơ quan", en: "Agency") }
        static var lead: String { vi("Chủ trì", en: "Lead") }
        static var with: String { vi("Phối hợp", en: "With") }
        static var phrase: String { vi("Thời hạn", en: "Phrase") }
        static var due: String { vi("Hạn", en: "Due") }
        static var actBy: String { vi("Nên xong", en: "Act by") }
        static var originalDue: String { vi("Hạn ban đầu", en: "Original due") }
        static var state: String { vi("Trạng thái", en: "State") }
        static var bucket: String { vi("Xếp loại", en: "Bucket") }
        static var extended: String { vi("Gia hạn", en: "Extended") }
        static var returned: String { vi("Bị trả lại", en: "Returned") }
        static var reminders: String { vi("Nhắc", en: "Reminders") }
        static var claimedAt: String { vi("Báo cáo lúc", en: "Claimed") }
        static var doneAt: String { vi("Xong lúc", en: "Done") }
        static var doc: String { vi("Văn bản", en: "Document") }
        static var change: String { vi("Thay đổi số", en: "Change") }
        static var silence: String { vi("Thôi nhắc", en: "Silent") }
        static var waitsFor: String { vi("Còn chờ", en: "Waits for") }

        static var site: String { vi("Nơi dùng", en: "Site") }
        static var clock: String { vi("Đồng hồ", en: "Clock") }
        static var heartbeat: String { vi("Nhịp cuối", en: "Heartbeat") }
        static var socket: String { vi("Ổ cắm", en: "Socket") }
        static var store: String { vi("Kho", en: "Store") }
        static var integrity: String { vi("Toàn vẹn", en: "Integrity") }
        static var backup: String { vi("Sao lưu", en: "Last backup") }
        static var plans: String { vi("Kế hoạch", en: "Plans") }
        static var buckets: String { vi("Đầu việc", en: "Obligations") }
        static var letters: String { vi("Thư", en: "Letters") }
        static var oldest: String { vi("Thư chờ lâu nhất", en: "Oldest waiting") }
        static var notices: String { vi("Chờ giờ gửi", en: "Not yet due") }
        static var lastLetter: String { vi("Thư gần nhất", en: "Last sent") }
        static var journal: String { vi("Nhật ký hệ thống", en: "Journal") }
        static var nextWake: String { vi("Lần thức tới", en: "Next wake-up") }
        static var differs: String { vi("Tệp chưa áp dụng", en: "Not applied") }
        static var unreachable: String { vi("Không liên lạc được", en: "Unreachable") }
        static var degraded: String { vi("Tình trạng", en: "Health") }

        static var number: String { vi("Số", en: "Number") }
        static var title: String { vi("Tên", en: "Title") }
        static var territory: String { vi("Địa bàn", en: "Territory") }
        static var issuer: String { vi("Ban hành", en: "Issuer") }
        static var issued: String { vi("Ngày ban hành", en: "Issued") }
        static var coordinator: String { vi("Đầu mối", en: "Coordinator") }
        static var loadedAt: String { vi("Nạp lúc", en: "Loaded") }
        static var note: String { vi("Ghi chú", en: "Note") }
        static var agencies: String { vi("Danh bạ", en: "Directory") }
        static var calendar: String { vi("Lịch nghỉ", en: "Calendar") }
        static var applied: String { vi("Đã áp dụng", en: "Applied") }
        static var wouldApply: String { vi("Sẽ áp dụng", en: "Would apply") }

        static var testLetter: String { vi("Thư thử", en: "Test letter") }
        static var recipient: String { vi("Tới", en: "To") }
        static var via: String { vi("Qua", en: "Via") }
        static let tls = "TLS"
        static var reason: String { vi("Vì", en: "Reason") }
        static var answer: String { vi("Trả lời", en: "Answer") }
        static var took: String { vi("Mất", en: "Took") }
        static let messageId = "Message-ID"

        static let uid = "UID"
        static var user: String { vi("Tài khoản", en: "User") }
        static var person: String { vi("Người", en: "Person") }
        static var role: String { vi("Vai trò", en: "Role") }
        static var deputyFor: String { vi("Làm thay", en: "Deputy for") }

        static var normal: String { vi("Dạng chuẩn", en: "Normalized form") }
        static var kind: String { vi("Loại", en: "Kind") }
        static var bound: String { vi("Cách giữ ngày", en: "Bound") }
        static var rule: String { vi("Căn cứ", en: "Rule") }
        static var named: String { vi("Ngày nêu", en: "Named day") }
        static var covers: String { vi("Của kỳ", en: "Period") }
        static var because: String { vi("Vì", en: "Because") }
        static var figures: String { vi("Số liệu", en: "Figures") }
        static var offer: String { vi("Theo NĐ 09", en: "Decree 09") }
        static var assumed: String { vi("Suy đoán", en: "Assumed") }
        static var warnings: String { vi("Lưu ý", en: "Warning") }
    }
}
