internal import ArgumentParser
internal import Foundation
internal import PageMatchWorkloads

/// Does each stage that benchmarks time, and checks its answers.
struct StagesCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "stages",
        abstract: "Does each stage of the benchmarks, and fails when an answer is wrong.",
        discussion: """
            The stages are those that `swift package benchmark` times in the folder Benchmarks, of the \
            same texts (PAGEMATCH_BOOK, PAGEMATCH_OTHER_BOOK, else made ones); here they share a \
            process, and the quickest round is told.
            """)

    @Option(help: "Only stages whose name has this in it.")
    var only: String?
    @Option(help: "How many rounds of each.")
    var rounds = 3

    func validate() throws {
        guard rounds > 0 else { throw ValidationError("there is one round at least") }
    }

    func run() async throws {
        let stages = Stage.all.filter { stage in only.map { stage.name.contains($0) } ?? true }
        guard !stages.isEmpty else {
            throw ValidationError("no stage has “\(only ?? "")” in its name")
        }
        let workload = try await Workload()
        print("| stage | quickest ms | a second |")
        print("|---|---|---|")
        var failed: [String] = []
        let clock = ContinuousClock()
        for stage in stages {
            let round = try await stage.prepare(workload)
            var best = Double.infinity
            var wrong = 0
            for _ in 0..<rounds {
                let start = clock.now
                let isRight: Bool
                switch round.work {
                case .here(let run): isRight = try run()
                case .elsewhere(let run): isRight = try await run()
                }
                best = min(best, start.duration(to: clock.now) / .seconds(1))
                if !isRight { wrong += 1 }
            }
            if wrong > rounds * stage.wrongAllowed / 100 { failed.append(stage.name) }
            print(
                "| \(stage.name) | "
                    + String(
                        format: "%.3f | %.0f %@ |", best * 1000, Double(round.amount) / best,
                        stage.unit))
        }
        guard failed.isEmpty else {
            throw ValidationError("wrong answers: \(failed.joined(separator: "; "))")
        }
    }
}
