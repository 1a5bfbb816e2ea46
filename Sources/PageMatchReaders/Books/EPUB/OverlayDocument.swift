import PageMatchCore

/// One media overlay: the fragments that a SMIL document times, collected as it is parsed.
///
/// It stops where elements are nested beyond ``BookLimits/elementDepth``.
final class OverlayDocument: MarkupReceiver {
    /// The fragments, in the document's order.
    private(set) var overlays: [MediaOverlay] = []
    /// How many there were that have sound, but no text of this book or no time.
    private(set) var strays = 0

    /// Indices of the book's sections by their paths in lower case.
    private let sections: [String: Int]
    private var texts: References
    private var sounds: References
    private var depth = 0
    /// The fragment whose parts are being read.
    private var fragment: Fragment?

    /// No fragments yet.
    ///
    /// - Parameters:
    ///   - path: The document's path, which references are relative to.
    ///   - sections: Indices of the book's sections by their paths in lower case.
    init(path: String, sections: [String: Int]) {
        self.sections = sections
        texts = References(base: path)
        sounds = References(base: path)
    }

    /// What is known of a `par`; of equal parts the first counts.
    private struct Fragment {
        /// How many elements are open within it and around, itself included.
        let depth: Int
        var text: (section: Int?, element: String?)?
        var sound: (file: String?, times: (from: TrackTime, to: TrackTime?)?)?
    }

    override func begin(_ tag: borrowing StartTag) {
        guard depth < BookLimits.elementDepth else { return isStopped = true }
        depth += 1
        switch tag.name {
        case "par":
            endFragment()
            fragment = Fragment(depth: depth)
        case "text" where fragment?.text == nil: fragment?.text = place(tag["src"])
        case "audio" where fragment?.sound == nil:
            fragment?.sound = (sounds.resolve(tag["src"])?.path, times(of: tag))
        default: break
        }
    }

    override func end() {
        guard !isStopped else { return }
        if depth == fragment?.depth { endFragment() }
        depth -= 1
    }

    private func endFragment() {
        defer { fragment = nil }
        // Text without sound is what a reading system may speak itself.
        guard let fragment, let sound = fragment.sound else { return }
        guard let section = fragment.text?.section, let file = sound.file, let times = sound.times
        else {
            strays += 1
            return
        }
        let element = fragment.text?.element
        // Parts of one sentence that are read without a pause are one fragment.
        if let last = overlays.last, last.to == times.from, last.section == section,
            last.element == element, last.audio == file
        {
            overlays[overlays.count - 1].to = times.to
            return
        }
        overlays.append(
            MediaOverlay(
                section: section, element: element, audio: file, from: times.from, to: times.to))
        if overlays.count > BookLimits.overlays { isStopped = true }
    }

    private func place(_ source: ArraySlice<UInt8>?) -> (section: Int?, element: String?) {
        guard let place = texts.resolve(source) else { return (nil, nil) }
        if texts.section == nil { texts.section = .some(sections[place.path.lowercased()]) }
        let element = place.fragment.flatMap { $0.isEmpty ? nil : $0 }
        return (texts.section ?? nil, element)
    }

    private func times(of audio: borrowing StartTag) -> (from: TrackTime, to: TrackTime?)? {
        var from = TrackTime(milliseconds: 0)
        if let begin = audio["clipbegin"] ?? audio["clip-begin"] {
            guard let time = ClockValue.time(begin) else { return nil }
            from = time
        }
        guard let end = audio["clipend"] ?? audio["clip-end"] else { return (from, nil) }
        guard let time = ClockValue.time(end), time >= from else { return nil }
        return (from, time)
    }
}

/// References of one document, thousands of which lead one after the other to the same file.
private struct References {
    private let base: String
    /// The file that the last reference named, as it was written, and where it is.
    private var file: [UInt8] = []
    private var path: String?
    /// Which section the file is, once that was looked up; `.some(nil)` for none.
    var section: Int??

    init(base: String) { self.base = base }

    mutating func resolve(_ source: ArraySlice<UInt8>?) -> EPUBPath.Target? {
        guard let source else { return nil }
        let file = source.prefix { $0 != 0x23 }
        let fragment = source.dropFirst(file.count)
        // Anything but a plain reference takes the long way.
        if fragment.contains(where: { $0 == 0x25 || $0.isASCIISpace }) {
            let target = EPUBPath.resolve(String(decoding: source, as: UTF8.self), from: base)
            self.file = []
            path = nil
            section = nil
            return target
        }
        if path == nil || !file.elementsEqual(self.file) {
            self.file = Array(file)
            path = EPUBPath.resolve(String(decoding: file, as: UTF8.self), from: base)?.path
            section = nil
        }
        return path.map {
            EPUBPath.Target(
                path: $0,
                fragment: fragment.isEmpty
                    ? nil : String(decoding: fragment.dropFirst(), as: UTF8.self))
        }
    }
}
