/// Where the sun stands and when the moon is new: the two questions behind the lunar calendar.
///
/// Source: Jean Meeus, *Astronomical Algorithms*, 2nd edition, chapters 25 (the sun's longitude),
/// 27 (its small perturbations) and 49 (new moons); written from the formulas, in plain arithmetic,
/// because this room imports no mathematics. Against PyEphem, over 1900–2199, a new moon is off by
/// 17 seconds at most and the sun by two minutes of its own motion, but for the rotation of
/// the earth, which nobody knows ahead: see `clockDelay`.
enum SunAndMoon {
    /// Mean days between two new moons.
    static let month = 29.530588861

    /// Days from 1970-01-01T00:00Z to new moon 0, that of 6 January 2000, in dynamical time.
    static let firstMoon = 2_451_550.09766 - unixEpoch

    /// The day at the office (UTC+7) on which new moon `index` falls; 0 is that of January 2000.
    static func newMoon(_ index: Int) -> Day {
        Day(number: Int((newMoonTime(index) + office).rounded(.down)))
    }

    /// The sun's apparent longitude in degrees, 0 up to 360, as `day` begins at the office.
    static func longitude(atStartOf day: Day) -> Double {
        let time = Double(day.number) - office
        let t = (time + clockDelay(time) + unixEpoch - 2_451_545) / 36_525
        let mean = 280.46646 + t * (36_000.76983 + t * 0.0003032)
        let anomaly = 357.52911 + t * (35_999.05029 - t * 0.0001537)
        let center =
            (1.914602 - t * (0.004817 + t * 0.000014)) * sine(anomaly)
            + (0.019993 - t * 0.000101) * sine(2 * anomaly) + 0.000289 * sine(3 * anomaly)
        // The planets, the moon and nutation: delays of the sun, so they are taken off its way.
        var small = 0.0
        for term in solarTerms { small += term.size * sine(term.start + 90 + term.rate * t) }
        let aberration = 0.005692
        let turned = mean + center - small * 0.00001 * 360 / 365.2422 - aberration
        return turned - 360 * (turned / 360).rounded(.down)
    }

    /// Seven hours as a part of a day.
    private static let office = Double(Moment.officeOffset) / 86_400

    /// The Julian date of 1970-01-01T00:00Z.
    private static let unixEpoch = 2_440_587.5

    /// Days from 1970-01-01T00:00Z to new moon `index`, in the time that clocks show.
    private static func newMoonTime(_ index: Int) -> Double {
        let k = Double(index)
        let t = k / 1_236.85
        let mean =
            firstMoon + month * k
            + t * t * (0.00015437 - t * (0.000000150 - t * 0.00000000073))
        let eccentricity = 1 - t * (0.002516 + t * 0.0000074)
        let sun = 2.5534 + 29.10535670 * k - t * t * (0.0000014 + t * 0.00000011)
        let moon =
            201.5643 + 385.81693528 * k
            + t * t * (0.0107582 + t * (0.00001238 - t * 0.000000058))
        let latitude =
            160.7108 + 390.67050284 * k
            - t * t * (0.0016118 + t * (0.00000227 - t * 0.000000011))
        let node = 124.7746 - 1.56375588 * k + t * t * (0.0020672 + t * 0.00000215)

        var time = mean - 0.00017 * sine(node)
        time += 0.000325 * sine(299.77 + 0.107408 * k - 0.009173 * t * t)
        for term in lunarTerms {
            var size = term.size
            for _ in 0..<abs(term.sun) { size *= eccentricity }
            let angle =
                Double(term.sun) * sun + Double(term.moon) * moon + Double(term.latitude) * latitude
            time += size * sine(angle)
        }
        for term in planetaryTerms { time += term.size * sine(term.start + term.rate * k) }
        return time - clockDelay(time)
    }

    /// How far clocks lag behind dynamical time (ΔT) in days, at `time` days since 1970.
    ///
    /// Observed up to 2020 (Meeus, chapter 10; the IERS since); then an assumed slow growth, perhaps
    /// two minutes wrong by 2100 and four by 2200. Tết and Giỗ Tổ of 1968–2100 do not hang on it:
    /// the nearest of their new moons is more than seven minutes from midnight.
    private static func clockDelay(_ time: Double) -> Double {
        let decades = (time / 365.2425 + 70) / 10
        let before = min(max(Int(decades.rounded(.down)), 0), delays.count - 2)
        let part = min(max(decades - Double(before), 0), 1)
        return (delays[before] + (delays[before + 1] - delays[before]) * part) / 86_400
    }

    /// The sine of an angle in degrees, by its series; good to more than ten decimal places.
    private static func sine(_ degrees: Double) -> Double {
        var angle = degrees.remainder(dividingBy: 360)
        if angle > 90 { angle = 180 - angle }
        if angle < -90 { angle = -180 - angle }
        let x = angle * .pi / 180
        var series = 1.0
        for step in sineSteps { series = 1 - series * x * x / step }
        return x * series
    }

    /// 17·16, 15·14, … 3·2: each term of the sine over the one before it, the smallest first.
    private static let sineSteps: [Double] = [272, 210, 156, 110, 72, 42, 20, 6]
}

// The tables of the book, one row a term: columns are the point of a table.
// swift-format-ignore
extension SunAndMoon {
    /// A wave: size, angle at the epoch and growth of the angle, in degrees.
    private typealias Wave = (size: Double, start: Double, rate: Double)

    /// ΔT in seconds at 1900, 1910, …, 2200.
    private static let delays: [Double] = [
        -2.8, 10.4, 21.2, 24.0, 24.3, 29.1, 33.1, 40.2, 50.5, 56.9,
        63.8, 66.1, 69.4, 70, 73, 77, 82, 88, 95, 102,
        110, 118, 127, 136, 146, 156, 166, 177, 188, 199, 210,
    ]

    /// Chapter 27, table C: hundred-thousandths of a day, degrees, degrees in a Julian century.
    private static let solarTerms: [Wave] = [
        (485, 324.96,   1_934.136), (203, 337.23,  32_964.467), (199, 342.08,      20.186),
        (182,  27.85, 445_267.112), (156,  73.14,  45_036.886), (136, 171.52,  22_518.443),
        ( 77, 222.54,  65_928.934), ( 74, 296.72,   3_034.906), ( 70, 243.58,   9_037.513),
        ( 58, 119.81,  33_718.147), ( 52, 297.17,     150.678), ( 50,  21.02,   2_281.226),
        ( 45, 247.54,  29_929.562), ( 44, 325.15,  31_555.956), ( 29,  60.93,   4_443.417),
        ( 18, 155.12,  67_555.328), ( 17, 288.79,   4_562.452), ( 16, 198.04,  62_894.029),
        ( 14, 199.76,  31_436.921), ( 12,  95.39,  14_577.848), ( 12, 287.11,  31_931.756),
        ( 12, 320.81,  34_777.259), (  9, 227.73,   1_222.114), (  8,  15.45,  16_859.074),
    ]

    /// Chapter 49, new moons: days, and how often each of the three angles is taken.
    private static let lunarTerms: [(size: Double, sun: Int, moon: Int, latitude: Int)] = [
        (-0.40720,  0, 1,  0), ( 0.17241,  1, 0,  0), ( 0.01608,  0, 2,  0), ( 0.01039,  0, 0,  2),
        ( 0.00739, -1, 1,  0), (-0.00514,  1, 1,  0), ( 0.00208,  2, 0,  0), (-0.00111,  0, 1, -2),
        (-0.00057,  0, 1,  2), ( 0.00056,  1, 2,  0), (-0.00042,  0, 3,  0), ( 0.00042,  1, 0,  2),
        ( 0.00038,  1, 0, -2), (-0.00024, -1, 2,  0), (-0.00007,  2, 1,  0), ( 0.00004,  0, 2, -2),
        ( 0.00004,  3, 0,  0), ( 0.00003,  1, 1, -2), ( 0.00003,  0, 2,  2), (-0.00003,  1, 1,  2),
        ( 0.00003, -1, 1,  2), (-0.00002, -1, 1, -2), (-0.00002,  1, 3,  0), ( 0.00002,  0, 4,  0),
    ]

    /// Chapter 49, the planets: days, degrees, degrees in a lunar month.
    private static let planetaryTerms: [Wave] = [
        (0.000165, 251.88,  0.016321), (0.000164, 251.83, 26.651886), (0.000126, 349.42, 36.412478),
        (0.000110,  84.66, 18.206239), (0.000062, 141.74, 53.303771), (0.000060, 207.14,  2.453732),
        (0.000056, 154.84,  7.306860), (0.000047,  34.52, 27.261239), (0.000042, 207.19,  0.121824),
        (0.000040, 291.34,  1.844379), (0.000037, 161.72, 24.198154), (0.000035, 239.56, 25.513099),
        (0.000023, 331.55,  3.592518),
    ]
}
