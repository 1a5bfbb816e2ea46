import PageMatchCore
import TestSupport
import Testing

@testable import PageMatchReaders

@Suite struct BookTextTests {
    private func text(_ body: String) throws -> String {
        try BookReader.read(EPUBFixture(body: body).bytes, name: nil).sections[0].text
    }

    static let bodies: [(String, String, String)] = [
        ("blocks end in a newline", "<div><p>a</p>b<p>c</p></div>", "a\nb\nc\n"),
        ("white space collapses", "<p>\n  a \t b\n</p>\n<p> c</p>", "a b\nc\n"),
        ("inline elements never part words", "<p>un<em>believ</em>able</p>", "unbelievable\n"),
        ("a drop cap joins its word", "<p><span class='dropcap'>T</span>HE end</p>", "THE end\n"),
        ("white space between inline elements stays", "<p><b>a</b> <i>b</i></p>", "a b\n"),
        ("white space at an element's edge counts once", "<p>a <b> b</b></p>", "a b\n"),
        ("a line break is a newline", "<p>a<br/>b<br/><br/>c</p>", "a\nb\nc\n"),
        (
            "scripts and styles are left out",
            "<p>a<script>x &lt; y</script><style>p{}</style>b</p>", "ab\n"
        ),
        (
            "hidden elements are left out",
            "<p hidden='hidden'>a</p><p style='display: none'>b</p>"
                + "<p style='Display:None'>b</p><p style='DISPLAY : NONE'>b</p>c", "c\n"
        ),
        ("templates are left out", "<template><p>a</p></template><p>b</p>", "b\n"),
        ("ruby keeps its base", "<p><ruby>漢<rp>(</rp><rt>kan</rt><rp>)</rp></ruby>字</p>", "漢字\n"),
        ("soft hyphens and fixed spaces stay", "<p>a\u{AD}b\u{A0}c</p>", "a\u{AD}b\u{A0}c\n"),
        ("pictures are no text", "<p>a<img src='x' alt='picture'/>b</p>", "ab\n"),
        (
            "cells are parted",
            "<table><tr><td>a</td><td>b</td></tr><tr><th>c</th><td>d</td></tr></table>",
            "a b\nc d\n"
        ),
        ("list items are blocks", "<ul><li>a</li><li>b</li></ul>", "a\nb\n"),
        ("CDATA is text", "<p>a<![CDATA[ <b> & ]]>c</p>", "a <b> & c\n"),
        ("comments leave no trace", "<p>a<!-- x\n -- y -->b</p>", "ab\n"),
        (
            "references to notes are left out",
            "<p>word<a epub:type='noteref' href='#n'>1</a>, <a role='doc-noteref' href='#n'>*</a>"
                + "on<sup><a href='#n'>2</a></sup> m<sup>2</sup></p>",
            "word, on m2\n"
        ),
        (
            "notes move behind the running text",
            "<p>One</p><aside epub:type='footnote' id='n'><p>A note.</p></aside><p>two.</p>"
                + "<aside role='doc-endnote'>Another.</aside>",
            "One\ntwo.\nA note.\nAnother.\n"
        ),
        (
            "a note within a line moves too",
            "<p>One <span epub:type='footnote'>note</span>two.</p>", "One two.\nnote\n"
        ),
        (
            "what Project Gutenberg adds is left out",
            "<section class='pg-boilerplate pgheader' id='pg-header'><p>eBook</p></section><p>a</p>",
            "a\n"
        ),
    ]

    @Test("text is extracted as it is read", arguments: bodies)
    func extraction(rule: String, body: String, expected: String) throws {
        #expect(try text(body + "<p>.</p>") == endingNotes(expected), "\(rule)")
    }

    /// The last paragraph keeps a body from being empty; notes stand behind it.
    private func endingNotes(_ text: String) -> String {
        for notes in ["A note.\nAnother.\n", "note\n"] where text.hasSuffix("\n" + notes) {
            return String(text.dropLast(notes.count)) + ".\n" + notes
        }
        return text + ".\n"
    }

    @Test func aPictureBookPageWithSVGHasNoText() throws {
        let svg =
            "<svg xmlns='http://www.w3.org/2000/svg'><title>t</title><text>x</text></svg><p>a</p>"
        #expect(try text(svg) == "a\n")
    }
}
