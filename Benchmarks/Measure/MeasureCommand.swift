internal import ArgumentParser

/// Measures the engine from inside, on texts that are not part of the project.
@main
struct MeasureCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "Measure", abstract: "Measures the engine from inside.",
        subcommands: [
            AccuracyCommand.self, AlignmentCommand.self, EquivalencesCommand.self,
            GateCommand.self, IndexCommand.self, KernelsCommand.self, LimitsCommand.self,
            PagesCommand.self,
            ReferenceCommand.self, ScaleCommand.self, SimilarityCommand.self, StagesCommand.self,
            TimesCommand.self,
            WordsCommand.self,
        ])
}
