import DondocMail
import DondocSystemd

extension Sendmail {
    /// The sendmail of a path that nobody but root can change, which is looked at anew for each letter;
    /// security.md, 4, row 17.
    static func trusted(_ path: String) -> Sendmail {
        Sendmail(path: path) { path in
            do {
                return .success(try Trust.program(path))
            } catch let why as Distrust {
                return .failure(Words.distrust(ofProgram: path, why))
            } catch {
                let why = error as? SystemError ?? SystemError("open \(path)")
                return .failure(Words.cannotOpen(program: path, why))
            }
        }
    }
}
