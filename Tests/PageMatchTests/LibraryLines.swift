import PageMatch

/// Aligns a book with its audiobook, keeps it as bytes, and looks a page up: all that there is to it.
func libraryLines(
    bytes: [UInt8], files: [[UInt8]], blobs: some Blobs, other: AlignedBook, text: String,
    time: AudioTime
) async throws -> [LookupAnswer] {
    let book = try Book(bytes)  // or Book(contentsOf: path)
    let heard = try files.map { try Transcript($0) }  // one a track, in track order
    let aligned = try await AlignedBook(book, heard, progress: { print($0.fraction) })
    try await blobs.put("id", aligned.image)  // one book image: bytes
    let again = try AlignedBook(image: await blobs.get("id"))  // or AlignedBook(mapping: path)
    let hit = try again.lookup(Page(text), near: time)  // synchronous, concurrent, a value
    let any = try Catalogue([again, other]).lookup(Page(text))  // which book is it?
    return [hit, any]
}

/// Wherever you keep bytes.
protocol Blobs {
    func put(_ name: String, _ bytes: [UInt8]) async throws
    func get(_ name: String) async throws -> [UInt8]
}
