import DondocCore
import DondocStore

/// Every word that the daemon says to people, in both languages.
///
/// An answer is in the caller's language; what is kept is in the office's (`inOfficeLanguage`).
enum Words {
    static var unknownAgency: String {
        vi("(văn bản không nêu đơn vị)", en: "(the document names no agency)")
    }

    /// A leader as a letter is addressed to him: in person, and by his office where the name does not say
    /// it; a name that is the agency's own says nobody.
    static func leader(_ name: String, of agency: String, or label: String) -> String {
        let (said, whole, short) = (name.lowercased(), agency.lowercased(), label.lowercased())
        guard said != whole, said != short else {
            return vi("Lãnh đạo \(agency)", en: "The leadership of \(agency)")
        }
        if said.hasPrefix(vi("lãnh đạo", en: "leadership")) {
            return said.contains(whole) || said.contains(short) ? name : "\(name) \(agency)"
        }
        let titles = vi("đồng chí |đ/c |ông |bà ", en: "mr |mrs |ms ").split(separator: "|")
        let isPolite = titles.contains(where: said.hasPrefix)
        let person = isPolite ? name : vi("đồng chí \(name)", en: name)
        return said.contains(whole) || said.contains(short)
            ? person : person + vi(", Lãnh đạo \(agency)", en: ", leadership of \(agency)")
    }

    /// Whoever stands in for a leader, who is written as `leader` has it.
    static func deputy(of leader: String) -> String {
        vi("Người làm thay \(leader)", en: "Deputy of \(leader)")
    }

    static func state(_ state: ObligationState) -> String {
        switch state {
        case .planned: vi("chưa thực hiện", en: "planned")
        case .started: vi("đang thực hiện", en: "started")
        case .claimed: vi("đã báo cáo, chờ xác nhận", en: "claimed")
        case .returned: vi("bị trả lại", en: "returned")
        case .done: vi("hoàn thành", en: "done")
        case .withdrawn: vi("đã rút", en: "withdrawn")
        }
    }

    // MARK: Start

    static func noSettings(_ path: String) -> String {
        vi(
            "không có \(path); chép mẫu từ config/dondoc.yaml, hoặc chỉ thư mục bằng --config",
            en:
                "there is no \(path); copy config/dondoc.yaml there, or name the directory with --config"
        )
    }

    static func badClock(_ text: String) -> String {
        vi(
            "--clock '\(text)': viết như '2023-06-01 08:00*86400' (một ngày mỗi giây), có thể thêm ..2024-01-01 để dừng",
            en:
                "--clock '\(text)': write it like '2023-06-01 08:00*86400' (a day each second), with ..2024-01-01 after it to stop there"
        )
    }

    static func badLog(_ text: String) -> String {
        vi(
            "--log '\(text)': viết journal hoặc stderr",
            en: "--log '\(text)': write journal or stderr")
    }

    static func noCopy(_ path: String, _ copy: String, _ why: String) -> String {
        vi(
            "\(path) là của bản dondoc trước; không ghi được bản sao \(copy) (\(why)) nên chưa nâng cấp gì; xem chỗ trống và quyền ghi: df -h, rồi khởi động lại",
            en:
                "\(path) is of an earlier dondoc; the copy \(copy) cannot be written (\(why)), so nothing was upgraded; look at room and permissions: df -h, then start again"
        )
    }

    static func anotherRuns(_ state: String) -> String {
        vi(
            "một dondocd khác đang giữ \(state); mỗi kho dữ liệu chỉ có một dondocd",
            en: "another dondocd holds \(state); a state directory has one dondocd")
    }

    static func socketTaken(_ path: String) -> String {
        vi(
            "một dondocd khác đang trả lời trên \(path); chọn --socket khác",
            en: "another dondocd answers on \(path); choose another --socket")
    }

    static func wrongKind(_ path: String, _ found: Store.Kind) -> String {
        found == .training
            ? vi(
                "\(path) là kho tập huấn; chạy với --clock, hoặc chọn --state khác",
                en: "\(path) is a training state; run with --clock, or choose another --state")
            : vi(
                "\(path) là kho thật; đồng hồ tập huấn (--clock) cần --state khác",
                en: "\(path) is a real state; a training clock (--clock) needs another --state")
    }

    static func damaged(_ path: String, _ what: String) -> String {
        vi(
            "cơ sở dữ liệu \(path) bị hỏng (\(what)); không sửa, không gửi gì; phục hồi từ bản sao lưu rồi khởi động lại",
            en:
                "the database \(path) is damaged (\(what)); nothing is repaired, nothing is sent; restore it from a backup, then start again"
        )
    }

    static func newerSchema(_ path: String) -> String {
        vi(
            "\(path) do một bản dondoc mới hơn tạo ra; cài bản đó rồi khởi động lại",
            en: "\(path) was made by a newer dondoc; install that version, then start again")
    }

    static func cannotWrite(_ path: String, _ why: String) -> String {
        vi("không ghi được \(path): \(why)", en: "cannot write \(path): \(why)")
    }

    static func ready(_ socket: String, _ plans: Int, _ obligations: Int) -> String {
        vi(
            "sẵn sàng: \(plans) kế hoạch, \(obligations) việc; ổ cắm \(socket)",
            en:
                "ready: \(counted(plans, "plan")), \(counted(obligations, "obligation")); socket \(socket)"
        )
    }

    static func cannotStart(_ status: Int) -> String {
        vi(
            "dondocd không khởi động được (mã \(status)); lý do: journalctl -u dondocd",
            en: "dondocd cannot start (status \(status)); for the reason: journalctl -u dondocd")
    }

    static var inheritedSocket: String { vi("do systemd trao", en: "passed by systemd") }

    // MARK: Help

    enum Help {
        static var abstract: String {
            vi(
                "Theo dõi nhiệm vụ của các kế hoạch và nhắc đúng hạn.",
                en: "Follows the tasks of plans and reminds in time.")
        }

        static var simulate: String {
            vi(
                "Diễn thử cho dondoc simulate --offline.",
                en: "Simulates for dondoc simulate --offline.")
        }

        static var config: String {
            vi(
                "Thư mục cấu hình (mặc định /etc/dondoc).",
                en: "Configuration directory (default /etc/dondoc).")
        }

        static var state: String {
            vi(
                "Thư mục dữ liệu (mặc định /var/lib/dondoc).",
                en: "State directory (default /var/lib/dondoc).")
        }

        static var socket: String {
            vi(
                "Ổ cắm điều khiển (mặc định /run/dondoc/control.sock).",
                en: "Control socket (default /run/dondoc/control.sock).")
        }

        static var clock: String {
            vi(
                "Đồng hồ tập huấn: 'BẮT ĐẦU[*TỐC ĐỘ][..KẾT THÚC]', như '2023-06-01 08:00*86400'.",
                en: "Training clock: 'START[*RATE][..END]', like '2023-06-01 08:00*86400'.")
        }

        static var log: String {
            vi(
                "Nơi ghi nhật ký: journal hoặc stderr.",
                en: "Where the log goes: journal or stderr.")
        }
    }
}
