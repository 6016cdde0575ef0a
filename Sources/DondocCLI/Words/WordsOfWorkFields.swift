import DondocCore

/// Headings and names of fields for work and its trail.
extension Words.Heading {
    static var changed: [String] {
        heads(vi("SỐ, HẠN, NAY LÀ, CƠ QUAN, VIỆC", en: "NO., DUE, NOW, AGENCY, TITLE"))
    }
    static var wouldChange: [String] {
        heads(vi("SỐ, HẠN, SẼ LÀ, CƠ QUAN, VIỆC", en: "NO., DUE, WOULD BE, AGENCY, TITLE"))
    }
    static var missing: [String] {
        heads(vi("SỐ, HẠN, CÒN, TRẠNG THÁI, CƠ QUAN", en: "NO., DUE, LEFT, STATE, AGENCY"))
    }
    static var counts: [String] { heads(vi("XẾP LOẠI, SỐ", en: "BUCKET, COUNT")) }
    static var states: [String] { heads(vi("TRẠNG THÁI, NGHĨA LÀ", en: "STATE, MEANS")) }
    static var verbs: [String] {
        heads(vi("LỆNH, NGHĨA LÀ, AI ĐƯỢC LÀM, LÝ DO", en: "VERB, MEANS, WHO MAY, REASON"))
    }
}

extension Words.Field {
    static var asked: String { vi("Xin gia hạn", en: "Asked for") }
    static var received: String { vi("Nhận bản giấy", en: "Received") }
    static var file: String { vi("Tệp", en: "File") }
    static var inputs: String { vi("Chờ báo cáo", en: "Inputs") }
    static var waivers: String { vi("Miễn chờ", en: "Waived") }
    static var attachments: String { vi("Đính kèm", en: "Attached") }
    static var checkins: String { vi("Kiểm điểm", en: "Check-ins") }
    static var notes: String { vi("Ghi chú", en: "Notes") }
    static var reported: String { vi("Đã báo cáo", en: "Reported") }
    static var withdrawn: String { vi("Đã rút", en: "Withdrawn") }

    static var trail: String { vi("Sổ", en: "Trail") }
    static var head: String { vi("Đầu sổ", en: "Head") }
    static var badRow: String { vi("Dòng", en: "Row") }
    static var fault: String { vi("Lỗi", en: "Fault") }
    static var detail: String { vi("Chi tiết", en: "Detail") }
}
