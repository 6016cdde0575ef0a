import DondocAPI

/// `audit verify`: whether the trail is whole, and the head to keep elsewhere.
enum AuditPage {
    static func text(_ view: AuditView) -> String {
        var fields = Fields()
        fields.add(Words.Field.trail, view.ok ? Words.whole(view.count) : Words.broken(view.count))
        if !view.ok {
            fields.add(Words.Field.badRow, view.row.map(String.init))
            fields.add(Words.Field.fault, view.fault.map(Words.fault))
            fields.add(Words.Field.detail, view.detail)
        }
        // As `--head` takes it; that of a broken trail is not to be kept.
        fields.add(Words.Field.head, view.ok ? "\(view.count):\(view.head)" : nil)
        return fields.text
    }
}
