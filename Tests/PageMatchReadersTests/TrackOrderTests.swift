import PageMatchReaders
import Testing

@Suite struct TrackOrderTests {
    private func sorted(_ names: [String]) -> [String] {
        TrackOrder.naturalOrder(names).map { names[$0] }
    }

    @Test func numbersCountByValue() {
        #expect(
            sorted(["part 10.mp3", "Part 2.mp3", "part 1.mp3"])
                == ["part 1.mp3", "Part 2.mp3", "part 10.mp3"])
        #expect(
            sorted(["cd2/01", "cd10/01", "cd2/2", "cd1/11"]) == [
                "cd1/11", "cd2/01", "cd2/2", "cd10/01",
            ])
    }

    @Test func numbersOfAnyLengthAreCompared() {
        let small = "99999999999999999999999999998"
        let large = "99999999999999999999999999999"
        #expect(sorted([large, "1" + small, small]) == [small, large, "1" + small])
    }

    @Test func equalNamesStayAsTheyCame() {
        #expect(TrackOrder.naturalOrder(["a 01", "A 1", "a 001", "a 0"]) == [3, 0, 1, 2])
        #expect(TrackOrder.naturalOrder([]).isEmpty)
    }

    @Test func aNameComesBeforeTheSameNameWithMore() {
        #expect(
            sorted(["walden 1b", "walden", "walden 1"]) == ["walden", "walden 1", "walden 1b"])
        #expect(sorted(["b", "1", "a", "_"]) == ["1", "_", "a", "b"])
    }

    @Test func discsAndPartsComeOneAfterTheOther() {
        let discs = [
            "Disc 1/01.mp3", "Disc 1/12.mp3", "Disc 2/01.mp3", "Disc 10/01.mp3", "Part 9.mp3",
            "Part 10.mp3",
        ]
        #expect(sorted(discs.reversed()) == discs)
        let flat = ["1-01 a.mp3", "1-12 b.mp3", "2-01 a.mp3", "10-01 a.mp3"]
        #expect(sorted(flat.reversed()) == flat)
        // All of a folder, whatever another one's longer name.
        let folders = ["CD 1/2.mp3", "CD 1/10.mp3", "CD 1 bonus/1.mp3", "CD 2/1.mp3"]
        #expect(sorted(folders.reversed()) == folders)
    }

    @Test func theExtensionIsNoPartOfTheName() {
        #expect(
            sorted(["walden 1.mp3", "walden.mp3", "walden 1.5.mp3", "walden-2.m4b"])
                == ["walden.mp3", "walden 1.mp3", "walden 1.5.mp3", "walden-2.m4b"])
    }
}
