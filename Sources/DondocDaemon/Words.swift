import DondocCore
import DondocMail
import DondocStore

/// Every word that the daemon says to people; English will join here.
enum Words {
    static let unknownAgency = "(văn bản không nêu đơn vị)"

    // MARK: Start

    static func noSettings(_ path: String) -> String {
        "không có \(path); chép mẫu từ config/dondoc.yaml, hoặc chỉ thư mục bằng --config"
    }

    static func badClock(_ text: String) -> String {
        "--clock '\(text)': viết như '2023-06-01 08:00*86400' (một ngày mỗi giây), có thể thêm ..2024-01-01 để dừng"
    }

    static func anotherRuns(_ state: String) -> String {
        "một dondocd khác đang giữ \(state); mỗi kho dữ liệu chỉ có một dondocd"
    }

    static func socketTaken(_ path: String) -> String {
        "một dondocd khác đang trả lời trên \(path); chọn --socket khác"
    }

    static func wrongKind(_ path: String, _ found: Store.Kind) -> String {
        found == .training
            ? "\(path) là kho tập huấn; chạy với --clock, hoặc chọn --state khác"
            : "\(path) là kho thật; đồng hồ tập huấn (--clock) cần --state khác"
    }

    static func damaged(_ path: String, _ what: String) -> String {
        "cơ sở dữ liệu \(path) bị hỏng (\(what)); không sửa, không gửi gì; phục hồi từ bản sao lưu rồi khởi động lại"
    }

    static func newerSchema(_ path: String) -> String {
        "\(path) do một bản dondoc mới hơn tạo ra; cài bản đó rồi khởi động lại"
    }

    static func noCopy(_ path: String, _ copy: String, _ why: String) -> String {
        "\(path) là của bản dondoc trước; không ghi được bản sao \(copy) (\(why)) nên chưa nâng cấp gì; xem chỗ trống và quyền ghi: df -h, rồi khởi động lại"
    }

    static func cannotWrite(_ path: String, _ why: String) -> String {
        "không ghi được \(path): \(why)"
    }

    static func ready(_ socket: String, _ plans: Int, _ obligations: Int) -> String {
        "sẵn sàng: \(plans) kế hoạch, \(obligations) việc; ổ cắm \(socket)"
    }

    static func cannotStart(_ status: Int) -> String {
        "dondocd không khởi động được (mã \(status)); lý do: journalctl -u dondocd"
    }

    static let inheritedSocket = "do systemd trao"

    // MARK: Journal

    static func reminded(_ subject: String, _ recipients: [String]) -> String {
        "\(subject) → \(recipients.isEmpty ? "nhật ký" : recipients.joined(separator: ", "))"
    }

    static func undeliverable(_ agency: String) -> String {
        "\(agency) không có hộp thư: thư nhắc gửi cho đầu mối của kế hoạch; thêm mail vào agencies/ rồi dondoc reload"
    }

    static func loaded(_ plan: Plan, _ counts: LoadCounts) -> String {
        "nạp kế hoạch \(plan.id): thêm \(counts.added), đổi \(counts.changed), rút \(counts.withdrawn), giữ \(counts.unchanged) việc"
    }

    static func acted(_ verb: String, _ title: String, _ agency: String, _ user: String) -> String {
        "\(said[verb] ?? verb): \(title) – \(agency) (\(user))"
    }

    private static let said = [
        "start": "bắt đầu", "done": "đã báo cáo", "confirm": "xác nhận hoàn thành",
        "checkin": "xác nhận đang làm", "note": "ghi chú", "attach": "kèm tệp",
        "return": "trả lại", "extend": "gia hạn", "withdraw": "rút", "reopen": "mở lại",
        "waive": "miễn chờ báo cáo",
    ]

    static func delivered(_ recipient: String, _ subject: String) -> String {
        "đã gửi \(recipient): \(subject)"
    }

    static func failed(_ recipient: String, _ subject: String, _ why: String) -> String {
        "KHÔNG gửi được \(recipient): \(subject) – \(why)"
    }

    static func retrying(_ recipient: String, _ subject: String, _ why: String) -> String {
        "chưa gửi được \(recipient), sẽ thử lại: \(subject) – \(why)"
    }

    static func unsure(_ recipient: String, _ subject: String, _ why: String) -> String {
        "không rõ \(recipient) đã nhận chưa, sẽ gửi lại một lần có đánh dấu: \(subject) – \(why)"
    }

    static let restarted = "dondocd đã dừng trước khi máy chủ thư trả lời"

    static func mailTested(_ recipient: String, _ delivery: Delivery) -> String {
        switch delivery.outcome {
        case .accepted: "thư thử: đã gửi \(recipient)"
        case .refused(let why): "thư thử: \(recipient) bị từ chối – \(why)"
        case .notAccepted(let why): "thư thử: chưa gửi được \(recipient) – \(why)"
        case .unsure(let why): "thư thử: không rõ \(recipient) đã nhận chưa – \(why)"
        }
    }

    static func alive(_ counts: AliveCounts) -> String {
        "vẫn chạy: \(counts.open) việc chưa xong, \(counts.overdue) quá hạn, \(counts.queued) thư chờ gửi; \(rests(counts.nextWake))"
    }

    static func rests(_ next: Moment?) -> String {
        next.map { "lần nhắc tới \($0.written)" } ?? "không còn lần nhắc nào"
    }

    static let clockMoved = "đồng hồ của máy vừa bị chỉnh; lịch nhắc được tính lại"

    // MARK: Refusals

    static let notKnown =
        "bạn không có trong danh sách people của dondoc; xin quản trị thêm user: của bạn vào đó"

    static func notPermitted(_ verb: String, _ agency: String) -> String {
        "bạn không có quyền \(verb) việc của \(agency)"
    }

    static func notPermitted(_ verb: String) -> String { "bạn không có quyền dùng \(verb)" }

    static func noSuch(_ id: String) -> String { "không có việc nào là '\(id)'" }

    static func noSuchPlan(_ id: String) -> String { "không có kế hoạch '\(id)'" }

    static func several(_ id: String) -> String { "'\(id)' chỉ nhiều việc; viết thêm cho đủ" }

    static func illegal(_ move: IllegalMove) -> String {
        let from = move.legalFrom.map { state($0) }.joined(separator: ", ")
        return "không thể \(move.verb.rawValue) việc \(state(move.state)); chỉ được khi \(from)"
    }

    static func state(_ state: ObligationState) -> String {
        switch state {
        case .planned: "chưa thực hiện"
        case .started: "đang thực hiện"
        case .claimed: "đã báo cáo, chờ xác nhận"
        case .returned: "bị trả lại"
        case .done: "hoàn thành"
        case .withdrawn: "đã rút"
        }
    }

    static func inputsMissing(_ missing: Int, _ total: Int) -> String {
        "chưa thể báo cáo tổng hợp: còn thiếu \(missing)/\(total) báo cáo đầu vào"
    }

    static func proofNeeded(_ proof: Plan.Proof) -> String {
        switch proof {
        case .document: "việc này cần số văn bản: thêm --doc SỐ [--dated NGÀY]"
        case .file: "việc này cần tệp chứng minh: thêm --file TỆP"
        case .note, .none: "việc này cần ghi chú: thêm --note \"…\""
        }
    }

    static func badDay(_ text: String) -> String { "'\(text)' không phải là ngày; viết 2023-06-15" }

    static func futureDay(_ text: String) -> String { "ngày văn bản \(text) còn ở tương lai" }

    static let noteEmpty = "ghi chú trống; viết dondoc note SỐ \"…\""

    static func notWaitingForCheckin(_ title: String) -> String {
        "'\(title)' không hỏi xác nhận theo quý; dùng dondoc done hoặc dondoc note"
    }

    static func behalfMismatch(_ said: String, _ agency: String) -> String {
        "--for \(said) không khớp: việc này của \(agency)"
    }

    static let behalfNeeded = "làm thay đơn vị khác thì thêm --for ĐƠN_VỊ để nhật ký có cả hai tên"

    static func uncleanText(_ field: String) -> String {
        "'\(field)' quá dài hoặc có ký tự điều khiển; viết một dòng chữ thường, không quá 4000 byte"
    }

    static let outpaced = "việc vừa được người khác thay đổi; xem lại rồi thử lại"

    static let keyReused = "Idempotency-Key này đã dùng cho một yêu cầu khác"

    static func unknownField(_ name: String) -> String { "không có trường '\(name)'" }

    static func badFilter(_ name: String, _ value: String) -> String {
        "bộ lọc \(name)=\(value) không đúng"
    }

    static let storageFull = "không ghi được vào cơ sở dữ liệu; kiểm tra đĩa"
    static func diagnostics(_ n: Int) -> String { "\(n) lỗi trong tệp; chưa ghi gì" }
    static func notCoordinator(_ plan: String) -> String { "bạn không điều phối kế hoạch \(plan)" }

    static func badAddress(_ text: String) -> String {
        "'\(text)' không phải là địa chỉ thư; viết như ten@co-quan.gov.vn"
    }

    static func onlyTrainingTo(_ address: String) -> String {
        "đồng hồ tập huấn chỉ gửi thư tới máy này hoặc tới mail.training-to (\(address))"
    }

    static let couriersBusy = "mọi luồng gửi thư đang bận; thử lại sau"

    static func mailStuck(_ key: String, _ found: Obstacle) -> String {
        "thư phải chờ, mail.\(key): \(found.what)"
    }

    static func noAuthorities(_ path: String) -> Obstacle {
        Obstacle(
            "không có chứng thư PEM nào đọc được trong \(path)",
            fix: "chép chứng thư của cơ quan chứng thực vào đó, cho dondocd đọc được")
    }

    static func noCredential(_ name: String) -> Obstacle {
        guard name == ConfigFolder.credential else {
            // Perhaps the password itself stands there, so it is not repeated.
            return Obstacle(
                "systemd không trao mật khẩu nào có tên ấy",
                fix: "viết credential: \(ConfigFolder.credential); mật khẩu là một dòng trong "
                    + "/etc/credstore/\(ConfigFolder.credential), rồi systemctl restart dondocd")
        }
        return Obstacle(
            "systemd không trao mật khẩu '\(name)'",
            fix: "ghi một dòng vào /etc/credstore/\(name), rồi systemctl restart dondocd")
    }
}
