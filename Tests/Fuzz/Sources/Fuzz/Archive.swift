/// A ZIP file of the entries that `bytes` lists, so that the fuzzer gets past lengths and checksums to
/// what is inside.
///
///     === mimetype
///     application/epub+zip
///     === META-INF/container.xml
///     <container>…
///
/// - Returns: nothing for a list that begins otherwise; what is before an entry's name is left out.
func archive(of bytes: UnsafeBufferPointer<UInt8>) -> [UInt8] {
    let mark = Array("=== ".utf8)
    var writer = ZipWriter()
    var name: String?
    var content: [UInt8] = []
    func finishEntry() {
        guard let name else { return }
        // The line's end belongs to the next name.
        if content.last == UInt8(ascii: "\n") { content.removeLast() }
        writer.add(name, content)
    }
    for line in bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
        if line.starts(with: mark) {
            finishEntry()
            name = String(decoding: line.dropFirst(mark.count), as: UTF8.self)
            content = []
        } else {
            content += line
            content.append(UInt8(ascii: "\n"))
        }
    }
    finishEntry()
    return writer.finished()
}
