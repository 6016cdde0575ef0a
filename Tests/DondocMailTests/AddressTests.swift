import DondocMail
import Testing

@Suite struct AddressTests {
    @Test(
        "Plain addresses are safe",
        arguments: [
            "vt@example.test", "vt.nong-cong+dondoc@so-y-te.example.test", "a@b",
            "o'neil@example.test",
        ])
    func safe(address: String) { #expect(SMTP.isSafeAddress(address)) }

    @Test(
        "Anything that could be more than an address is not",
        arguments: [
            "", "a", "@", "a@", "@b", "a@b@c", "a b@c", "a@b c", "<a@b>", "a@b>", "\"a\"@b", "-a@b",
            "a@b\r\nRCPT TO:<c@d>", "a\0@b", "a@b\n", "a..b@c", ".a@b", "a@b.", "a@[127.0.0.1]",
            "văn-thư@example.test", "a@ví-dụ.vn", "a@b,c@d", "a(x)@b", "a@b;c",
            String(repeating: "a", count: 65) + "@b",
            "a@" + String(repeating: "b.", count: 127) + "b",
        ])
    func unsafe(address: String) { #expect(!SMTP.isSafeAddress(address)) }
}
