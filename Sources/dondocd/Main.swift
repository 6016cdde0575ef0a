import ArgumentParser
import DondocDaemon

@main
enum Main {
    static func main() async { await Dondocd.main() }
}
