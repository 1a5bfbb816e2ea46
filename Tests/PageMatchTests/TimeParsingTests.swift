import PageMatch
import Testing

@Suite struct TimeParsingTests {
    @Test(
        "times as people type them",
        arguments: [
            ("0", 0), ("862", 862_000), ("862.5", 862_500), ("862.5s", 862_500), ("7s", 7_000),
            ("14:22", 862_000), ("14:22.5", 862_500), ("0:00", 0), ("00:00:00", 0),
            ("3:14:22.5", 11_662_500), ("03:14:22", 11_662_000), ("75:00", 4_500_000),
            ("100:00:00", 360_000_000), ("0.001", 1), ("1.0004", 1_000), ("1.0005", 1_001),
            ("1.9996", 2_000), ("0.123456789012345678901", 123),
            ("999999999999.999", 999_999_999_999_999),
        ])
    func read(text: String, milliseconds: Int64) {
        #expect(AudioTime(parsing: text)?.milliseconds == milliseconds)
        #expect(
            Moment(parsing: "3@\(text)")
                == .track(number: 3, TrackTime(milliseconds: milliseconds)))
    }

    @Test(
        "everything else is refused",
        arguments: [
            "", " ", "s", ".", ":", "@", "-1", "+1", "1.", ".5", "1.s", "1..5", "1.5.5", "1,5",
            "1e3", "nan", "inf", "0x10", " 1", "1 ", "1\n", "1:75", "75:75", "1:60:00", "1:00:60",
            "1:5", "1:2:3", "1:005", "1:", ":30", "1::30", "1:2:3:4", "1:00:00:00", "1:22s",
            "1:-5", "1m", "1ss", "٣", "１", "1e", "1000000000000", "9999999999999",
            "99999999999999999999", "999999999999:00:00", "1:\u{301}30",
        ])
    func refused(text: String) {
        #expect(AudioTime(parsing: text) == nil)
        #expect(Moment(parsing: text) == nil)
        #expect(Moment(parsing: "1@\(text)") == nil)
    }

    @Test func aMomentWithoutATrackIsOfTheAudiobook() {
        #expect(
            Moment(parsing: "14:22") == .audiobook(AudioTime(milliseconds: 862_000)))
    }

    @Test(
        "a track is a number from 1",
        arguments: ["0@1", "-1@1", "@1", "a@1", "1.5@1", "1@", "1@2@3", "9999999999999@1", "1:1@1"])
    func badTrack(text: String) {
        #expect(Moment(parsing: text) == nil)
    }

    @Test(
        "times as players show them",
        arguments: [
            (0, "0:00:00"), (999, "0:00:00"), (1_000, "0:00:01"), (862_500, "0:14:22"),
            (11_662_999, "3:14:22"), (360_000_000, "100:00:00"), (-1, "0:00:00"),
            (-61_000, "-0:01:01"), (Int64.min, "-2562047788015:12:55"),
        ] as [(Int64, String)])
    func clock(milliseconds: Int64, text: String) {
        #expect(AudioTime(milliseconds: milliseconds).clock == text)
        #expect(TrackTime(milliseconds: milliseconds).clock == text)
    }

    @Test func whatIsShownIsReadAgain() {
        for milliseconds in stride(from: Int64(0), through: 40_000_000, by: 977_000) {
            let time = AudioTime(milliseconds: milliseconds)
            #expect(AudioTime(parsing: time.clock) == time)
        }
    }
}
