import DondocCore
import DondocMail

/// What is wrong and how to mend it: `status`, `check` and the journal say it alike.
extension Words {
    /// What is wrong, then the way out, as one line.
    static func trouble(_ what: String, _ mend: String) -> String { "\(what); \(mend)" }

    /// `isDead`: they have some, all marked dead.
    static func noMailbox(_ agencies: [String], isDead: Bool) -> String {
        let list = agencies.joined(separator: ", ")
        return isDead
            ? vi("hộp thư bị đánh dấu hỏng: \(list)", en: "mailboxes marked dead: \(list)")
            : vi("không có hộp thư: \(list)", en: "no mailbox: \(list)")
    }

    /// An agency in its place as the coordinator of a plan.
    static func coordinator(_ agency: String, _ plan: String) -> String {
        vi(
            "\(agency) (đầu mối của kế hoạch \(plan))",
            en: "\(agency) (coordinator of plan \(plan))")
    }

    static var mailOff: String {
        vi(
            "mail.via là none: nhắc việc chỉ có trong nhật ký",
            en: "mail.via is none: reminders are in the journal only")
    }

    static var mailNotLoopback: String {
        vi(
            "đồng hồ tập huấn chỉ gửi thư tới máy này",
            en: "a training clock sends mail only to this machine")
    }

    static func mailStuck(_ key: String, _ found: Obstacle) -> String {
        vi(
            "thư phải chờ, mail.\(key): \(found.what)",
            en: "letters wait, mail.\(key): \(found.what)")
    }

    static func noAuthorities(_ path: String) -> Obstacle {
        Obstacle(
            vi(
                "không có chứng thư PEM nào đọc được trong \(path)",
                en: "there is no readable PEM certificate in \(path)"),
            fix: vi(
                "chép chứng thư của cơ quan chứng thực vào đó, cho dondocd đọc được",
                en: "copy the authority's certificate there, readable by dondocd"))
    }

    static func noCredential(_ name: String) -> Obstacle {
        let known = ConfigFolder.credential
        guard name == known else {
            // Perhaps the password itself stands there, so it is not repeated.
            return Obstacle(
                vi(
                    "systemd không trao mật khẩu nào có tên ấy",
                    en: "systemd has passed no password of that name"),
                fix: vi(
                    "viết credential: \(known); mật khẩu là một dòng trong /etc/credstore/\(known), rồi systemctl restart dondocd",
                    en:
                        "write credential: \(known); the password is one line in /etc/credstore/\(known), then systemctl restart dondocd"
                ))
        }
        return Obstacle(
            vi(
                "systemd không trao mật khẩu '\(name)'",
                en: "systemd has passed no password '\(name)'"),
            fix: vi(
                "ghi một dòng vào /etc/credstore/\(name), rồi systemctl restart dondocd",
                en: "write one line into /etc/credstore/\(name), then systemctl restart dondocd"))
    }

    static func deadLetters(_ n: Int) -> String {
        vi(
            "\(n) thư không gửi được (failed)",
            en: "\(counted(n, "letter")) could not be sent (failed)")
    }

    static func stuck(_ n: Int) -> String {
        vi(
            "\(n) thư đang chờ gửi lại",
            en: counted(n, "letter is waiting", "letters are waiting") + " to be sent again")
    }

    static func calendarMissing(_ year: Int, _ calendar: WorkCalendar) -> String {
        let counted =
            calendar.forecastYears.contains(year)
            ? vi("đang tính theo dự kiến", en: "a forecast is used")
            : vi("chỉ tính thứ bảy, chủ nhật", en: "only Saturdays and Sundays are counted")
        return vi(
            "ngày nghỉ năm \(year) chưa công bố, \(counted)",
            en: "the days off of \(year) are not announced, \(counted)")
    }

    static func damagedRunning(_ what: String) -> String {
        vi(
            "cơ sở dữ liệu bị hỏng: quick_check thấy \(what)",
            en: "the database is damaged: quick_check found \(what)")
    }

    static func cannotRecord(_ why: String) -> String {
        vi(
            "không ghi được vào cơ sở dữ liệu (\(why)); việc đến hạn chưa nhắc được",
            en: "cannot write to the database (\(why)); what is due cannot be reminded of")
    }

    /// SQLite's word for a fault that passes; it knows English alone.
    static func sqlite(_ why: String) -> String {
        guard isLocked(why) else { return why }
        return vi(
            "một chương trình khác đang khóa cơ sở dữ liệu",
            en: "another program has locked the database")
    }

    /// SQLITE_BUSY says "database is locked", SQLITE_LOCKED "database table is locked".
    static func isLocked(_ why: String) -> Bool {
        why.hasPrefix("database") && why.contains("is locked")
    }

    static func over(_ what: [String], since: Moment) -> String {
        let list = what.joined(separator: "; ")
        return vi(
            "đã hết sự cố từ \(since.written): \(list)",
            en: "over now, it began at \(since.written): \(list)")
    }

    enum Mend {
        static var mailbox: String {
            vi(
                "thêm mail vào agencies/ rồi dondoc reload",
                en: "add mail in agencies/, then dondoc reload")
        }

        static func deadMailbox(_ address: String, until day: Day) -> String {
            vi(
                "hộp thư đã dùng được thì dondoc mail alive \(address), không thì chờ hết ngày \(day.written)",
                en:
                    "when it works again: dondoc mail alive \(address); otherwise wait until the end of \(day.written)"
            )
        }

        static var mailOff: String {
            vi(
                "đặt mail.via trong dondoc.yaml rồi dondoc reload",
                en: "set mail.via in dondoc.yaml, then dondoc reload")
        }

        static var mailNotLoopback: String {
            vi(
                "đặt mail.training-to hoặc relay trên 127.0.0.1",
                en: "set mail.training-to, or a relay on 127.0.0.1")
        }

        static var deadLetters: String {
            vi(
                "lý do: dondoc queue list --state failed; sửa địa chỉ trong agencies/ rồi dondoc reload (thư chuyển sang địa chỉ mới); lỗi khác thì dondoc queue retry hoặc queue drop",
                en:
                    "for the reason: dondoc queue list --state failed; correct the address in agencies/, then dondoc reload (the letter goes to the new one); otherwise dondoc queue retry or queue drop"
            )
        }

        static var stuck: String { vi("kiểm tra máy chủ thư", en: "check the mail server") }

        static func calendar(_ year: Int) -> String {
            vi(
                "chép thông báo chính thức vào calendar/\(year).yaml (bỏ forecast: true nếu có) rồi dondoc reload",
                en:
                    "copy the official announcement into calendar/\(year).yaml (without forecast: true), then dondoc reload"
            )
        }

        static func damaged(_ path: String) -> String {
            vi(
                "dừng dondocd, giữ lại \(path) cùng -wal và -shm, phục hồi từ bản sao lưu; kiểm tra đĩa: journalctl -k",
                en:
                    "stop dondocd, keep \(path) with its -wal and -shm, restore from a backup; check the disk: journalctl -k"
            )
        }

        static var locked: String {
            vi(
                "đóng chương trình đang mở dondoc.db (fuser -v cho biết); dondocd tự ghi tiếp",
                en:
                    "close the program that has opened dondoc.db (fuser -v names it); dondocd then goes on by itself"
            )
        }
        static var storage: String {
            vi(
                "xem chỗ trống và quyền ghi của đĩa: df -h; có chỗ thì dondocd tự ghi tiếp",
                en:
                    "look at the disk's free space and permissions: df -h; once there is room, dondocd goes on by itself"
            )
        }
    }
}
