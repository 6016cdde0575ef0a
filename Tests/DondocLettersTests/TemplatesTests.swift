import DondocCore
import DondocLetters
import Foundation
import Testing

@Suite struct TemplatesTests {
    private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()
        .appendingPathComponent("config/templates")

    /// The shipped files, as the daemon hands over an office's own.
    private static func shipped() throws -> [(file: String, text: String)] {
        try Language.allCases.flatMap { language in
            let folder = folder.appendingPathComponent(language.rawValue)
            return try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted().map {
                let text = try String(
                    contentsOf: folder.appendingPathComponent($0), encoding: .utf8)
                return ("templates/\(language.rawValue)/\($0)", text)
            }
        }
    }

    /// The mistakes of one file.
    private static func faults(_ text: String, _ file: String = "templates/vi/upcoming.mustache")
        -> [TemplateFault]
    {
        do throws(TemplateFaults) {
            _ = try Templates([(file, text)])
            return []
        } catch {
            return error.list
        }
    }

    @Test("What is built in is what is shipped, every file in both languages")
    func builtIn() throws {
        let files = try Self.shipped()
        #expect(
            files.map(\.file)
                == Language.allCases.flatMap { language in
                    (Templates.names + ["wording-urgent.mustache"]).map {
                        "templates/\(language.rawValue)/\($0)"
                    }
                })
        #expect(try Templates(files) == Templates.shipped)
    }

    @Test("The remark on top of a shipped file names every tag that it may use")
    func remarks() throws {
        for (file, text) in try Self.shipped() {
            let fault = try #require(Self.faults("{{nothing}}", file).first)
            let names = fault.fix.split(separator: ": ").last?.split(separator: ", ") ?? []
            #expect(names.count > 3, "\(file)")
            let remark = text.components(separatedBy: "\n}}\n")[0]
            let named = remark.split(separator: "\n").map {
                $0.drop { $0 == " " || $0 == "#" }.prefix { $0 != ":" }
            }
            for name in names { #expect(named.contains(name), "\(file): \(name)") }
        }
    }

    @Test("No shipped file blames, and none holds a link, an image or a script")
    func tone() throws {
        for (file, text) in try Self.shipped() {
            for word in [
                "vi phạm", "chậm trễ", "yếu kém", "phê bình", "lỗi", "bạn ", "<a", "<img",
                "<script", "http", "src=", "url(", "failed", "fault",
            ] {
                let words = text.components(separatedBy: "\n}}\n").last ?? ""
                #expect(!words.lowercased().contains(word), "\(file): \(word)")
            }
        }
    }

    @Test(
        "A mistake is told with its line and column, before any letter is written",
        arguments: [
            ("Kính gửi {{addressee}}", 1, 10, "“addressee”"),
            ("a\nệ👨‍👩‍👧 {{ titel }}", 2, 4, "“titel”"), ("a {{title", 1, 3, "{{"),
            ("{{{title}}}", 1, 1, "{{{title}"), ("{{&title}}", 1, 1, "{{&title}}"),
            ("{{=<% %>=}}", 1, 1, "{{=<% %>=}}"), ("{{uppercased(title)}}", 1, 1, "uppercased"),
            ("{{<item}}{{/item}}", 1, 1, "{{<item}}"), ("{{$title}}", 1, 1, "{{$title}}"),
            ("{{%CONTENT_TYPE:TEXT}}", 1, 1, "CONTENT_TYPE"), ("{{.}}", 1, 1, "{{.}}"),
            ("{{title.number}}", 1, 1, "title.number"), ("{{}}", 1, 1, "{{}}"),
            ("{{>item}}", 1, 1, "“item”"), ("{{>*title}}", 1, 1, "*title"),
            ("{{report}}", 1, 1, "“report”"), ("x{{#report}}", 1, 2, "report"),
            ("{{/report}}", 1, 1, "report"), ("{{#report}}\n{{/task}}", 2, 1, "“report”"),
            ("{{#report}}a{{#task}}b{{/report}}{{/task}}", 1, 23, "“task”"),
            ("a\u{202E}b", 1, 2, "ký tự điều khiển"), ("\u{1B}[1m", 1, 1, "ký tự điều khiển"),
            (String(repeating: "{{#report}}", count: 11), 1, 111, "10"),
            (String(repeating: "a", count: 65_537), 1, 1, "65536"),
        ])
    func mistakes(text: String, line: Int, column: Int, word: String) throws {
        let fault = try #require(Self.faults(text).first)
        #expect(fault.file == "templates/vi/upcoming.mustache")
        #expect((fault.line, fault.column) == (line, column))
        #expect(fault.what.contains(word) || fault.fix.contains(word), "\(fault)")
        #expect(!fault.fix.isEmpty)
    }

    @Test("A mistake reads like those of other files, in the asker's language")
    func words() throws {
        #expect(
            Self.faults("a\n {{report}}").map(\.description) == [
                "templates/vi/upcoming.mustache:2:2: error: “report” là điều kiện, không phải giá trị"
                    + "\n  fix: viết {{#report}} … {{/report}}"
            ])
        let english = Language.$current.withValue(.en) { Self.faults("{{zzz}}") }
        #expect(english.first?.what == "there is no tag “zzz” here")
        #expect(english.first?.fix.contains("act-by, agency") == true)
    }

    @Test("All mistakes of all files are told at once, in order")
    func together() throws {
        do throws(TemplateFaults) {
            _ = try Templates([
                ("b/en/due.mustache", "{{x}} {{y}}"), ("a/vi/nothing.mustache", ""),
                ("a/vi/due.mustache", "\n{{z}}"), ("a/fr/due.mustache", ""), ("due.mustache", ""),
            ])
            Issue.record("no mistake")
        } catch {
            #expect(
                error.list.map { "\($0.file):\($0.line):\($0.column)" } == [
                    "a/fr/due.mustache:1:1", "a/vi/due.mustache:2:1", "a/vi/nothing.mustache:1:1",
                    "b/en/due.mustache:1:1", "b/en/due.mustache:1:7", "due.mustache:1:1",
                ])
            #expect(error.list[0].fix.contains("item.html.mustache"))
        }
    }

    @Test("A part stands where its things are, and includes no other part")
    func partials() throws {
        func fault(_ text: String, _ file: String) -> String? {
            Self.faults(text, "templates/vi/\(file)").first?.what
        }
        #expect(fault("{{>item}}", "letter.txt.mustache")?.contains("“item”") == true)
        #expect(fault("{{#plans}}{{>item}}{{/plans}}", "letter.txt.mustache") != nil)
        #expect(fault("{{#one}}{{>item}}{{/one}}", "letter.txt.mustache") == nil)
        #expect(fault("{{#one}}{{>letter}}{{/one}}", "letter.txt.mustache") != nil)
        #expect(fault("{{>item}}", "item.txt.mustache") != nil)
        #expect(fault("{{^one}}{{>item}}{{/one}}", "letter.txt.mustache") != nil)
    }

    @Test("An office's own words replace those that are shipped, and only those")
    func own() throws {
        var head = Samples.head
        head.templates = try Templates([
            (
                "/etc/dondoc/templates/vi/upcoming.mustache",
                "\u{FEFF}{{! của Sở }}\r\nKính đề nghị {{agency}} lưu ý\r\n{{#due}}ngày {{due}}{{/due}}.\r\n"
            ),
            ("templates/vi/item.html.mustache", "<p>{{title}} & {{agency}}</p>"),
        ])
        #expect(head.templates != .shipped)
        var notice = try Samples.report(on: "2023-06-12")
        notice.title = "a & <b>"
        let mail = try Mail(Samples.letter(notice, head).message)
        #expect(
            mail.text.contains("\n\nKính đề nghị UBND huyện Nông Cống lưu ý ngày 15/06/2023.\n\n"))
        #expect(mail.text.contains("- Báo cáo: a & <b>\n"))
        #expect(mail.html.contains("<p>a &amp; &lt;b&gt; & UBND huyện Nông Cống</p>"))
        head.language = .en
        #expect(try Mail(Samples.letter(notice, head).message).text.contains("is asked to send"))
    }

    @Test("Words that leave no room for any letter are refused when they are read")
    func heavy() {
        let long = String(repeating: "Nghị quyết ", count: 2_500)
        let faults = Self.faults(long, "templates/vi/letter.txt.mustache")
        #expect(faults.count == 1 && faults.first?.file == "templates/vi/letter.txt.mustache")
        #expect(faults.first?.what.contains("43 KiB") == true)
        #expect(Self.faults("Nghị quyết", "templates/vi/letter.txt.mustache").isEmpty)
    }

    @Test("A letter of the office's words with {{ in a value shows the braces")
    func inert() throws {
        var notice = try Samples.report(on: "2023-06-12")
        notice.agency = "{{key}}{{{key}}}{{#lead}}x{{/lead}}{{=| |=}}"
        let mail = try Mail(Samples.letter(notice).message)
        #expect(mail.text.contains("Kính gửi: \(notice.agency)\n"))
        #expect(mail.page.contains("Kính gửi: \(notice.agency)\n"))
    }
}
