import DondocCore
import DondocDaemon

@main
enum Main {
    static func main() async {
        await Language.$current.withValue(.ofStart) { await Dondocd.start() }
    }
}
