public import DondocCore
import Mustache

/// The words of letters as Mustache templates: an office's own files, and for what it has none, those
/// that come with the program.
///
/// Every tag is held against what its kind of template knows when the templates are read, never when
/// a letter is written. Values are never read as templates.
public struct Templates: Hashable, Sendable {
    /// Those that come with the program, `config/templates` of the source.
    public static let shipped: Templates = {
        do throws(TemplateFaults) {
            return try Templates([])
        } catch {
            preconditionFailure("\(error)")
        }
    }()

    /// Texts by name, `vi/item.html`.
    private let texts: [String: String]
    private let libraries: [String: MustacheLibrary]

    /// Whether these files, read anew, would make no other templates.
    public func hold(_ files: [(file: String, text: String)]) -> Bool {
        var texts = Shipped.texts
        for (file, text) in files {
            guard let name = Self.name(file) else { return false }
            texts[name] = text
        }
        return texts == self.texts
    }

    /// Reads an office's templates.
    ///
    /// - Parameter files: Path and text of each; the path ends in `vi/NAME` or `en/NAME`, and NAME is
    ///   one of `names`.
    /// - Throws: Every mistake, with its file, line and column.
    public init(_ files: [(file: String, text: String)]) throws(TemplateFaults) {
        var texts = Shipped.texts
        var paths: [String: String] = [:]
        var faults: [TemplateFault] = []
        for (file, text) in files {
            guard let name = Self.name(file) else {
                let advice = Words.unknownTemplate(Self.names)
                faults.append(TemplateFault(file: file, at: .init(), advice))
                continue
            }
            texts[name] = text
            paths[name] = file
        }
        var libraries: [String: MustacheLibrary] = [:]
        for language in Language.allCases {
            for flavour in Flavour.allCases { libraries[Self.shelf(language, flavour)] = .init() }
            for kind in TemplateKind.all
                + Self.wordings(texts, language).map(TemplateKind.init(wording:))
            {
                let name = "\(language.rawValue)/\(kind.name)"
                let file = paths[name] ?? "templates/\(name).mustache"
                guard let text = texts[name] else { preconditionFailure("no template \(name)") }
                let reader = TemplateReader(
                    Self.unified(text), file: file, scopes: kind.scopes, partials: kind.partials)
                faults += reader.faults
                guard reader.faults.isEmpty else { continue }
                do {
                    try libraries[Self.shelf(language, kind.flavour)]?
                        .register(reader.source, named: kind.bare)
                } catch {
                    faults.append(TemplateFault(file: file, at: .init(), Words.notMustache))
                }
            }
        }
        guard faults.isEmpty else { throw TemplateFaults(faults) }
        self.texts = texts
        self.libraries = libraries
        if !paths.isEmpty, let fault = weigh(paths) { throw TemplateFaults([fault]) }
    }

    /// Names of the files that there may be in each language's folder, `item.html.mustache`; beside them
    /// `wording-NAME.mustache`.
    public static let names = TemplateKind.all.map { "\($0.name).mustache" }.sorted()

    /// What a step of a ladder may name as its `wording`, in order.
    public func wordings(_ language: Language) -> [String] { Self.wordings(texts, language) }

    func hasWording(_ name: String, _ language: Language) -> Bool {
        texts["\(language.rawValue)/\(TemplateKind.wording)\(name)"] != nil
    }

    private static func wordings(_ texts: [String: String], _ language: Language) -> [String] {
        let start = "\(language.rawValue)/\(TemplateKind.wording)"
        return texts.keys.filter { $0.hasPrefix(start) }.map { String($0.dropFirst(start.count)) }
            .sorted()
    }

    public static func == (a: Templates, b: Templates) -> Bool { a.texts == b.texts }

    public func hash(into hasher: inout Hasher) { hasher.combine(texts) }

    /// What a template makes of its values.
    func render(_ name: String, _ flavour: Flavour, _ fields: Fields, _ language: Language)
        -> String
    {
        libraries[Self.shelf(language, flavour)]?
            .render(Filling(fields: fields, flavour: flavour), withTemplate: name) ?? ""
    }

    private static func shelf(_ language: Language, _ flavour: Flavour) -> String {
        language.rawValue + flavour.rawValue
    }

    /// `vi/item.html` of a path that ends in `vi/item.html.mustache`.
    private static func name(_ file: String) -> String? {
        let parts = file.split(separator: "/").suffix(2)
        guard let folder = parts.first, parts.count == 2, let name = parts.last,
            Language(rawValue: String(folder)) != nil,
            names.contains(String(name)) || isWording(name)
        else { return nil }
        return "\(folder)/\(name.dropLast(".mustache".count))"
    }

    /// `wording-NAME.mustache`, NAME in lower-case letters, digits and hyphens.
    private static func isWording(_ file: Substring) -> Bool {
        guard file.hasPrefix(TemplateKind.wording), file.hasSuffix(".mustache") else {
            return false
        }
        let name = file.dropFirst(TemplateKind.wording.count).dropLast(".mustache".count)
        return (1...32).contains(name.utf8.count) && name.first != "-"
            && name.utf8.allSatisfy {
                (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x2D
            }
    }

    private static func unified(_ text: String) -> String {
        var text = text.replacing("\r\n", with: "\n")
        // The mark that some editors put in front.
        if text.unicodeScalars.first == "\u{FEFF}" { text.unicodeScalars.removeFirst() }
        return text
    }

    /// A fault when a letter with these words is too long even where it says as little as it can.
    private func weigh(_ paths: [String: String]) -> TemplateFault? {
        for language in Language.allCases {
            let own = paths.filter { $0.key.hasPrefix(language.rawValue) }
            guard
                let longest = own.max(by: {
                    (texts[$0.key] ?? "").utf8.count < (texts[$1.key] ?? "").utf8.count
                })
            else { continue }
            let size = Specimen.letters(self, language).map(\.message.count).max() ?? 0
            // Names and addresses are longer than the specimen's.
            if size > LetterWriter.limit - 4_096 {
                return TemplateFault(file: longest.value, at: .init(), Words.tooHeavy)
            }
        }
        return nil
    }
}

/// One of the files that make letters.
struct TemplateKind {
    /// Without its flavour, and with it.
    let bare: String
    let flavour: Flavour
    /// Names that it may use, the outermost first.
    let scopes: [Scope]
    /// Partials that it may include, each with the lists in which it may stand.
    let partials: [String: [String]]

    var name: String { bare + flavour.rawValue }

    /// Openings of a letter about one thing, and the words for others than the lead.
    static let openings = [
        "upcoming", "due", "overdue", "checkin", "quiet", "assigned", "returned", "pressed",
        "audience",
    ]

    /// Names of the sentences that steps have of their own begin with it.
    static let wording = "wording-"

    init(wording name: String) {
        self.init(
            bare: Self.wording + name, flavour: .words, scopes: [Specimen.plainItem.scope])
    }

    init(
        bare: String, flavour: Flavour, scopes: [Scope], partials: [String: [String]] = [:]
    ) {
        self.bare = bare
        self.flavour = flavour
        self.scopes = scopes
        self.partials = partials
    }

    static let all: [TemplateKind] = {
        let (letter, item) = (Specimen.letter.scope, Specimen.item.scope)
        let plan = letter.inside("plans")
        var all = openings.map {
            TemplateKind(bare: $0, flavour: .words, scopes: [Specimen.plainItem.scope])
        }
        all.append(TemplateKind(bare: "event", flavour: .words, scopes: [item]))
        for flavour in [Flavour.text, .html] {
            all += [
                TemplateKind(
                    bare: "letter", flavour: flavour, scopes: [letter],
                    partials: [
                        "item": ["one", "items"], "list": ["lists"],
                        "assignments": ["assignments"],
                    ]),
                TemplateKind(bare: "item", flavour: flavour, scopes: [letter, item]),
                TemplateKind(
                    bare: "list", flavour: flavour, scopes: [letter, plan, plan.inside("lists")]),
                TemplateKind(
                    bare: "assignments", flavour: flavour,
                    scopes: [letter, plan, plan.inside("assignments")]),
                TemplateKind(bare: "test", flavour: flavour, scopes: [Specimen.test.scope]),
            ]
        }
        return all
    }()
}

extension Scope {
    /// The names of a list's elements.
    func inside(_ list: String) -> Scope {
        guard case .list(let scope) = tags[list] else {
            preconditionFailure("\(list) is no list")
        }
        return scope
    }
}
