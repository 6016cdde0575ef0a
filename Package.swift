// swift-tools-version: 6.2
import PackageDescription

// Every room under Sources/ may import what stands in its `dependencies` and nothing else;
// `make build` builds with --explicit-target-dependency-import-check error to hold that.

let rigour: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
]

func room(
    _ name: String, _ dependencies: [Target.Dependency] = [], resources: [Resource] = []
) -> Target {
    .target(
        name: name, dependencies: dependencies,
        resources: resources.isEmpty ? nil : resources, swiftSettings: rigour)
}

func tests(_ name: String, _ dependencies: [Target.Dependency], exclude: [String] = []) -> Target {
    .testTarget(
        name: name, dependencies: dependencies, exclude: exclude, swiftSettings: rigour)
}

let package = Package(
    name: "dondoc",
    platforms: [.macOS(.v15)],
    products: [
        .executable(name: "dondocd", targets: ["dondocd"]),
        .executable(name: "dondoc", targets: ["dondoc"]),
    ],
    dependencies: [
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
        .package(
            url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1", traits: []),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
        .package(url: "https://github.com/apple/swift-nio-extras", from: "1.35.2"),
        .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
    ],
    targets: [
        .systemLibrary(
            name: "CCrypto", pkgConfig: "libcrypto", providers: [.apt(["libssl-dev"])]),
        .systemLibrary(
            name: "CSystemd", pkgConfig: "libsystemd", providers: [.apt(["libsystemd-dev"])]),
        .systemLibrary(
            name: "CCurl", pkgConfig: "libcurl", providers: [.apt(["libcurl4-openssl-dev"])]),
        .systemLibrary(name: "CLinux"),

        room("DondocCore"),
        room("DondocPlanFile", ["DondocCore", .product(name: "Yams", package: "Yams")]),
        // The templates of config/templates are built in, by a link to each.
        room(
            "DondocLetters",
            ["DondocCore", .product(name: "Mustache", package: "swift-mustache")],
            resources: [.embedInCode("Templates")]),
        room("DondocAPI", ["DondocCore"]),
        room(
            "DondocStore",
            ["DondocCore", "CCrypto", .product(name: "GRDB", package: "GRDB.swift")]),
        room("DondocSystemd", ["CSystemd", "CLinux"]),
        room("DondocMail", ["DondocCore", "CCurl", "CLinux"]),
        room(
            "DondocDaemon",
            [
                "DondocCore", "DondocPlanFile", "DondocLetters", "DondocAPI", "DondocStore",
                "DondocSystemd", "DondocMail", "CLinux",
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "HummingbirdCore", package: "hummingbird"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "NIOExtras", package: "swift-nio-extras"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "NIOHTTPTypesHTTP1", package: "swift-nio-extras"),
                .product(name: "HTTPTypes", package: "swift-http-types"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
                .product(name: "UnixSignals", package: "swift-service-lifecycle"),
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ]),
        room(
            "DondocCLI",
            [
                "DondocCore", "DondocPlanFile", "DondocAPI",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ]),
        .executableTarget(
            name: "dondocd",
            dependencies: [
                "DondocCore", "DondocDaemon",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ], swiftSettings: rigour),
        .executableTarget(
            name: "dondoc",
            dependencies: [
                "DondocCLI", .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ], swiftSettings: rigour),

        // Measures the core for `make bench`; never installed. The core imports nothing, so nothing
        // else names libm here.
        .executableTarget(
            name: "CoreBench", dependencies: ["DondocCore"], path: "Tests/Bench/Core",
            swiftSettings: rigour, linkerSettings: [.linkedLibrary("m")]),

        // What the tests of several rooms need; never installed.
        .target(
            name: "TestSupport", dependencies: ["CLinux"], path: "Tests/Support",
            swiftSettings: rigour),

        tests("DondocCoreTests", ["DondocCore"], exclude: ["Golden", "Corpus"]),
        tests(
            "DondocPlanFileTests", ["DondocPlanFile", "DondocCore"], exclude: ["Broken", "Golden"]),
        tests(
            "DondocLettersTests", ["DondocLetters", "DondocCore", "TestSupport"],
            exclude: ["Golden", "parse.py"]),
        tests(
            "DondocStoreTests",
            ["DondocStore", "DondocCore", .product(name: "GRDB", package: "GRDB.swift")]),
        tests(
            "DondocDaemonTests",
            [
                "DondocDaemon", "DondocCore", "DondocStore", "DondocPlanFile", "DondocAPI",
                "DondocMail", "DondocSystemd", "TestSupport",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "GRDB", package: "GRDB.swift"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
            ], exclude: ["Golden", "Corpus", "notice.py", "openapi.py"]),
        tests("DondocSystemdTests", ["DondocSystemd"]),
        tests("DondocTidyTests", []),
        tests(
            "DondocMailTests", ["DondocMail", "DondocCore", "TestSupport"],
            exclude: ["peer.py", "web_peer.py"]),
        tests(
            "DondocCLITests",
            [
                "DondocCLI", "DondocCore", "DondocAPI", "TestSupport",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ], exclude: ["Golden"]),
    ]
)
