import DondocPlanFile
import Testing

@Suite struct MailAddressTests {
    @Test(
        "An address that could carry a second one, an option or a line is refused",
        arguments: [
            "", "a", "@x.vn", "a@", "a@x>\r\nRCPT TO:<evil@x", "a@x.vn,b@y.vn", "a b@x.vn",
            "\"a\"@x.vn",
            "<a@x.vn>", "-oQ@x.vn", "a@-x.vn", "a@x..vn", "a..b@x.vn", "ă@x.vn", "a@x.vn\n",
            "a@x@y.vn",
            "a@x.vn\u{0}", "a;b@x.vn", "a|b@x.vn", String(repeating: "a", count: 65) + "@x.vn",
            "a@" + String(repeating: "abcdefghi.", count: 25) + "vnvn",
        ])
    func refused(text: String) { #expect(MailAddress(text) == nil) }

    @Test(
        "Addresses that offices have are taken as they are",
        arguments: [
            "so-ldtbxh@thanh-hoa.example.test", "dau-moi.so-ldtbxh@thanh-hoa.example.test",
            "dondoc@localhost", "a+b_c@x.gov.vn",
        ])
    func taken(text: String) { #expect(MailAddress(text)?.text == text) }
}
