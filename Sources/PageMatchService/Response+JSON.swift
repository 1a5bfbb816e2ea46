#if Service
    internal import Hummingbird
    internal import PageMatchLibrary

    extension Response {
        /// A response whose body is a value as JSON, and a newline.
        ///
        /// - Throws: `internal` for a value that JSON can't hold.
        init(
            json value: some Encodable, status: HTTPResponse.Status = .ok,
            type: String = "application/json"
        ) throws(PageMatchError) {
            let text = try value.jsonText() + "\n"
            self.init(
                status: status, headers: [.contentType: type],
                body: ResponseBody(byteBuffer: ByteBuffer(string: text)))
        }
    }
#endif
