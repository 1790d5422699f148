using RunEvaluations.Application.Statistics;
using RunEvaluations.Domain.Statistics;

namespace RunEvaluations.Api.Statistics;

/// <summary>Which evaluations are looked for: as JSON in the query of a search, and in the links of figures.</summary>
public sealed record SearchRequest : LabelledEvaluationsRequest
{
    /// <summary>Values from this one.</summary>
    public double? MinValue { get; init; }

    /// <summary>Values up to this one, which is included.</summary>
    public double? MaxValue { get; init; }

    /// <summary>Whether only the latest of each rater for a target is listed: those that figures count.</summary>
    public bool? Counted { get; init; }

    /// <summary>Of those that are counted, what was recorded at this time or later.</summary>
    public DateTimeOffset? CountedFrom { get; init; }

    /// <summary>Of those that are counted, what was recorded before this time.</summary>
    public DateTimeOffset? CountedBefore { get; init; }

    /// <summary>Only targets that so many raters of the selection have judged: counts the latest of each alone.</summary>
    public int? MinRaters { get; init; }

    /// <summary>Only targets that each of these raters has judged: counts the latest of each alone.</summary>
    public IReadOnlyList<RaterRequest>? RatedBy { get; init; }

    /// <summary>And that they judged at this time or later.</summary>
    public DateTimeOffset? RatedFrom { get; init; }

    /// <summary>And that they judged before this time.</summary>
    public DateTimeOffset? RatedBefore { get; init; }

    /// <summary>Only targets of which the raters besides rated_by are not divided: one value was given most often.</summary>
    public bool? Decided { get; init; }

    /// <summary>Only runs that have a counterpart there.</summary>
    public CounterpartsRequest? PairedWith { get; init; }

    /// <summary>Instead of run_ids in links: a list of runs that was too long for one.</summary>
    public Guid? KeptRunIds { get; init; }

    internal EvaluationSearch ToSearch() => new()
    {
        Selection = WithKept(ToSelection()),
        MinValue = MinValue,
        MaxValue = MaxValue,
        Counted = Counted ?? false,
        CountedFrom = CountedFrom,
        CountedBefore = CountedBefore,
        MinRaters = MinRaters,
        RatedBy = RatedBy?.Select(rater => new Rater(rater.Author, rater.EvaluatorId)).ToList(),
        RatedFrom = RatedFrom,
        RatedBefore = RatedBefore,
        Decided = Decided ?? false,
        PairedWith = PairedWith is { } others ? new Counterparts(others.Key, others.ToRuns() with { KeptIds = others.KeptRunIds }) : null,
    };

    private Selection WithKept(Selection selection) =>
        selection with { Runs = selection.Runs with { KeptIds = KeptRunIds } };

    internal static SearchRequest Of(EvaluationSearch search)
    {
        var (selection, runs) = (search.Selection, search.Selection.Runs);
        return new SearchRequest
        {
            EvaluationLabelId = selection.LabelIds is [var only] ? only : null,
            EvaluationLabelIds = selection.LabelIds is [_] ? null : selection.LabelIds,
            RunIds = runs.KeptIds is null ? runs.Ids : null,
            KeptRunIds = runs.KeptIds,
            ExperimentId = runs.ExperimentId,
            RunStatus = runs.Status,
            RunCreatedFrom = runs.CreatedFrom,
            RunCreatedBefore = runs.CreatedBefore,
            RunMetadata = runs.Metadata,
            Authors = selection.Authors,
            EvaluatorIds = selection.EvaluatorIds,
            OutputName = selection.OutputName,
            FieldPath = selection.FieldPath,
            Missing = selection.Missing,
            CreatedFrom = selection.CreatedFrom,
            CreatedBefore = selection.CreatedBefore,
            AsOf = selection.AsOf,
            MinValue = search.MinValue,
            MaxValue = search.MaxValue,
            Counted = search.Counted ? true : null,
            CountedFrom = search.CountedFrom,
            CountedBefore = search.CountedBefore,
            MinRaters = search.MinRaters,
            RatedBy = search.RatedBy?.Select(rater => new RaterRequest { Author = rater.Author, EvaluatorId = rater.EvaluatorId }).ToList(),
            RatedFrom = search.RatedFrom,
            RatedBefore = search.RatedBefore,
            Decided = search.Decided ? true : null,
            PairedWith = search.PairedWith is { } others ? CounterpartsRequest.Of(others) : null,
        };
    }
}

/// <summary>A user, or an evaluator: one of the two.</summary>
public sealed record RaterRequest
{
    public string? Author { get; init; }
    public Guid? EvaluatorId { get; init; }
}

/// <summary>Runs that share a value of their metadata with those that are looked for.</summary>
public sealed record CounterpartsRequest : RunsRequest
{
    /// <summary>The member of the metadata.</summary>
    public required string Key { get; init; }

    /// <summary>Instead of run_ids in links: a list of runs that was too long for one.</summary>
    public Guid? KeptRunIds { get; init; }

    internal static CounterpartsRequest Of(Counterparts others) => new()
    {
        Key = others.Key,
        RunIds = others.Runs.KeptIds is null ? others.Runs.Ids : null,
        KeptRunIds = others.Runs.KeptIds,
        ExperimentId = others.Runs.ExperimentId,
        RunStatus = others.Runs.Status,
        RunCreatedFrom = others.Runs.CreatedFrom,
        RunCreatedBefore = others.Runs.CreatedBefore,
        RunMetadata = others.Runs.Metadata,
    };
}
