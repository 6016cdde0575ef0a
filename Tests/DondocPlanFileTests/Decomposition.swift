import Foundation

/// The same text with every mark apart from its letter, as some keyboards and systems type it.
func decomposition(of text: String) -> String { text.decomposedStringWithCanonicalMapping }
