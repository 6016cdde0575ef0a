import DondocCore
import DondocMail

/// The kind of an outcome, without its words.
enum Kind: String { case accepted, notAccepted, refused, unsure }

func kind(_ outcome: Outcome) -> Kind {
    switch outcome {
    case .accepted: .accepted
    case .notAccepted: .notAccepted
    case .refused: .refused
    case .unsure: .unsure
    }
}

func reason(_ outcome: Outcome) -> String {
    switch outcome {
    case .accepted: ""
    case .notAccepted(let why), .refused(let why), .unsure(let why): why.text
    }
}

/// An outcome as people read it: `refused: …`.
func told(_ outcome: Outcome, in language: Language = .vi) -> String {
    Language.$current.withValue(language) { "\(kind(outcome)): \(reason(outcome))" }
}
