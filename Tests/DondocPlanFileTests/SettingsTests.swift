import DondocPlanFile
import Testing

@Suite struct SettingsTests {
    private func settings(_ text: String) throws -> Settings {
        try PlanFile.settings(SourceText(name: "dondoc.yaml", text: text))
    }

    private func refusal(_ text: String) -> [String] {
        do {
            _ = try settings(text)
            return []
        } catch {
            return (error as? Diagnostics)?.list.map { "\($0.line):\($0.column) \($0.what)" } ?? []
        }
    }

    @Test("A site needs a name and nothing else; then nothing is sent and letters wait for 8:00")
    func least() throws {
        let settings = try settings("site: {name: Sở LĐTBXH Thanh Hóa}")
        #expect(settings.siteName == "Sở LĐTBXH Thanh Hóa")
        #expect(settings.language == .vi)
        #expect(settings.mail.via == .none)
        #expect(settings.mail.tlsRequired)
        #expect(settings.remindAt == 480)
    }

    @Test("Every setting is read")
    func most() throws {
        let settings = try settings(
            """
            site: {name: Sở, time-zone: Asia/Ho_Chi_Minh, language: vi}
            mail:
              via: smtps://dondoc@mail.example.test:1465
              from: "Đôn đốc <dondoc@example.test>"
              reply-to: van-thu@example.test
              bounce-to: tra-lai@example.test
              tls: required
              ca: /etc/dondoc/ca.pem
              credential: smtp-password
              training-to: tap-huan@example.test
            hours: {remind-at: "07:30", office: "07:00-16:30"}
            limits: {per-minute: 500, after-outage-per-minute: 10, per-recipient-day: 5}
            """)
        #expect(settings.hours.opens == 420 && settings.hours.closes == 990)
        let limits = settings.limits
        #expect(
            [limits.perMinute, limits.afterOutagePerMinute, limits.perRecipientDay]
                == [500, 10, 5])
        #expect(
            settings.mail.via
                == .smtp(host: "mail.example.test", port: 1465, implicitTLS: true, user: "dondoc"))
        #expect(settings.mail.from == Mailbox(name: "Đôn đốc", address: "dondoc@example.test"))
        #expect(settings.mail.replyTo == Mailbox(name: nil, address: "van-thu@example.test"))
        #expect(settings.mail.bounceTo == "tra-lai@example.test")
        #expect(settings.mail.ca == "/etc/dondoc/ca.pem")
        #expect(settings.mail.credential == "smtp-password")
        let places = settings.mail.places.mapValues { "\($0.line):\($0.column)" }
        #expect(places == ["via": "3:8", "ca": "8:7", "credential": "9:15"])
        #expect(!settings.mail.staysHere)
        #expect(settings.mail.trainingTo == "tap-huan@example.test")
        #expect(settings.remindAt == 450)
    }

    @Test("sendmail is named by its path, and is never taken for this machine alone")
    func sendmail() throws {
        let mail = try settings(
            "site: {name: A}\nmail: {via: sendmail:/usr/sbin/sendmail, from: a@b.vn}"
        ).mail
        #expect(mail.via == .sendmail(path: "/usr/sbin/sendmail"))
        #expect(!mail.staysHere)
    }

    @Test(
        "Hosts of this machine may go without TLS, others may not",
        arguments: [
            ("smtp://localhost:25", true), ("smtp://127.0.0.1:25", true), ("smtp://[::1]:25", true),
            ("smtp://127.evil.example:25", false), ("smtp://mail.example.test", false),
        ])
    func loopback(via: String, taken: Bool) {
        let found = refusal(
            "site: {name: A}\nmail: {via: \"\(via)\", from: a@b.vn, tls: none}")
        #expect(found.isEmpty == taken, "\(found)")
    }

    @Test(
        "Mistakes in the settings are told at their place",
        arguments: [
            ("site: {name: A, time-zone: Asia/Tokyo}", "1:28 'time-zone' không nhận 'Asia/Tokyo'"),
            ("site: {name: A, language: fr}", "1:27 'language' không nhận 'fr'"),
            ("mail: {via: none}", "1:1 thiếu khóa bắt buộc 'site'"),
            (
                "site: {name: A}\nmail: {via: \"smtp://h:25\"}",
                "2:7 gửi thư thì phải có 'from'"
            ),
            (
                "site: {name: A}\nmail: {via: \"smtp://u:p@h\", from: a@b.vn}",
                "2:13 'via' chứa mật khẩu"
            ),
            (
                "site: {name: A}\nmail: {via: smtp://h:99999, from: a@b.vn}",
                "2:13 'via': không hiểu 'smtp://h:99999'"
            ),
            (
                "site: {name: A}\nmail: {via: sendmail:/usr/sbin/sendmail}",
                "2:7 gửi thư thì phải có 'from'"
            ),
            (
                "site: {name: A}\nmail: {via: \"sendmail:sendmail\", from: a@b.vn}",
                "2:13 'via': 'sendmail' không phải là đường dẫn đầy đủ"
            ),
            (
                "site: {name: A}\nmail: {via: sendmail:/a/../x, from: a@b.vn}",
                "2:13 'via': '/a/../x' không phải là đường dẫn đầy đủ"
            ),
            (
                "site: {name: A}\nmail: {via: sendmail:/x//y, from: a@b.vn}",
                "2:13 'via': '/x//y' không phải là đường dẫn đầy đủ"
            ),
            (
                "site: {name: A}\nmail: {ca: ca.pem}",
                "2:12 'ca': 'ca.pem' không phải là đường dẫn đầy đủ"
            ),
            (
                "site: {name: A}\nmail: {via: \"smtp://u@h\", from: a@b.vn}",
                "2:13 'via' có tên đăng nhập mà không có 'credential'"
            ),
            (
                "site: {name: A}\nmail: {via: \"smtp://h\", from: a@b.vn, credential: x}",
                "2:51 có 'credential' mà 'via' không có tên đăng nhập"
            ),
            (
                "site: {name: A}\nmail: {from: \"a@x>\\r\\nRCPT TO:<evil@x\"}",
                "2:14 văn bản có dấu xuống dòng"
            ),
            (
                "site: {name: A}\nmail: {credential: ../x}",
                "2:20 'credential': '../x' không phải là tên"
            ),
            (
                "site: {name: A}\nhours: {remind-at: \"8:00\"}",
                "2:20 'remind-at': '8:00' không phải là giờ"
            ),
            (
                "site: {name: A}\nhours: {remind-at: \"17:00\"}",
                "2:20 'remind-at': 17:00 nằm ngoài giờ làm việc 07:30-17:00"
            ),
            (
                "site: {name: A}\nhours: {office: \"09:00-17:00\"}",
                "2:17 'remind-at': 08:00 nằm ngoài giờ làm việc 09:00-17:00"
            ),
            (
                "site: {name: A}\nhours: {office: \"17:00-07:30\"}",
                "2:17 'office': '17:00-07:30' không phải là giờ làm việc"
            ),
            (
                "site: {name: A}\nlimits: {per-minute: 0}",
                "2:22 'per-minute': '0' không phải là số từ 1 đến 100000"
            ),
            (
                "site: {name: A}\nlimits: {per-recipient-day: 100001}",
                "2:29 'per-recipient-day': '100001' không phải là số từ 1 đến 100000"
            ),
            ("site: {name: A}\nhoors: {}", "2:1 không có khóa 'hoors' ở đây"),
            ("[a]", "1:1 chỗ này phải gồm các khóa"),
        ])
    func mistakes(text: String, first: String) { #expect(refusal(text).first == first) }
}
