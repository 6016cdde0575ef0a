import DondocCore

extension Words {
    /// What is wrong with a template and how to mend it.
    struct Advice {
        let what: String
        let fix: String
    }

    static func unknownTemplate(_ names: [String]) -> Advice {
        let all = names.joined(separator: ", ")
        return Advice(
            what: vi("không có mẫu thư tên này", en: "there is no template of this name"),
            fix: vi(
                "đặt trong thư mục vi hoặc en, với một trong các tên: \(all)",
                en: "put it into the folder vi or en under one of these names: \(all)"))
    }

    static func tooLong(_ limit: Int) -> Advice {
        Advice(
            what: vi("mẫu dài quá \(limit) ký tự", en: "longer than \(limit) characters"),
            fix: vi("rút ngắn mẫu", en: "make it shorter"))
    }

    static var tooHeavy: Advice {
        Advice(
            what: vi(
                "thư theo các mẫu này dài quá 43 KiB dù nói ít nhất",
                en: "a letter by these templates is longer than 43 KiB however little it says"),
            fix: vi("rút ngắn phần chữ cố định của các mẫu", en: "shorten what they always say"))
    }

    static var notMustache: Advice {
        Advice(
            what: vi("không đọc được mẫu này", en: "this template cannot be read"),
            fix: vi("so với mẫu đi kèm chương trình", en: "compare it with the one that is shipped")
        )
    }

    static var unseenLetter: Advice {
        Advice(
            what: vi("ký tự điều khiển không nhìn thấy", en: "an invisible control character"),
            fix: vi("xóa ký tự đó", en: "take it out"))
    }

    static var tagNotEnded: Advice {
        Advice(
            what: vi("thẻ mở bằng {{ mà không đóng", en: "a tag begins with {{ and does not end"),
            fix: vi("thêm }} sau tên thẻ", en: "put }} behind its name"))
    }

    static func badTag(_ tag: String) -> Advice {
        let (open, close) = ("{{#", "}} … {{/")
        return Advice(
            what: vi("không dùng được thẻ \(tag)", en: "the tag \(tag) cannot be used"),
            fix: vi(
                "chỉ viết {{tên}}, \(open)tên\(close)tên}}, {{^tên\(close)tên}}, {{>mẫu}}, {{! lời }}",
                en: "write {{name}}, \(open)name\(close)name}}, {{^name\(close)name}}, {{>part}}, "
                    + "{{! remark }} only"))
    }

    static func unknownTag(_ name: String, _ names: [String]) -> Advice {
        let all = names.joined(separator: ", ")
        return Advice(
            what: vi("ở đây không có thẻ “\(name)”", en: "there is no tag “\(name)” here"),
            fix: vi("dùng một trong: \(all)", en: "use one of: \(all)"))
    }

    static func flagAsValue(_ name: String) -> Advice {
        Advice(
            what: vi(
                "“\(name)” là điều kiện, không phải giá trị",
                en: "“\(name)” is a condition, no value"),
            fix: section(name))
    }

    static func listAsValue(_ name: String) -> Advice {
        Advice(
            what: vi(
                "“\(name)” là danh sách, không phải giá trị", en: "“\(name)” is a list, no value"),
            fix: section(name))
    }

    private static func section(_ name: String) -> String {
        vi("viết", en: "write") + " {{#\(name)}} … {{/\(name)}}"
    }

    static func notClosed(_ name: String) -> Advice {
        Advice(
            what: vi("đoạn {{#\(name)}} không đóng", en: "the section “\(name)” is not closed"),
            fix: vi("thêm", en: "add") + " {{/\(name)}}")
    }

    static func notOpen(_ name: String) -> Advice {
        Advice(
            what: vi(
                "{{/\(name)}} đóng một đoạn chưa mở", en: "{{/\(name)}} closes what is not open"),
            fix: vi("bỏ thẻ này, hoặc mở đoạn bằng", en: "take it out, or open the section with")
                + " {{#\(name)}}")
    }

    static func otherOpen(_ name: String, _ open: String, _ line: Int) -> Advice {
        Advice(
            what: vi(
                "{{/\(name)}} đứng khi đoạn “\(open)” mở ở dòng \(line) chưa đóng",
                en: "{{/\(name)}} stands while “\(open)” of line \(line) is open"),
            fix: vi("đóng trước bằng", en: "close first with") + " {{/\(open)}}")
    }

    static func tooDeep(_ limit: Int) -> Advice {
        Advice(
            what: vi(
                "quá \(limit) đoạn lồng nhau", en: "more than \(limit) sections in each other"),
            fix: vi("bớt đoạn lồng nhau", en: "use fewer"))
    }

    static func unknownPartial(_ name: String, _ names: [String]) -> Advice {
        let all = names.joined(separator: ", ")
        return Advice(
            what: vi(
                "mẫu này không lấy được mẫu con “\(name)”",
                en: "this template cannot include “\(name)”"),
            fix: names.isEmpty
                ? vi("viết thẳng nội dung vào đây", en: "write the words themselves here")
                : vi("dùng một trong: \(all)", en: "use one of: \(all)"))
    }

    static func partialElsewhere(_ name: String, _ lists: [String]) -> Advice {
        let places = lists.map { "{{#\($0)}}" }
        return Advice(
            what: vi("mẫu con “\(name)” không đứng được ở đây", en: "“\(name)” cannot stand here"),
            fix: vi("đặt ngay trong", en: "put it right inside") + " "
                + places.joined(separator: vi(" hoặc ", en: " or ")))
    }
}
