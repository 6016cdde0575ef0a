import DondocCore

/// Reads `hooks:` of dondoc.yaml.
struct HookReader {
    static let keys = Keys("name* run* on fallback training")

    let findings: Findings

    func read(_ items: [Value]) -> [HookSettings] {
        var hooks: [HookSettings] = []
        for (i, item) in items.enumerated() {
            guard i < HookSettings.limit else {
                findings.error(Words.manyHooks(HookSettings.limit), at: item.place)
                break
            }
            guard let fields = Fields(item, Self.keys, named: "hooks", findings),
                let hook = hook(fields)
            else { continue }
            if hooks.contains(where: { $0.name == hook.name }) {
                findings.error(Words.sameHook(hook.name), at: fields.place)
            } else {
                hooks.append(hook)
            }
        }
        return hooks
    }

    private func hook(_ fields: Fields) -> HookSettings? {
        let name = name(fields)
        let run = program(fields)
        let (isFallback, isForTraining) = (fields.flag("fallback"), fields.flag("training"))
        let on = fields.scalars("on").compactMap { scalar -> HookSettings.Event? in
            if let event = HookSettings.Event(rawValue: scalar.text) { return event }
            findings.error(
                Words.unknownEvent(scalar.text, HookSettings.Event.allCases.map(\.rawValue)),
                at: scalar.place)
            return nil
        }
        if !fields.has("on"), !isFallback { findings.error(Words.deafHook, at: fields.place) }
        guard let name, !run.isEmpty else { return nil }
        var hook = HookSettings(
            name: name, run: run, on: Set(on), isFallback: isFallback,
            isForTraining: isForTraining)
        hook.place = fields.value("run")?.place
        return hook
    }

    /// Part of a channel's name.
    private func name(_ fields: Fields) -> String? {
        guard let scalar = fields.scalar("name") else { return nil }
        let isName =
            (1...32).contains(scalar.text.utf8.count) && scalar.text != "mail"
            && scalar.text.utf8.allSatisfy { byte in
                (0x61...0x7A).contains(byte) || (0x30...0x39).contains(byte) || byte == 0x2D
            } && !scalar.text.hasPrefix("-")
        if isName { return scalar.text }
        findings.error(Words.badHookName(scalar.text), at: scalar.place)
        return nil
    }

    /// The path and the arguments as they are handed over: what a shell would make of them is not made.
    private func program(_ fields: Fields) -> [String] {
        let words = fields.scalars("run")
        guard let path = words.first else {
            if let value = fields.value("run"), case .list(let items) = value.shape, items.isEmpty {
                findings.error(Words.blank("run"), at: value.place)
            }
            return []
        }
        guard isFullPath(path.text) else {
            findings.error(Words.badPath("run", path.text), at: path.place)
            return []
        }
        for word in words.dropFirst()
        where word.text.unicodeScalars.contains(where: { $0.properties.generalCategory == .control }
        ) {
            findings.error(Words.controlInArgument, at: word.place)
            return []
        }
        return words.map(\.text)
    }
}

/// A path from the root with no way back, such as nobody mistakes for another.
func isFullPath(_ text: String) -> Bool {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false).dropFirst()
    return text.hasPrefix("/") && text.utf8.count <= 1_024
        && parts.allSatisfy { !["", ".", ".."].contains($0) }
        && text.unicodeScalars.allSatisfy { $0.properties.generalCategory != .control }
}
