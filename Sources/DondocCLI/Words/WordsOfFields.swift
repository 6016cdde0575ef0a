/// Headings of tables and names of fields.
extension Words {
    enum Heading {
        static let list = ["SỐ", "HẠN", "CÒN", "THỜI HẠN", "TRẠNG THÁI", "CƠ QUAN", "VIỆC"]
        /// As `systemctl list-timers` has them: the contract fixes these.
        static let next = ["NEXT", "LEFT", "LAST", "TASK", "AGENCY"]
        static let log = ["LÚC", "AI", "LÀM", "SỐ", "NAY LÀ", "LÝ DO"]
        static let calendar = ["NGÀY", "THỨ", "LOẠI", "TÊN", "CĂN CỨ"]
        static let days = ["NGÀY", "TRƯỚC", "SAU"]
        static let moves = ["SỐ", "HẠN", "NÊN XONG", "THỜI HẠN", "KHÓA"]
        static let closes = ["KỲ SỐ LIỆU", "KỲ", "TỪ", "CHỐT", "GỬI TỪ", "CHẬM NHẤT"]
        static let why = ["LÚC", "BẬC", "ĐIỀU ĐÃ XẢY RA"]
        static let plans = ["KẾ HOẠCH", "KỲ", "VIỆC", "BÁO CÁO", "ĐẦU VIỆC", "TÊN"]
        static let items = ["MÃ", "MỤC", "THỜI HẠN", "CHỦ TRÌ", "Đ.VIỆC", "VIỆC"]
        static let targets = ["CHỈ TIÊU", "MỤC", "MỨC", "ĐẾN", "NỘI DUNG"]
    }

    enum Field {
        static let work = "Đầu việc"
        static let key = "Khóa"
        static let plan = "Kế hoạch"
        static let task = "Mã việc"
        static let ref = "Mục"
        static let period = "Kỳ"
        static let agency = "Cơ quan"
        static let lead = "Chủ trì"
        static let with = "Phối hợp"
        static let phrase = "Thời hạn"
        static let due = "Hạn"
        static let actBy = "Nên xong"
        static let originalDue = "Hạn ban đầu"
        static let state = "Trạng thái"
        static let bucket = "Xếp loại"
        static let extended = "Gia hạn"
        static let returned = "Bị trả lại"
        static let reminders = "Nhắc"
        static let claimedAt = "Báo cáo lúc"
        static let doneAt = "Xong lúc"
        static let doc = "Văn bản"
        static let change = "Thay đổi số"
        static let silence = "Im lặng"
        static let waitsFor = "Còn chờ"

        static let site = "Nơi dùng"
        static let clock = "Đồng hồ"
        static let heartbeat = "Nhịp cuối"
        static let socket = "Ổ cắm"
        static let store = "Kho"
        static let integrity = "Toàn vẹn"
        static let backup = "Sao lưu"
        static let plans = "Kế hoạch"
        static let buckets = "Đầu việc"
        static let letters = "Thư"
        static let oldest = "Thư chờ lâu nhất"
        static let lastLetter = "Thư gần nhất"
        static let journal = "Nhật ký hệ thống"
        static let nextWake = "Lần thức tới"
        static let differs = "Tệp chưa áp dụng"
        static let unreachable = "Không liên lạc được"
        static let degraded = "Tình trạng"

        static let number = "Số"
        static let title = "Tên"
        static let territory = "Địa bàn"
        static let issuer = "Ban hành"
        static let issued = "Ngày ban hành"
        static let coordinator = "Đầu mối"
        static let loadedAt = "Nạp lúc"
        static let note = "Ghi chú"
        static let agencies = "Danh bạ"
        static let calendar = "Lịch nghỉ"
        static let applied = "Đã áp dụng"
        static let wouldApply = "Sẽ áp dụng"

        static let testLetter = "Thư thử"
        static let recipient = "Tới"
        static let via = "Qua"
        static let tls = "TLS"
        static let reason = "Vì"
        static let answer = "Trả lời"
        static let took = "Mất"
        static let messageId = "Message-ID"

        static let uid = "UID"
        static let user = "Tài khoản"
        static let person = "Người"
        static let role = "Vai trò"

        static let normal = "Dạng chuẩn"
        static let kind = "Loại"
        static let bound = "Cách giữ ngày"
        static let rule = "Căn cứ"
        static let named = "Ngày nêu"
        static let covers = "Của kỳ"
        static let because = "Vì"
        static let figures = "Số liệu"
        static let offer = "Theo NĐ 09"
        static let assumed = "Suy đoán"
        static let warnings = "Lưu ý"
    }
}
