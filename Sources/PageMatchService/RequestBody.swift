#if Service
    internal import Hummingbird
    internal import PageMatchLibrary

    extension LookupQuery {
        /// No page has more: of a longer body the rest is not read.
        static let maximumBody = 1 << 20

        /// What to send instead of a photo, or of anything that is no page.
        fileprivate static let pagesAreText =
            "send one page a request: what OCR reads on it, as text or as its file (TSV, hOCR, ALTO …); "
            + "photos themselves are read by the command line, lookup PHOTO"

        /// Reads the body of a request: a query as a JSON object, or the text of a page, told
        /// apart by content.
        ///
        /// - Throws: `tooLarge`, `badQuery`, or `wrongKind` for photos and files that are no text.
        init(body request: Request) async throws {
            // Before it is read, and found to be too large.
            if let type = request.headers[.contentType], type.lowercased().hasPrefix("image/") {
                throw PageMatchError(
                    .wrongKind, "this is a picture (\(type)), not text", hint: Self.pagesAreText)
            }
            let bytes = try await request.bytes(limit: Self.maximumBody)
            let isJSON = request.headers[.contentType]?.hasPrefix("application/json") ?? false
            if isJSON || Self.isObject(bytes) {
                try self.init(parsing: bytes)
            } else {
                do {
                    self.init(try Page(bytes))
                } catch {
                    var error = error
                    if error.code == .wrongKind { error.hint = Self.pagesAreText }
                    throw error
                }
            }
        }

        /// Whether bytes begin like a JSON object, as no page does.
        private static func isObject(_ bytes: [UInt8]) -> Bool {
            let start = bytes.lazy.filter { !" \t\r\n".utf8.contains($0) }.prefix(2)
            return start.elementsEqual(#"{""#.utf8) || start.elementsEqual("{}".utf8)
        }
    }

    extension Request {
        /// The bytes of the body.
        ///
        /// - Throws: `tooLarge` as soon as it is known that there are more than `limit`.
        fileprivate func bytes(limit: Int) async throws -> [UInt8] {
            let tooLarge = PageMatchError(
                .tooLarge, "the body is larger than \(limit >> 20) MiB",
                hint: LookupQuery.pagesAreText)
            if let length = headers[.contentLength].flatMap({ Int($0) }), length > limit {
                throw tooLarge
            }
            do {
                return Array(buffer: try await body.collect(upTo: limit))
            } catch let error as any HTTPResponseError where error.status == .contentTooLarge {
                throw tooLarge
            }
        }
    }
#endif
