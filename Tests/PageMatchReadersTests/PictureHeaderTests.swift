import TestSupport
import Testing

@testable import PageMatchReaders

@Suite struct PictureHeaderTests {
    /// A directory of tags, as TIFF and EXIF have it: little-endian or big-endian.
    private static func tags(_ tags: [(tag: Int, type: Int, value: Int)], isLittle: Bool) -> [UInt8]
    {
        func number(_ value: Int, _ length: Int) -> [UInt8] {
            let bytes = (0..<length).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
            return isLittle ? bytes : bytes.reversed()
        }
        var result = Array((isLittle ? "II" : "MM").utf8) + number(42, 2) + number(8, 4)
        result += number(tags.count, 2)
        for tag in tags {
            // A short value stands at the beginning of its four bytes.
            let value = tag.type == 3 ? number(tag.value, 2) + [0, 0] : number(tag.value, 4)
            result += number(tag.tag, 2) + number(tag.type, 2) + number(1, 4) + value
        }
        return result + number(0, 4)
    }

    private static func jpeg(orientation: Int?, isLittle: Bool = true) -> [UInt8] {
        var bytes: [UInt8] = [0xFF, 0xD8, 0xFF, 0xE0, 0, 4, 1, 2]
        if let orientation {
            let exif =
                Array("Exif\u{0}\u{0}".utf8) + tags([(0x112, 3, orientation)], isLittle: isLittle)
            bytes += [0xFF, 0xFF, 0xE1, 0, UInt8(exif.count + 2)] + exif
        }
        return bytes + [0xFF, 0xC2, 0, 11, 8, 0x07, 0x44, 0x04, 0xD8, 1, 0, 0, 0, 0xFF, 0xDA]
    }

    private static func chunk(_ name: String, _ content: [UInt8]) -> [UInt8] {
        [0, 0, 0, UInt8(content.count)] + Array(name.utf8) + content + [0, 0, 0, 0]
    }

    private static let png: [UInt8] =
        [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
        + chunk("IHDR", [0, 0, 0x04, 0xD8, 0, 0, 0x07, 0x44, 8, 0, 0, 0, 0])
        + chunk("eXIf", tags([(0x112, 3, 6)], isLittle: false)) + chunk("IDAT", [0])

    private static let extendedWebP: [UInt8] =
        Array("RIFF\u{0}\u{0}\u{0}\u{0}WEBPVP8X".utf8) + [10, 0, 0, 0, 8, 0, 0, 0]
        + [0xD7, 0x04, 0, 0x43, 0x07, 0] + Array("ALPH".utf8) + [3, 0, 0, 0, 1, 2, 3, 0]
        + Array("EXIF".utf8) + [32, 0, 0, 0] + Array("Exif\u{0}\u{0}".utf8)
        + tags([(0x112, 3, 6)], isLittle: true)

    private static let plainWebP: [UInt8] =
        Array("RIFF\u{0}\u{0}\u{0}\u{0}WEBPVP8 ".utf8) + [20, 0, 0, 0, 0, 0, 0, 0x9D, 0x01, 0x2A]
        + [0xD8, 0x44, 0x44, 0x07]

    private static let losslessWebP: [UInt8] =
        Array("RIFF\u{0}\u{0}\u{0}\u{0}WEBPVP8L".utf8) + [5, 0, 0, 0, 0x2F]
        // 14 bits of width less one, 14 of height less one.
        + [0xD7, 0xC4, 0xD0, 0x01]

    @Test(
        "size and orientation are read from every format",
        arguments: [
            (jpeg(orientation: nil), Orientation.upright), (jpeg(orientation: 6), .turnedLeft),
            (jpeg(orientation: 3, isLittle: false), .upsideDown), (jpeg(orientation: 9), .upright),
            (png, .turnedLeft), (extendedWebP, .turnedLeft), (plainWebP, .upright),
            (losslessWebP, .upright),
            (tags([(0x100, 3, 1240), (0x101, 4, 1860)], isLittle: true), .upright),
            (
                tags([(0x100, 4, 1240), (0x101, 3, 1860), (0x112, 3, 8)], isLittle: false),
                .turnedRight
            ),
        ])
    func header(bytes: [UInt8], orientation: Orientation) {
        #expect(
            PictureHeader.read(bytes)
                == PictureHeader(width: 1240, height: 1860, orientation: orientation))
    }

    @Test("a head that is cut, or damaged anywhere, is read or is none")
    func damage() {
        var random = SeededGenerator(seed: 21)
        var read = 0
        let pictures = [
            Self.jpeg(orientation: 6), Self.png, Self.extendedWebP, Self.plainWebP,
            Self.losslessWebP, Self.tags([(0x100, 3, 1), (0x101, 3, 1)], isLittle: true),
        ]
        for picture in pictures {
            for length in picture.indices where PictureHeader.read(Array(picture[..<length])) != nil
            {
                read += 1
            }
            for _ in 0..<500 {
                var damaged = picture
                for _ in 0..<3 {
                    damaged[Int.random(in: damaged.indices, using: &random)] =
                        [0, 1, 0x7F, 0x80, 0xFF, .random(in: 0...255, using: &random)]
                        .randomElement(
                            using: &random) ?? 0
                }
                if PictureHeader.read(damaged) != nil { read += 1 }
            }
        }
        // Neither all of them nor none.
        #expect(100..<3000 ~= read, "seed 21")
        #expect(PictureHeader.read([]) == nil)
        #expect(PictureHeader.read(Array("no picture".utf8)) == nil)
    }
}
