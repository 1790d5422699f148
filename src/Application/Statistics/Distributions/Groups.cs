using RunEvaluations.Domain.Statistics;

namespace RunEvaluations.Application.Statistics.Distributions;

/// <summary>A group: a value for each <see cref="Grouping"/> that was asked for. What was not asked for is null.</summary>
public sealed record GroupKey
{
    public string? Author { get; init; }
    public Guid? EvaluatorId { get; init; }
    public Guid? ExperimentId { get; init; }
    public string? OutputName { get; init; }
    public string? FieldPath { get; init; }

    /// <summary>When the hour, the day or the week begins.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>When it ends, and the next one begins.</summary>
    public DateTimeOffset? Before { get; init; }
}

/// <summary>Puts ratings into groups, and says which evaluations a group has.</summary>
internal sealed class Groups(IReadOnlyList<Grouping>? by)
{
    private static readonly GroupKey All = new();

    private readonly HashSet<Grouping> wanted = [.. by ?? []];

    public bool LooksAtRuns => wanted.Contains(Grouping.Experiment);

    public GroupKey Of(IRatingRow rating)
    {
        if (wanted.Count == 0)
            return All;

        var rater = rating.Rater;
        var (from, before) = TimeOf(rating);
        return new GroupKey
        {
            Author = wanted.Contains(Grouping.Author) ? rater.Author : null,
            EvaluatorId = wanted.Contains(Grouping.Evaluator) ? rater.EvaluatorId : null,
            ExperimentId = wanted.Contains(Grouping.Experiment) ? rating.ExperimentId : null,
            OutputName = wanted.Contains(Grouping.OutputName) ? rating.OutputName : null,
            FieldPath = wanted.Contains(Grouping.FieldPath) ? rating.FieldPath : null,
            From = from,
            Before = before,
        };
    }

    /// <summary>The selection of a group, but for its time: that must not decide which of a rater's values is the latest.</summary>
    public Selection Narrow(Selection all, Guid labelId, GroupKey group)
    {
        var (missing, narrowed) = (new HashSet<Trait>(all.Missing ?? []), all with { LabelIds = [labelId] });
        if (group.Author is not null || group.EvaluatorId is not null)
            narrowed = narrowed with
            {
                Authors = group.Author is { } author ? [author] : null,
                EvaluatorIds = group.EvaluatorId is { } id ? [id] : null,
            };
        Lack(missing, Grouping.Author, Trait.Author, group.Author is null);
        Lack(missing, Grouping.Evaluator, Trait.Evaluator, group.EvaluatorId is null);
        Lack(missing, Grouping.Experiment, Trait.Experiment, group.ExperimentId is null);
        Lack(missing, Grouping.OutputName, Trait.OutputName, group.OutputName is null);
        Lack(missing, Grouping.FieldPath, Trait.FieldPath, group.FieldPath is null);
        return narrowed with
        {
            Runs = group.ExperimentId is { } experiment ? all.Runs with { ExperimentId = experiment } : all.Runs,
            OutputName = group.OutputName ?? all.OutputName,
            FieldPath = group.FieldPath ?? all.FieldPath,
            Missing = missing.Count == 0 ? null : [.. missing.Order()],
        };
    }

    private void Lack(HashSet<Trait> missing, Grouping grouping, Trait trait, bool lacks)
    {
        if (wanted.Contains(grouping) && lacks)
            missing.Add(trait);
    }

    private (DateTimeOffset? From, DateTimeOffset? Before) TimeOf(IRatingRow rating) => this switch
    {
        _ when wanted.Contains(Grouping.Hour) => TimeBucket.Hour.Of(rating.CreatedAt),
        _ when wanted.Contains(Grouping.Day) => TimeBucket.Day.Of(rating.CreatedAt),
        _ when wanted.Contains(Grouping.Week) => TimeBucket.Week.Of(rating.CreatedAt),
        _ => (null, null),
    };
}
