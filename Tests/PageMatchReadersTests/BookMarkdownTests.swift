import PageMatchCore
import TestSupport
import Testing

@testable import PageMatchReaders

@Suite struct BookMarkdownTests {
    private func read(_ markdown: String) throws -> Book {
        try BookReader.read(Array(markdown.utf8), name: "book.md")
    }

    @Test func headingsOpenSections() throws {
        let book = try read(
            "A word before.\n\n# One #\n\nText of\none.\n\nTwo\n===\nMore.\n\n\n### Three\n\nEnd.\n"
        )
        #expect(book.sections.map(\.name) == ["section-1", "section-2", "section-3", "section-4"])
        #expect(book.sections.map(\.title) == [nil, "One", "Two", "Three"])
        #expect(
            book.sections.map(\.text) == [
                "A word before.\n", "One\nText of one.\n", "Two\nMore.\n", "Three\nEnd.\n",
            ])
    }

    @Test func theFirstHeadingsMayStateTheMetadata() throws {
        let book = try read(
            "# Title: Walden\n\n## Author: Henry David Thoreau\n\n## Year: 1854\n\n-------\n\n##  Economy \n\nWhen I\n"
        )
        #expect(book.title == "Walden")
        #expect(book.authors == ["Henry David Thoreau"])
        #expect(book.sections.map(\.text) == ["Economy\nWhen I\n"])
    }

    @Test func frontMatterStatesTheMetadata() throws {
        let book = try read(
            "---\ntitle: \"A Book\"\nauthors:\n  - Ann Author\n  - Bob Both\nlang: en-GB\n---\n\nText.\n"
        )
        #expect(book.title == "A Book")
        #expect(book.authors == ["Ann Author", "Bob Both"])
        #expect(book.language == "en-GB")
        #expect(book.sections[0].text == "Text.\n")
    }

    @Test func theOnlyFirstHeadingIsTheTitle() throws {
        #expect(try read("# A Book\n\n## One\n\nx\n\n## Two\n\ny\n").title == "A Book")
        #expect(try read("# One\n\nx\n\n# Two\n\ny\n").title == nil)
    }

    static let spans: [(String, String)] = [
        ("_through_ and **bold** and ***both***", "through and bold and both"),
        ("snake_case_name and 2 * 3 * 4", "snake_case_name and 2 * 3 * 4"),
        ("**bo*th*** un*believ*able", "both unbelievable"),
        ("a [link](http://x.y/(z) \"t\") and [two][ref] and [none]", "a link and two and [none]"),
        ("an ![image](a.png) here", "an here"),
        ("`code *kept*` and ``a ` b``", "code *kept* and a ` b"),
        ("\\*escaped\\* \\[x\\]", "*escaped* [x]"),
        ("&amp; &mdash; &eacute; &c.", "& — é &c."),
        ("a <b>tag</b> and <http://x.y> 3 < 4", "a tag and http://x.y 3 < 4"),
        ("one<br>two", "one two"),
        ("text <!-- gone --> here", "text here"),
        ("a note[^1] here", "a note here"),
        ("~~struck~~ and ~ tilde", "struck and ~ tilde"),
        ("hard  \nbreak\\\nagain", "hard\nbreak\nagain"),
        ("un_matched *and `open [too", "un_matched *and `open [too"),
        ("“*quoted*” and —_dashed_—", "“quoted” and —dashed—"),
    ]

    @Test("inline marks are taken out", arguments: spans)
    func inline(markdown: String, text: String) throws {
        #expect(try read("# H\n\n" + markdown + "\n").sections[0].text == "H\n" + text + "\n")
    }

    @Test func blockMarksAreTakenOff() throws {
        let book = try read(
            """
            # H

            > A quote
            > > of two lines

            - one
            * two
            + three

            ***

            | a | b |
            |---|---|

            ```swift
            let *code* = 1
            ```
            <!-- a
            comment -->
            [ref]: http://x.y "title"
            [^1]: A note.

            End.
            """)
        #expect(
            book.sections[0].text
                == "H\nA quote of two lines\none\ntwo\nthree\n| a | b |\nlet *code* = 1\nEnd.\nA note.\n"
        )
    }

    @Test func runsPointIntoTheFile() throws {
        let markdown = "# Él\r\n\r\nAn *old*  \\*word\r\n> quoted &amp; [linked](u)\r\nend\r\n"
        let file = Array(markdown.utf8)
        let section = try read(markdown).sections[0]
        let text = Array(section.text.utf8)
        #expect(section.text == "Él\nAn old *word quoted & linked end\n")
        for (index, run) in section.source.runs.enumerated() {
            #expect(run.element == nil)
            let end =
                index + 1 < section.source.runs.count
                ? section.source.runs[index + 1].textOffset : text.count - 1
            let source = file[run.sourceOffset...].prefix(end - run.textOffset)
            for (byte, original) in zip(text[run.textOffset..<end], source) {
                let isSpace = original == 0x20 || original == 0x0D || original == 0x0A
                #expect(byte == original || (isSpace && (byte == 0x20 || byte == 0x0A)))
            }
        }
    }

    @Test(
        "hostile text takes linear time", .timeLimit(.minutes(5)),
        arguments: [
            "[", "![", "*", "*a ", "_a *b", "`", "``a`", "<a", "<!--", "[a](", "![a](", "[^", "> ",
            "&a", "\\",
        ])
    func hostile(unit: String) throws {
        _ = try read("# H\n\nx" + String(repeating: unit, count: 40_000))
    }
}
