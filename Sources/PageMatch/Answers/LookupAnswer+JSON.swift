extension LookupAnswer {
    /// The answer as one line of JSON, UTF-8: byte for byte what ``Swift/Encodable/jsonText(pretty:)`` gives,
    /// and a newline.
    ///
    /// Answers are what a stream of lookups writes, thousands in a second: for them alone it is worth not to
    /// go through `Codable`, which takes as long as a lookup.
    ///
    /// - Complexity: O(bytes).
    package var jsonLine: [UInt8] {
        var json = JSONWriter()
        write(to: &json)
        json.endLine()
        return json.bytes
    }

    private func write(to json: inout JSONWriter) {
        json.object { json in
            json.field("agreement", agreement)
            json.field("alternatives", alternatives, each: { $0.write(to: &$1) })
            json.field("book", book)
            json.field("boxes", boxes, each: { $0.write(to: &$1) })
            json.field("confidence", confidence)
            json.field("elapsed", elapsed)
            json.field("error", error) { $0.write(to: &$1) }
            json.field("id", id)
            json.field("image", image) { $0.write(to: &$1) }
            json.field("nearest", nearest) { $0.write(to: &$1) }
            json.field("parts", parts, each: { $0.write(to: &$1) })
            json.field("quote", quote) { $0.write(to: &$1) }
            json.field("status", status.rawValue)
            json.field("text", text) { $0.write(to: &$1) }
            json.field("time", time) { $0.write(to: &$1) }
            json.field("track", track) { $0.write(to: &$1) }
            json.field("words", words) { $0.write(to: &$1) }
        }
    }
}

// Keys are sorted, as everywhere.

extension TimeAnswer {
    fileprivate func write(to json: inout JSONWriter) {
        json.object { json in
            json.field("end", end)
            json.field("estimated", estimated)
            json.field("precision", precision)
            json.field("resume", resume)
            json.field("start", start)
        }
    }
}

extension TrackAnswer {
    fileprivate func write(to json: inout JSONWriter) {
        json.object { json in
            json.field("chapter", chapter)
            json.field("end", end)
            json.field("name", name)
            json.field("number", number)
            json.field("precision", precision)
            json.field("start", start)
        }
    }
}

extension NearestAnswer {
    fileprivate func write(to json: inout JSONWriter) {
        json.object { json in
            json.fieldOrNull("after", after) { $0.write(to: &$1) }
            json.fieldOrNull("before", before) { $0.write(to: &$1) }
        }
    }
}

extension MomentAnswer {
    fileprivate func write(to json: inout JSONWriter) {
        json.object { json in
            json.field("time", time)
            json.field("track", track) { track, json in
                json.object { json in
                    json.field("number", track.number)
                    json.field("start", track.start)
                }
            }
        }
    }
}

extension TextAnswer {
    fileprivate func write(to json: inout JSONWriter) {
        json.object { json in
            json.field("end", end)
            json.field("section", section)
            json.field("start", start)
            json.field("title", title)
        }
    }
}

extension WordsAnswer {
    fileprivate func write(to json: inout JSONWriter) {
        json.object { json in
            json.field("end", end)
            json.field("start", start)
        }
    }
}

extension QuoteAnswer {
    fileprivate func write(to json: inout JSONWriter) {
        json.object { json in
            json.field("after", after)
            json.field("before", before)
            json.field("match", match)
        }
    }
}

extension Scan.Box {
    fileprivate func write(to json: inout JSONWriter) {
        json.object { json in
            json.field("height", height)
            json.field("width", width)
            json.field("x", x)
            json.field("y", y)
        }
    }
}

extension Scan.Size {
    fileprivate func write(to json: inout JSONWriter) {
        json.object { json in
            json.field("height", height)
            json.field("width", width)
        }
    }
}

extension ErrorAnswer.Details {
    fileprivate func write(to json: inout JSONWriter) {
        json.object { json in
            json.field("code", code)
            json.field("exit", Int(exit))
            json.field("file", file)
            json.field("hint", hint)
            json.field("line", line)
            json.field("message", message)
        }
    }
}
