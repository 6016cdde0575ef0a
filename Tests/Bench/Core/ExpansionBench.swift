import DondocCore

/// A million obligations made from rules: reports that repeat, each owed by a group of agencies.
struct ExpansionBench {
    private static let agencies = 204

    private let directory: Directory
    private let calendar: WorkCalendar

    init() {
        var directory = Directory()
        var members: [AgencyGroup.Member] = []
        for n in 0..<Self.agencies {
            let agency = Agency(id: "xa-\(n)", territory: "thu", name: "UBND xã \(n)")
            directory.add(agency)
            members.append(AgencyGroup.Member(agency: agency.ref))
        }
        directory.add(
            AgencyGroup(id: "ubnd-xa", territory: "thu", name: "UBND các xã", members: members))
        self.directory = directory
        var calendar = WorkCalendar()
        for year in 2020...2026 { calendar.addForecast(year: year) }
        self.calendar = calendar
    }

    func run(_ sum: inout Sum) throws {
        let plan = try plan(reports: 82)
        var count = 0
        let spent = try seconds {
            let made = try plan.expand(directory, calendar).assignments
            count = made.count
            for one in made { sum.add(one.key.utf8.count ^ (one.date?.actBy.number ?? 0)) }
        }
        row(
            "obligations made from rules (\(grouped(Double(count))))", "\(short(spent)) s",
            aim: "2 s", peer: "\(grouped(Double(count) / spent))/s")
    }

    /// Five years, each month of them: sixty periods a report.
    private func plan(reports: Int) throws -> Plan {
        let desk = AgencyRef(territory: "thu", id: "xa-0")
        guard let period = Period.years(2021, 2025) else { preconditionFailure("no such years") }
        var plan = Plan(
            id: "ke-hoach", number: "1/KH-UBND", title: "Kế hoạch để đo", territory: "thu",
            issuer: desk, issued: nil, period: period, coordinator: desk)
        plan.tasks = try (0..<reports).map { n in
            Plan.Task(
                kind: .report, id: "bao-cao-\(n)", title: "Báo cáo số \(n)",
                lead: [.group(AgencyRef(territory: "thu", id: "ubnd-xa"))],
                due: try Phrase("trước ngày \(n % 28 + 1) hằng tháng"))
        }
        return plan
    }
}
