#if Service
    internal import Hummingbird
    internal import PageMatchLibrary

    /// What goes wrong, as clients read it: problem details after RFC 9457, and the fields that
    /// all doors of the project have.
    struct Problem: Encodable {
        /// The phrase of the status tells the kind of problem; ``code`` tells more.
        var type = "about:blank"
        var title: String
        var status: Int
        var detail: String
        var code: String
        var file: String?
        var line: Int?
        var hint: String?

        /// The problem of a request that failed.
        init(_ error: PageMatchError, status: HTTPResponse.Status) {
            title = status.reasonPhrase
            self.status = status.code
            detail = error.message
            code = error.code.rawValue
            line = error.line
            // Where this machine keeps its files, and what to type here, is no client's business.
            guard status.kind != .serverError else { return }
            file = error.file
            hint = error.hint.flatMap { $0.contains("pagematch ") ? nil : $0 }
        }
    }

    extension PageMatchError {
        /// The status with which a request fails.
        var status: HTTPResponse.Status {
            switch code {
            case .usage: .badRequest
            case .bookNotFound, .sectionNotFound: .notFound
            case .idTaken: .conflict
            case .tooLarge: .contentTooLarge
            case .unknownFormat, .malformed, .encrypted, .empty, .wrongKind, .countMismatch,
                .unrelated, .badQuery:
                .unprocessableContent
            case .libraryLocked, .cancelled: .serviceUnavailable
            // What lies on this side of the door is not the client's fault.
            case .cannotOpen, .toolMissing, .cannotWrite, .io, .imageDamaged, .imageVersion,
                .libraryForeign, .libraryDamaged, .libraryNewer, .internal:
                .internalServerError
            }
        }
    }
#endif
