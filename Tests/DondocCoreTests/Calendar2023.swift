import DondocCore

/// The official days off of 2023 on weekdays, written down by hand from the announcements: New Year
/// (2/1 for Sunday 1/1), Tết 20–26/1, Giỗ Tổ 29/4 (a Saturday, so 2/5), 30/4 (a Sunday, so 3/5),
/// 1/5, National Day 1/9 and 2/9 (a Saturday, so 4/9).
func calendar2023() -> WorkCalendar {
    let off = [
        "2023-01-02", "2023-01-20", "2023-01-23", "2023-01-24", "2023-01-25", "2023-01-26",
        "2023-05-01", "2023-05-02", "2023-05-03", "2023-09-01", "2023-09-04",
    ]
    var calendar = WorkCalendar()
    calendar.add(
        year: 2023,
        off.compactMap { Day(iso: $0) }.map {
            WorkCalendar.Entry(day: $0, kind: .holiday, name: "nghỉ", source: nil)
        })
    return calendar
}

func day(_ iso: String) -> Day {
    guard let day = Day(iso: iso) else { preconditionFailure("no such day: \(iso)") }
    return day
}
