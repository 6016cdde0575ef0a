/// What `help` says.
extension Words {
    enum Help {
        static let root = "Đôn đốc nhiệm vụ của các kế hoạch: hỏi và báo cho dondocd."
        static let exits = """
            Mã thoát: 0 xong; 1 bị từ chối; 2 dondocd có sự cố (status, check); 64 gõ sai lệnh; 65 tệp hoặc \
            thời hạn sai; 66 không có; 69 dondocd không chạy hoặc không tới được máy của -H; 75 thử lại; 77 không được phép.
            """

        static let status = "Tình trạng của dondocd."
        static let check = "Một dòng cho phần mềm giám sát: bình thường, có sự cố, hay không chạy."
        static let checkMore = """
            Mã thoát: 0 bình thường (OK), 2 có sự cố (DEGRADED), 69 dondocd không chạy (DOWN). Không trả \
            lời trong 10 giây cũng là sự cố. Sau dấu | là số liệu; mọi điều và cách sửa: dondoc status.
            """
        static let maxAge =
            "Sự cố nếu nhịp cuối của dondocd, hay thư chờ lâu nhất, cũ hơn thế: 90, 15m, 2h, 1d."
        static let list = "Các đầu việc."
        static let next = "Những lần nhắc sắp tới."
        static let show = "Mọi điều về một đầu việc."
        static let why = "Đã nhắc gì, vì sao im lặng."
        static let log = "Sổ thay đổi."
        static let start = "Bắt đầu làm."
        static let done = "Báo cáo đã làm xong (chờ xác nhận)."
        static let confirm = "Xác nhận đã hoàn thành (đầu mối)."
        static let checkin = "Kiểm điểm việc đang làm."
        static let note = "Ghi chú vào một đầu việc."
        static let plan = "Kế hoạch."
        static let planNew = "Viết một tệp kế hoạch mới có chú thích, không cần dondocd."
        static let planNewMore = """
            Chỗ phải điền ghi <điền …>; còn một chỗ thì plan check và plan load đều từ chối tệp ấy. Không \
            bao giờ ghi đè lên tệp đã có.
            """
        static let newId = "Mã của kế hoạch: a-z, 0-9 và dấu -; không bao giờ đổi."
        static let newTitle = "Tên gọi ngắn của kế hoạch."
        static let newTerritory =
            "Địa bàn: tên tệp trong agencies, không có .yaml; mã cơ quan của địa bàn được chép vào tệp."
        static let newPeriod = "Kỳ của kế hoạch: 2023, 2021..2025 hoặc 2023-02-01..2023-12-31."
        static let newFile = "Ghi vào tệp này (mặc định in ra đầu ra chuẩn)."
        static let planCheck = "Soát tệp kế hoạch, không cần dondocd."
        static let planLoad = "Nạp tệp kế hoạch vào dondocd."
        static let planList = "Các kế hoạch đã nạp."
        static let planShow = "Một kế hoạch với nhiệm vụ, báo cáo, chỉ tiêu."
        static let explain = "Giải nghĩa một cụm thời hạn, không cần dondocd."
        static let explainMore = """
            Với - thì đọc đầu vào chuẩn, mỗi dòng một cụm; --json trả mỗi dòng một đối tượng. Cụm nào \
            không hiểu thì báo lỗi, làm tiếp, và mã thoát cuối cùng là 65.
            """
        static let calendar =
            "Ngày nghỉ, ngày làm bù, ngày chốt số liệu của một năm, không cần dondocd."
        static let calendarMore = """
            Bảng sau là các kỳ báo cáo theo Nghị định 09/2019/NĐ-CP: số liệu từ ngày nào, chốt ngày nào \
            (Điều 12), gửi được từ ngày làm việc nào sau khi chốt (Điều 8.5), chậm nhất ngày nào (Điều 13). \
            Một tệp CSV chỉ chứa một bảng, nên --csv chỉ in các ngày nghỉ; --json có cả hai.
            """
        static let year = "Năm (mặc định năm nay)."
        static let reload = "Nạp lại danh bạ, lịch nghỉ, cài đặt (quản trị)."
        static let mail = "Thư điện tử."
        static let mailTest = "Gửi một thư thử và kể lại điều đã xảy ra (quản trị, đầu mối)."
        static let mailTestMore = """
            Thư đi đúng đường của thư nhắc, nhưng không nằm trong sổ nhắc việc. Mã thoát: 0 đã gửi; \
            1 bị từ chối, kèm lời của máy chủ thư; 75 thử lại. Trên đồng hồ tập huấn chỉ gửi tới máy \
            này hoặc tới mail.training-to.
            """
        static let address = "Địa chỉ nhận thư thử."
        static let dryRun = "Chỉ cho xem những ngày và đầu việc sẽ thay đổi, không áp dụng gì."
        static let whoami = "dondocd nhận ra ai."
        static let completion = "In tệp gợi ý lệnh cho bash, zsh hoặc fish."

        static let socket = "Ổ cắm của dondocd (hoặc DONDOC_SOCKET)."
        static let lang = "Tiếng Việt (vi) hay tiếng Anh (en); hoặc DONDOC_LANG."
        static let json = "In JSON."
        static let csv = "In CSV."
        static let id = "Số, khóa, hoặc phần đầu duy nhất của khóa."
        static let byPlan = "Chỉ kế hoạch này."
        static let byAgency = "Chỉ cơ quan này."
        static let byLead = "Chỉ việc do cơ quan này chủ trì."
        static let byState = "Chỉ trạng thái này."
        static let byBucket = "Chỉ xếp loại này."
        static let dueBefore = "Hạn trước ngày này."
        static let dueAfter = "Hạn sau ngày này."
        static let mine = "Chỉ việc của cơ quan tôi."
        static let missing = "Những báo cáo mà đầu việc này còn chờ."
        static let limit = "Nhiều nhất bấy nhiêu dòng."
        static let doc = "Số văn bản chứng minh."
        static let dated = "Ngày của văn bản: 15/06/2023 hoặc 2023-06-15."
        static let file = "Tệp chứng minh; chỉ ghi mã SHA-256 của tệp."
        static let text = "Lời ghi chú."
        static let onBehalf = "Làm thay cơ quan này."
        static let planFiles = "Tệp kế hoạch; - là đầu vào chuẩn."
        static let all = "Mọi tệp trong thư mục plans của dondocd."
        static let planId = "Mã kế hoạch."
        static let config = "Thư mục cấu hình (mặc định /etc/dondoc)."
        static let phrase = "Cụm thời hạn, nguyên văn; - là đầu vào chuẩn."
        static let period =
            "Kỳ của kế hoạch: 2023, 2021..2025 (mặc định năm ban hành, không thì năm nay)."
        static let covers = "Kỳ số liệu của báo cáo, ví dụ nd09-half."
        static let before = "“trước ngày X”: X còn đúng hạn (lenient), hoặc đã muộn (strict)."
        static let offDay = "Ngày nêu là ngày nghỉ: giữ, sang ngày làm việc sau, hoặc trước."
        static let csvOfDays = "In CSV, chỉ các ngày nghỉ."
        static let issued = "Ngày ban hành: kỳ đã hết trước đó không tính."
        static let from = "Chỉ hạn từ ngày này."
        static let to = "Chỉ hạn đến ngày này."
        static let shell = "bash, zsh hoặc fish."
        static let count = "Nhiều nhất bấy nhiêu hạn."
        static let day = "NGÀY"
    }
}
