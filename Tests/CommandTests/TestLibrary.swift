import Foundation
import TestSupport
import Testing

/// A library of a test's own, in a folder that goes with it.
final class TestLibrary {
    let folder: URL

    init() throws {
        folder = FileManager.default.temporaryDirectory
            .appendingPathComponent("pagematch-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(at: folder) }

    /// The library's file.
    var path: String { file("library.sqlite") }

    /// Where a file of the folder lies.
    func file(_ name: String) -> String { folder.appendingPathComponent(name).path }

    /// Writes a file of the folder and tells where it lies.
    func write(_ bytes: some Collection<UInt8>, to name: String) throws -> String {
        try Data(bytes).write(to: folder.appendingPathComponent(name))
        return file(name)
    }

    /// Runs a command on this library; a crash is an issue of the test.
    func run(_ arguments: String..., input: String = "") throws -> Program.Outcome {
        let outcome = try Program.run(
            arguments, input: input, environment: ["PAGEMATCH_LIBRARY": path])
        #expect(!outcome.crashed, "\(arguments): \(outcome.errors)")
        return outcome
    }

    /// Adds the sample book.
    func addSample() throws {
        let added = try run("add", Sample.book, Sample.transcripts, "--quiet")
        try #require(added.exit == 0, "\(added.errors)")
    }
}

/// JSON as a test looks into it.
struct JSON {
    private let value: Any?

    init(_ text: String) throws {
        value = try JSONSerialization.jsonObject(with: Data(text.utf8), options: .fragmentsAllowed)
    }

    private init(value: Any?) { self.value = value }

    subscript(key: String) -> JSON { JSON(value: (value as? [String: Any])?[key]) }
    subscript(index: Int) -> JSON {
        let array = value as? [Any] ?? []
        return JSON(value: array.indices.contains(index) ? array[index] : nil)
    }

    var string: String? { value as? String }
    var number: Double? { (value as? NSNumber)?.doubleValue }
    var integer: Int? { (value as? NSNumber)?.intValue }
    var count: Int? { (value as? [Any])?.count }
    var isMissing: Bool { value == nil }
}
