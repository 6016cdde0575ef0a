import DondocCore

/// The words of `calendar`.
extension Words {
    static func kind(_ kind: WorkCalendar.Kind) -> String {
        switch kind {
        case .holiday: "nghỉ lễ"
        case .compensation: "nghỉ bù"
        case .swappedOff: "nghỉ hoán đổi"
        case .swappedWork: "làm bù"
        }
    }

    static func workingDays(_ year: Int, _ sum: Int, _ months: String) -> String {
        "năm \(year) có \(sum) ngày làm việc (theo tháng \(months))"
    }

    static func forecast(_ year: Int) -> String {
        "lịch nghỉ năm \(year) chưa công bố: trên đây là dự kiến theo luật, chưa có ngày hoán đổi"
    }

    static let badYear = "năm phải từ 2014 đến 2199"
}
