internal import PageMatch
internal import PageMatchReaders

extension Page {
    /// The page with its boxes turned as a picture must be to stand upright.
    func turned(_ orientation: Orientation) -> Page {
        guard orientation != .upright, var scan else { return self }
        let stored = scan.size
        for index in scan.words.indices {
            scan.words[index].box = scan.words[index].box.turned(orientation, in: stored)
        }
        if orientation.swapsSides {
            scan.size = Scan.Size(width: stored.height, height: stored.width)
        }
        return Page(text, scan: scan)
    }

    /// The page with its boxes in pixels of a picture that may have another size, none beyond it.
    func placed(in size: Scan.Size) -> Page {
        guard var scan, scan.size.width > 0, scan.size.height > 0 else { return self }
        let across = Double(size.width) / Double(scan.size.width)
        let down = Double(size.height) / Double(scan.size.height)
        for index in scan.words.indices {
            let box = scan.words[index].box
            scan.words[index].box = Scan.Box(
                x: Int(Double(box.x) * across), y: Int(Double(box.y) * down),
                width: Int((Double(box.width) * across).rounded(.up)),
                height: Int((Double(box.height) * down).rounded(.up))
            ).clamped(to: size)
        }
        scan.size = size
        return Page(text, scan: scan)
    }
}

extension Scan.Box {
    /// The part of the box that lies in a picture.
    fileprivate func clamped(to size: Scan.Size) -> Scan.Box {
        let (left, right) = (min(max(0, x), size.width), min(max(0, x + width), size.width))
        let (top, bottom) = (min(max(0, y), size.height), min(max(0, y + height), size.height))
        return Scan.Box(x: left, y: top, width: right - left, height: bottom - top)
    }

    /// Where the box is once the picture, of size `stored`, stands upright.
    fileprivate func turned(_ orientation: Orientation, in stored: Scan.Size) -> Scan.Box {
        let fromRight = stored.width - x - width
        let fromBottom = stored.height - y - height
        return switch orientation {
        case .upright: self
        case .mirrored: Scan.Box(x: fromRight, y: y, width: width, height: height)
        case .upsideDown: Scan.Box(x: fromRight, y: fromBottom, width: width, height: height)
        case .mirroredUpsideDown: Scan.Box(x: x, y: fromBottom, width: width, height: height)
        case .mirroredTurnedLeft: Scan.Box(x: y, y: x, width: height, height: width)
        case .turnedLeft: Scan.Box(x: fromBottom, y: x, width: height, height: width)
        case .mirroredTurnedRight:
            Scan.Box(x: fromBottom, y: fromRight, width: height, height: width)
        case .turnedRight: Scan.Box(x: y, y: fromRight, width: height, height: width)
        }
    }
}
