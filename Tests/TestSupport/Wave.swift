internal import Foundation

/// Audio files that tests make for themselves.
public enum Wave {
    /// Silence as a WAV file: 8 bits, 8000 samples a second, one channel.
    ///
    ///     "RIFF" size "WAVE"   "fmt " 16  PCM 1, channels 1, 8000/s, 8000 B/s, 1 B, 8 bits
    ///     "data" size samples
    public static func silence(seconds: Double) -> [UInt8] {
        let count = UInt32(seconds * 8000)
        func little(_ value: UInt32, _ bytes: Int = 4) -> [UInt8] {
            (0..<bytes).map { UInt8(truncatingIfNeeded: value >> (8 * UInt32($0))) }
        }
        var file = Array("RIFF".utf8) + little(36 + count) + Array("WAVEfmt ".utf8) + little(16)
        file += little(1, 2) + little(1, 2) + little(8000) + little(8000) + little(1, 2)
        file += little(8, 2) + Array("data".utf8) + little(count)
        return file + [UInt8](repeating: 128, count: Int(count))
    }

    /// Whether FFmpeg's programs are installed: without them audio can't be measured.
    public static let canBeMeasured = ["ffprobe", "ffmpeg"].allSatisfy { name in
        (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":").contains {
            FileManager.default.isExecutableFile(atPath: "\($0)/\(name)")
        }
    }
}
