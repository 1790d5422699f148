using System.Collections.Concurrent;
using RunEvaluations.Application.Humanloop.Suites;

namespace RunEvaluations.Infrastructure.Humanloop;

/// <summary>
/// The latest figures of experiments. When there is no more room all are forgotten: counting again is slower, and nothing
/// else.
/// </summary>
internal sealed class KeptFigures
{
    private const int Capacity = 10_000;
    private readonly ConcurrentDictionary<string, StampedFigures> figures = new(StringComparer.Ordinal);

    public StampedFigures? Find(string key) => figures.GetValueOrDefault(key);

    public void Keep(string key, StampedFigures counted)
    {
        if (figures.Count >= Capacity && !figures.ContainsKey(key))
            figures.Clear();
        figures[key] = counted;
    }
}

/// <summary>Figures, and what there was when they were counted.</summary>
/// <param name="Changes">How often the experiment had changed.</param>
/// <param name="Corrections">Which evaluations of the account had been corrected: a sum of hashes.</param>
/// <param name="OwnCorrections">Which of the experiment's own.</param>
/// <param name="Figures">The figures.</param>
internal sealed record StampedFigures(long Changes, decimal Corrections, decimal OwnCorrections, ExperimentFigures Figures);
