import DondocCore
import DondocPlanFile
import Testing

@Suite struct DirectoryTests {
    private func refusal(_ files: [(String, String)]) -> String {
        do {
            _ = try PlanFile.directory(files.map { SourceText(name: $0.0, text: $0.1) })
            return "nothing wrong"
        } catch {
            return error.description
        }
    }

    @Test("The 27 districts of Thanh Hóa stand in their group, Đông Sơn until its end")
    func thanhHoa() throws {
        let directory = try Shipped.directory()
        let group = try #require(directory.group("ubnd-huyen", in: "thanh-hoa"))
        #expect(group.members.count == 27)
        #expect(group.members.compactMap(\.until?.description) == ["2024-12-31"])
        #expect(directory.agency("so-ldtbxh", in: "thanh-hoa")?.successor == "so-y-te")
        #expect(directory.agency("bo-y-te", in: "thanh-hoa")?.territory == "central")
        #expect(
            directory.coordinatorMailboxes(
                of: AgencyRef(territory: "thanh-hoa", id: "so-ldtbxh"),
                on: try #require(Day(2023, 6, 15))) == ["dau-moi.so-ldtbxh@thanh-hoa.example.test"])
    }

    @Test("What the agencies' files refer to must exist, in any of the files")
    func references() {
        let b = """
            agencies:
              unknown: {name: X}
              so-y-te: {name: Sở Y tế, parent: ubnd-tin, successor: a/khong-co, mail: ["a b@c.vn"]}
              ubnd-tinh: {name: UBND, until: 2025-01-01, from: 2025-02-01, level: city}
            groups:
              tat-ca: {name: Tất cả, members: [so-y-te, {id: so-yte}, a/x]}
            people:
              an: {name: An, user: Nong Cong, agency: so-yt, role: boss}
            """
        #expect(
            refusal([("agencies/b.yaml", b), ("agencies/a.yaml", "agencies: {x: {name: X}}")])
                == """
                agencies/b.yaml:2:3: error: id 'unknown' đã dành riêng
                  fix: đặt id khác
                agencies/b.yaml:3:36: error: không có cơ quan 'ubnd-tin' trong b
                  fix: viết ubnd-tinh
                agencies/b.yaml:3:57: error: không có cơ quan 'khong-co' trong a
                  fix: thêm cơ quan vào agencies/a.yaml
                agencies/b.yaml:3:76: error: 'mail': 'a b@c.vn' không phải là địa chỉ thư
                  fix: viết như ten@co-quan.gov.vn
                agencies/b.yaml:4:34: error: 'until' 2025-01-01 đứng trước 'from' 2025-02-01
                  fix: sửa một trong hai ngày
                agencies/b.yaml:4:71: error: 'level' không nhận 'city'
                  fix: viết một trong: central, province, district, commune, other
                agencies/b.yaml:6:50: error: không có cơ quan 'so-yte' trong b
                  fix: viết so-y-te
                agencies/b.yaml:8:24: error: 'user': 'Nong Cong' không phải là tên đăng nhập
                  fix: viết tên trong /etc/passwd
                agencies/b.yaml:8:43: error: không có cơ quan 'so-yt' trong b
                  fix: viết so-y-te
                agencies/b.yaml:8:56: error: 'role' không nhận 'boss'
                  fix: viết một trong: staff, coordinator, leader, auditor, admin
                """)
    }

    @Test("A deputy stands in from the first day to the last, and hands nothing on")
    func deputies() throws {
        let a = """
            agencies: {x: {name: X}}
            people:
              an: {name: An, user: an, agency: x, role: staff, deputy: {id: b/binh, from: 2024-02-01, until: 2024-02-10}}
              chi: {name: Chi, agency: x, role: leader, deputy: {id: dau-moi, from: 2024-02-10, until: 2024-02-10}}
            """
        let b = """
            agencies: {y: {name: Y}}
            people:
              binh: {name: Bình, user: binh, agency: y, role: staff, deputy: {id: a/chi, from: 2024-02-01, until: 2024-02-10}}
            """
        let central = """
            people:
              dau-moi: {name: Đầu mối, agency: a/x, role: coordinator}
            """
        let (directory, warnings) = try PlanFile.directoryWithWarnings(
            [("a", a), ("b", b), ("central", central)].map {
                SourceText(name: "agencies/\($0.0).yaml", text: $0.1)
            })
        func principals(_ id: String, _ day: Int) throws -> [String] {
            let person = try #require(directory.people.first { $0.id == id })
            return directory.principals(of: person, on: try #require(Day(2024, 2, day))).map(\.id)
        }
        #expect(try principals("binh", 1) == ["an"] && principals("binh", 10) == ["an"])
        #expect(try principals("binh", 11) == [] && principals("an", 5) == [])
        // chi stands in for binh, who stands in for an: that is binh's alone.
        #expect(try principals("chi", 5) == ["binh"])
        #expect(try principals("dau-moi", 9) == [] && principals("dau-moi", 10) == ["chi"])
        #expect(
            warnings.map { "\($0.file):\($0.line):\($0.column) \($0.severity) \($0.what)" } == [
                "agencies/a.yaml:4:58 warning người thay 'dau-moi' không có user: "
                    + "chỉ nhận thư, không làm thay được trên máy này",
                "agencies/b.yaml:3:71 warning người thay 'chi' không có user: "
                    + "chỉ nhận thư, không làm thay được trên máy này",
            ])
    }

    @Test("A login name or an agency stands once in all files")
    func once() {
        let a =
            "agencies: {x: {name: X}}\npeople: {an: {name: An, user: an, agency: x, role: staff}}"
        #expect(
            refusal([("agencies/a.yaml", a), ("agencies/b.yaml", a), ("more/a.yaml", a)]) == """
                agencies/b.yaml:2:31: error: tên đăng nhập 'an' đã có ở agencies/a.yaml:2
                  fix: đặt tên khác, hoặc bỏ một trong hai
                more/a.yaml:1:12: error: cơ quan 'x' đã có ở agencies/a.yaml:1
                  fix: đặt tên khác, hoặc bỏ một trong hai
                more/a.yaml:2:10: error: người 'an' đã có ở agencies/a.yaml:2
                  fix: đặt tên khác, hoặc bỏ một trong hai
                more/a.yaml:2:31: error: tên đăng nhập 'an' đã có ở agencies/a.yaml:2
                  fix: đặt tên khác, hoặc bỏ một trong hai
                """)
    }

    @Test("A calendar holds days of its own year, and a year stands once")
    func calendar() {
        let text = """
            year: 2023
            days:
              - {day: 2024-01-01, kind: holiday, name: Tết}
              - {day: 2023-02-29, kind: feast, name: Tết}
            """
        do {
            _ = try PlanFile.calendar([
                SourceText(name: "calendar/2024.yaml", text: text),
                SourceText(name: "x.yaml", text: "year: 2023\ndays: []"),
            ])
            Issue.record("taken")
        } catch {
            #expect(
                error.list.map { "\($0.file):\($0.line):\($0.column) \($0.what)" } == [
                    "calendar/2024.yaml:1:7 'year' là 2023 nhưng tệp tên là 2024",
                    "calendar/2024.yaml:3:11 ngày 01/01/2024 không thuộc năm 2023",
                    "calendar/2024.yaml:4:11 'day': 29/02/2023 không phải là ngày có thật; "
                        + "tháng 2 năm 2023 có 28 ngày",
                    "calendar/2024.yaml:4:29 'kind' không nhận 'feast'",
                    "x.yaml:1:7 năm '2023' đã có ở calendar/2024.yaml:1",
                ])
        }
    }
}
