internal import Foundation

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#endif

/// The bytes of one book image: a mapped file, or a copy in memory.
///
/// The only type beside those that call kernels that holds a pointer. The bytes never change, so that
/// many threads read them at once; they live as long as this object.
final class ImageBytes: Sendable {
    private nonisolated(unsafe) let base: UnsafeRawPointer
    private let isMapped: Bool
    /// How many bytes there are.
    let count: Int

    /// Copies bytes to memory of its own, aligned as a mapped file is.
    init(_ bytes: some Collection<UInt8>) {
        count = bytes.count
        let address = UnsafeMutableRawPointer.allocate(byteCount: max(1, count), alignment: 64)
        UnsafeMutableRawBufferPointer(start: address, count: count).copyBytes(from: bytes)
        base = UnsafeRawPointer(address)
        isMapped = false
    }

    /// Maps the file at `path`; nothing of it is read yet.
    init(mapping path: String) throws(PageMatchError) {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else {
            throw PageMatchError(
                .cannotOpen, "can't be opened: \(String(cString: strerror(errno)))", file: path)
        }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            throw PageMatchError(.cannotOpen, "is not a regular file", file: path)
        }
        count = Int(status.st_size)
        guard count > 0 else {
            throw PageMatchError(.imageDamaged, "the book image is empty", file: path)
        }
        guard let memory = mmap(nil, count, PROT_READ, MAP_PRIVATE, descriptor, 0),
            memory != MAP_FAILED
        else {
            throw PageMatchError(
                .io, "can't be mapped: \(String(cString: strerror(errno)))", file: path)
        }
        base = UnsafeRawPointer(memory)
        isMapped = true
    }

    deinit {
        if isMapped {
            munmap(UnsafeMutableRawPointer(mutating: base), count)
        } else {
            UnsafeMutableRawPointer(mutating: base).deallocate()
        }
    }

    /// The element at a byte offset, which the caller has checked to lie inside and to be aligned.
    @inline(__always)
    func load<Element: BitwiseCopyable>(_ offset: Int) -> Element {
        base.load(fromByteOffset: offset, as: Element.self)
    }

    /// Calls `body` with `count` elements from a byte offset; checked as for ``load(_:)``.
    @inline(__always)
    func withElements<Element: BitwiseCopyable, Result, Failure: Error>(
        at offset: Int, count: Int, _ body: (Span<Element>) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        let start = (base + offset).assumingMemoryBound(to: Element.self)
        return try body(UnsafeBufferPointer(start: start, count: count).span)
    }
}

/// A table of an image: elements of one size, one after the other.
struct Column<Element: BitwiseCopyable & Sendable>: Sendable {
    fileprivate let bytes: ImageBytes
    fileprivate let offset: Int
    /// How many elements there are.
    let count: Int

    /// The elements in a byte range of the image.
    ///
    /// - Throws: `imageDamaged` when the range leaves the image, is not aligned, or is no whole
    ///   number of elements.
    init(_ bytes: ImageBytes, range: Range<Int>) throws(PageMatchError) {
        let size = MemoryLayout<Element>.stride
        guard range.lowerBound >= 0, range.upperBound <= bytes.count,
            range.lowerBound % MemoryLayout<Element>.alignment == 0, range.count % size == 0
        else {
            throw PageMatchError(.imageDamaged, "the book image has a table out of bounds")
        }
        self.bytes = bytes
        offset = range.lowerBound
        count = range.count / size
    }

    /// The element at `index`.
    @inline(__always)
    subscript(index: Int) -> Element {
        precondition(index >= 0 && index < count)
        return bytes.load(offset + index * MemoryLayout<Element>.stride)
    }

    /// Calls `body` with all elements.
    @inline(__always)
    func withSpan<Result, Failure: Error>(
        _ body: (Span<Element>) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        try bytes.withElements(at: offset, count: count, body)
    }

    /// The elements of `range`, copied.
    func elements(in range: Range<Int>) -> [Element] {
        range.map { self[$0] }
    }
}
