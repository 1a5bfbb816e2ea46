/// One valid file of each format that is neither JSON nor WebVTT or SRT.
let textTranscriptSamples: [(format: String, content: String)] = [
    (
        "LRC",
        """
        [by:whisper.cpp]
        [la:en]
        [125:01.00]Call me Ishmael.
        [125:02.50]<125:02.50>Some <125:02.90>years <125:03.20>ago<125:03.60>
        [125:04.00]
        """
    ),
    (
        "Whisper text",
        """
        [00:01.000 --> 00:02.500]  Call me Ishmael.
        [00:03.250 --> 00:04.000]  Some years ago
        """
    ),
    (
        "SBV",
        """
        0:00:01.000,0:00:02.500
        Call me[br]Ishmael.

        0:00:03.250,0:00:04.000
        Some years ago
        """
    ),
    (
        "CTM",
        """
        ;; a comment
        moby 1 1.00 0.40 Call 0.98
        moby 1 1.40 0.60 me 0.99
        moby 1 2.00 0.50 Ishmael
        """
    ),
    (
        "TTML",
        """
        <?xml version="1.0" encoding="UTF-8"?>
        <tt xmlns="http://www.w3.org/ns/ttml" xmlns:ttp="http://www.w3.org/ns/ttml#parameter"
            xml:lang="en" ttp:frameRate="25">
        <head><metadata><title>Not read</title></metadata></head>
        <body><div>
        <p begin="00:00:01.000" end="00:00:02.500">Call me<br/>Ishmael.</p>
        <p begin="3.25s" dur="750ms"><span begin="0s" end="300ms">Some</span>
        <span begin="300ms">years</span> ago</p>
        </div></body></tt>
        """
    ),
    (
        "CSV",
        """
        start,end,speaker,text
        1000,2500,"Ishmael","Call me, ""Ishmael""."
        3250,4000,"","Some
        years ago"
        """
    ),
    ("TSV", "start\tend\ttext\n1000\t2500\tCall me Ishmael.\n3250\t4000\t\"Some years ago\n"),
    (
        "TextGrid",
        #"""
        File type = "ooTextFile"
        Object class = "TextGrid"

        xmin = 0
        xmax = 4
        tiers? <exists>
        size = 2
        item []:
            item [1]:
                class = "IntervalTier"
                name = "words"
                xmin = 0
                xmax = 4
                intervals: size = 3
                intervals [1]:
                    xmin = 0
                    xmax = 1
                    text = ""
                intervals [2]:
                    xmin = 1
                    xmax = 2.5
                    text = "Call"
                intervals [3]:
                    xmin = 2.5
                    xmax = 4
                    text = "me ""Ishmael"""
            item [2]:
                class = "TextTier"
                name = "bells"
                xmin = 0
                xmax = 4
                points: size = 1
                points [1]:
                    number = 1.5
                    mark = "H*"
        """#
    ),
    (
        "podcast HTML",
        """
        <cite>Ishmael:</cite> <time>0:01</time>
        <p>Call me Ishmael.</p>
        <cite>Ahab:</cite> <time>0:03</time>
        <p>Some years ago</p>
        """
    ),
]

/// Every sample there is.
let allTranscriptSamples =
    transcriptSamples + textTranscriptSamples + serviceTranscriptSamples
