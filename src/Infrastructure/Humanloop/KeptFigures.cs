using System.Collections.Concurrent;
using RunEvaluations.Application.Humanloop.Suites;

namespace RunEvaluations.Infrastructure.Humanloop;

/// <summary>
/// Figures by what they were counted from. When there is no more room all are forgotten: counting again is slower, and
/// nothing else.
/// </summary>
internal sealed class KeptFigures
{
    private const int Capacity = 10_000;
    private readonly ConcurrentDictionary<string, ExperimentFigures> figures = new(StringComparer.Ordinal);

    public ExperimentFigures? Find(string key) => figures.GetValueOrDefault(key);

    public void Keep(string key, ExperimentFigures counted)
    {
        if (figures.Count >= Capacity)
            figures.Clear();
        figures[key] = counted;
    }
}
