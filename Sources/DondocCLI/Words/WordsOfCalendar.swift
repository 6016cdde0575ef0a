import DondocCore

/// The words of `calendar`.
extension Words {
    static func kind(_ kind: WorkCalendar.Kind) -> String {
        switch kind {
        case .holiday: vi("nghỉ lễ", en: "holiday")
        case .compensation: vi("nghỉ bù", en: "in lieu")
        case .swappedOff: vi("nghỉ hoán đổi", en: "swapped off")
        case .swappedWork: vi("làm bù", en: "worked")
        }
    }

    static func workingDays(_ year: Int, _ sum: Int, _ months: String) -> String {
        vi(
            "năm \(year) có \(sum) ngày làm việc (theo tháng \(months))",
            en: "\(year) has \(sum) working days (by month \(months))")
    }

    static func forecast(_ year: Int) -> String {
        vi(
            "lịch nghỉ năm \(year) chưa công bố: trên đây là dự kiến theo luật, chưa có ngày hoán đổi",
            en: "the days off of \(year) are not announced: these are foreseen by law, "
                + "without swapped days")
    }

    static var badYear: String {
        vi("năm phải từ 2014 đến 2199", en: "the year must be from 2014 to 2199")
    }
}
