/// A small EPUB, to be changed by a test in the one thing that it is about.
public struct EPUBFixture {
    /// A document of the spine.
    public struct Chapter {
        /// Path from the root of the archive.
        public var path: String
        /// The whole document.
        public var document: String
        /// Attributes of its `itemref`, with a leading space.
        public var reference = ""
        /// Attributes of its manifest `item`, with a leading space.
        public var item = ""

        /// A chapter whose body is `body`.
        public init(_ path: String, body: String) {
            self.path = path
            document = EPUBFixture.document(body: body)
        }

        /// A chapter that is `document`.
        public init(_ path: String, document: String) {
            self.path = path
            self.document = document
        }
    }

    /// The documents to read, in order.
    public var chapters: [Chapter]
    /// What stands in the package's `metadata` element.
    public var metadata = """
        <dc:title>A Small Book</dc:title><dc:creator>Ann Author</dc:creator>
        <dc:language>en</dc:language>
        """
    /// More `item` elements for the manifest.
    public var items = ""
    /// Attributes of the `spine` element, with a leading space.
    public var spine = ""
    /// More `itemref` elements, behind those of the chapters.
    public var references = ""
    /// Path of the package document.
    public var packagePath = "OPS/package.opf"
    /// More files of the archive.
    public var files: [(path: String, text: String)] = []

    /// A book of these chapters; their paths must lie below `OPS/`.
    public init(_ chapters: [Chapter]) { self.chapters = chapters }

    /// A book of one chapter whose body is `body`.
    public init(body: String) { self.init([Chapter("OPS/one.xhtml", body: body)]) }

    /// An XHTML document.
    public static func document(body: String) -> String {
        """
        <?xml version="1.0" encoding="UTF-8"?>
        <!DOCTYPE html>
        <html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops">
        <head><title>Not text</title></head>
        <body>\(body)</body>
        </html>
        """
    }

    /// The package document.
    public var package: String {
        let items = chapters.enumerated().map { index, chapter in
            let href =
                chapter.path.hasPrefix("OPS/") ? String(chapter.path.dropFirst(4)) : chapter.path
            return """
                <item id="c\(index)" href="\(href)" media-type="application/xhtml+xml"\(chapter.item)/>
                """
        }
        let references = chapters.enumerated().map { index, chapter in
            "<itemref idref=\"c\(index)\"\(chapter.reference)/>"
        }
        return """
            <?xml version="1.0" encoding="UTF-8"?>
            <package xmlns="http://www.idpf.org/2007/opf" version="3.0">
            <metadata xmlns:dc="http://purl.org/dc/elements/1.1/"
              xmlns:opf="http://www.idpf.org/2007/opf">\(metadata)</metadata>
            <manifest>\(items.joined())\(self.items)</manifest>
            <spine\(spine)>\(references.joined())\(self.references)</spine>
            </package>
            """
    }

    /// The file.
    public var bytes: [UInt8] {
        var zip = ZipWriter()
        zip.add("mimetype", "application/epub+zip")
        zip.add(
            "META-INF/container.xml",
            """
            <?xml version="1.0"?>
            <container xmlns="urn:oasis:names:tc:opendocument:xmlns:container" version="1.0">
            <rootfiles><rootfile full-path="\(packagePath)"
              media-type="application/oebps-package+xml"/></rootfiles></container>
            """)
        zip.add(packagePath, package)
        for chapter in chapters { zip.add(chapter.path, chapter.document) }
        for file in files { zip.add(file.path, file.text) }
        return zip.finished()
    }
}
