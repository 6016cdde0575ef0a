import ArgumentParser
import DondocAPI

struct AuditCommand: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "audit", abstract: Words.Help.audit,
            subcommands: [AuditVerifyCommand.self])
    }
}

/// `audit verify`: reads the whole trail and says where it was tampered with.
struct AuditVerifyCommand: Verb {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "verify", abstract: Words.Help.auditVerify,
            discussion: Words.Help.discussion(of: "audit verify", Words.Help.auditVerifyMore))
    }

    @OptionGroup var global: GlobalOptions
    @Option(help: ArgumentHelp(Words.Help.head, valueName: "count:hash")) var head: TrailHead?

    func run() throws {
        var daemon = global.daemon()
        let body = try daemon.get(
            Path.audit, head.map { [("head", $0.text)] } ?? [], seconds: Daemon.loadPatience)
        let view = try decoded(AuditView.self, body)
        if global.json {
            Terminal.out(body: body)
        } else {
            Terminal.out(AuditPage.text(view))
            if view.ok { Terminal.remark(Words.keepHead) }
        }
        if !view.ok { throw Failure(ExitStatus.no, []) }
    }
}

/// A head of the trail that was kept elsewhere: rows, a colon, 64 hexadecimal digits.
struct TrailHead: ExpressibleByArgument {
    let text: String

    init?(argument: String) {
        let parts = argument.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2, let count = Int(parts[0]), count >= 0, parts[1].utf8.count == 64,
            parts[1].allSatisfy({ $0.isASCII && $0.isHexDigit })
        else { return nil }
        text = "\(count):\(parts[1].lowercased())"
    }
}
