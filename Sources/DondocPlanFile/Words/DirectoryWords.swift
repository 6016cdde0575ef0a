import DondocCore

/// What is wrong with agencies, groups and people, and with the days of a calendar.
extension Words {
    // MARK: Agencies and people

    static func noAgency(_ id: String, in territory: String, suggestion: String?) -> Advice {
        Advice(
            vi(
                "không có cơ quan '\(id)' trong \(territory)",
                en: "no agency '\(id)' in \(territory)"),
            fix: write(
                suggestion,
                or: vi(
                    "thêm cơ quan vào agencies/\(territory).yaml",
                    en: "add the agency to agencies/\(territory).yaml")))
    }

    static func noGroup(_ id: String, in territory: String, suggestion: String?) -> Advice {
        Advice(
            vi(
                "không có nhóm '@\(id)' trong \(territory)", en: "no group '@\(id)' in \(territory)"
            ),
            fix: write(
                suggestion,
                or: vi(
                    "thêm nhóm vào agencies/\(territory).yaml",
                    en: "add the group to agencies/\(territory).yaml")))
    }

    static func noTerritory(_ id: String, suggestion: String?) -> Advice {
        Advice(
            vi("không có cơ quan nào của '\(id)'", en: "'\(id)' has no agencies"),
            fix: write(
                suggestion,
                or: vi("thêm tệp agencies/\(id).yaml", en: "add the file agencies/\(id).yaml")))
    }

    static func unknownNotHere(_ key: String) -> Advice {
        Advice(
            vi("'\(key)' không nhận unknown", en: "'\(key)' does not take unknown"),
            fix: vi(
                "bỏ trống; unknown chỉ viết ở lead, from, to",
                en: "leave it empty; unknown is allowed only in lead, from, to"))
    }

    static var reservedId: Advice {
        Advice(
            vi("id 'unknown' đã dành riêng", en: "the id 'unknown' is reserved"),
            fix: vi("đặt id khác", en: "choose another id"))
    }

    static func badTerritory(_ stem: String) -> Advice {
        Advice(
            vi("tên tệp '\(stem)' không phải là id", en: "the file name '\(stem)' is not an id"),
            fix: vi("đặt tên tệp như thanh-hoa.yaml", en: "name the file like thanh-hoa.yaml"))
    }

    /// What may stand only once.
    enum Thing {
        case agency, group, person, login, plan, year

        var name: String {
            switch self {
            case .agency: vi("cơ quan", en: "agency")
            case .group: vi("nhóm", en: "group")
            case .person: vi("người", en: "person")
            case .login: vi("tên đăng nhập", en: "login name")
            case .plan: vi("kế hoạch", en: "plan")
            case .year: vi("năm", en: "year")
            }
        }
    }

    static func taken(_ what: Thing, _ id: String, by place: String) -> Advice {
        Advice(
            vi(
                "\(what.name) '\(id)' đã có ở \(place)",
                en: "\(what.name) '\(id)' is already defined at \(place)"),
            fix: vi(
                "đặt tên khác, hoặc bỏ một trong hai",
                en: "choose another name, or delete one of the two"))
    }

    static func agencyCircle(_ key: String, _ ids: [String]) -> Advice {
        let circle = ids.joined(separator: " → ")
        return Advice(
            vi("'\(key)' chạy vòng: \(circle)", en: "'\(key)' runs in a circle: \(circle)"),
            fix: vi(
                "bỏ hoặc sửa một '\(key)' trong vòng này",
                en: "delete or correct one '\(key)' of the circle"))
    }

    static func groupInGroup(_ name: String) -> Advice {
        Advice(
            vi(
                "nhóm không chứa được nhóm '\(name)'", en: "a group cannot hold the group '\(name)'"
            ),
            fix: vi(
                "viết ra từng cơ quan thành viên", en: "write out each of its member agencies"))
    }

    static func memberAgain(_ id: String) -> Advice {
        Advice(
            vi(
                "cơ quan '\(id)' đã có trong nhóm này",
                en: "agency '\(id)' is in this group already"),
            fix: vi("bỏ một trong hai", en: "delete one of the two"))
    }

    // MARK: Calendar

    static func dayAgain(_ day: Day, at place: String) -> Advice {
        Advice(
            vi(
                "ngày \(day.written) đã có ở \(place)",
                en: "\(day.written) is already listed at \(place)"
            ),
            fix: vi("bỏ một trong hai dòng", en: "delete one of the two lines"))
    }

    static func swappedWrongly(_ day: Day, isWork: Bool) -> Advice {
        isWork
            ? Advice(
                vi(
                    "\(spelled(day)) vốn là ngày làm việc, không làm bù được",
                    en: "\(spelled(day)) is a working day already; nothing can be made up on it"),
                fix: vi(
                    "xem lại ngày; làm bù vào thứ Bảy hoặc Chủ nhật",
                    en: "check the day; work is made up on a Saturday or Sunday"))
            : Advice(
                vi(
                    "\(spelled(day)) vốn là ngày nghỉ, không hoán đổi được",
                    en: "\(spelled(day)) is a day off already; it cannot be swapped"),
                fix: vi("xem lại ngày hoặc kind", en: "check the day, or its kind"))
    }

    static func swapAlone(_ day: Day, isWork: Bool) -> Advice {
        let other = isWork ? "swapped-off" : "swapped-work"
        return Advice(
            vi(
                "\(spelled(day)) hoán đổi mà không có ngày \(isWork ? "nghỉ" : "làm bù") trong vòng một tháng",
                en:
                    "\(spelled(day)) is swapped, but there is no day \(isWork ? "off" : "worked") in exchange within a month"
            ),
            fix: vi(
                "thêm dòng kind: \(other), hoặc sửa kind",
                en: "add a line with kind: \(other), or correct the kind"))
    }

    static func yearOfFile(_ year: Int, file: String) -> Advice {
        Advice(
            vi(
                "'year' là \(year) nhưng tệp tên là \(file)",
                en: "'year' is \(year) but the file is named \(file)"),
            fix: vi("sửa 'year' hoặc tên tệp", en: "correct 'year' or rename the file"))
    }

    static func dayOutsideYear(_ day: Day, year: Int) -> Advice {
        Advice(
            vi(
                "ngày \(day.written) không thuộc năm \(year)",
                en: "\(day.written) is not in \(year)"),
            fix: vi("chuyển sang tệp \(day.year).yaml", en: "move it to \(day.year).yaml"))
    }

    static func badYear(_ text: String) -> Advice {
        Advice(
            vi("'year': '\(text)' không phải là năm", en: "'year': '\(text)' is not a year"),
            fix: vi("viết bốn chữ số, ví dụ 2023", en: "write four digits, for example 2023"))
    }
}
