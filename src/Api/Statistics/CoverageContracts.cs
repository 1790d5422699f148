using RunEvaluations.Application.Statistics.Coverage;

namespace RunEvaluations.Api.Statistics;

/// <summary>Which runs are to be judged, against which labels, by how many.</summary>
public sealed record CoverageRequest : LabelledEvaluationsRequest
{
    /// <summary>How many raters a run is to have for each label, 1 to 50; 1 where absent.</summary>
    public int? Raters { get; init; }

    /// <summary>How many runs that lack something to tell on a page, 1 to 1,000; 100 where absent.</summary>
    public int? Limit { get; init; }

    /// <summary>The member next of the page before.</summary>
    public string? After { get; init; }
}

/// <summary>How far judging has come.</summary>
public sealed record CoverageResponse
{
    /// <summary>The moment that it is of; the runs are those of now that had been registered by then.</summary>
    public required DateTimeOffset AsOf { get; init; }

    /// <summary>How many raters a run is to have.</summary>
    public required int Raters { get; init; }

    /// <summary>Why there is nothing; null where there is something.</summary>
    public required string? Note { get; init; }

    public required IReadOnlyList<LabelCoverageResponse> Labels { get; init; }

    /// <summary>Runs that lack something, in the order of their ids.</summary>
    public required IReadOnlyList<UncoveredRunResponse> Missing { get; init; }

    /// <summary>What to send as after for the next page; null on the last.</summary>
    public required string? Next { get; init; }
}

/// <summary>A label, and how many of the runs are done.</summary>
public sealed record LabelCoverageResponse
{
    public required Guid EvaluationLabelId { get; init; }
    public required string EvaluationLabelName { get; init; }
    public required long Runs { get; init; }

    /// <summary>How many have enough raters.</summary>
    public required long Covered { get; init; }

    /// <summary>Covered of runs; a count, and no estimate.</summary>
    public required FigureResponse Share { get; init; }
}

/// <summary>A run, and what it lacks.</summary>
public sealed record UncoveredRunResponse(Guid RunId, IReadOnlyList<LackResponse> Labels);

/// <summary>A label for which a run has too few raters, and how many it has.</summary>
public sealed record LackResponse(Guid EvaluationLabelId, int Raters);

internal static class CoverageAnswers
{
    public static CoverageResponse ToResponse(this CoverageView view) => new()
    {
        AsOf = view.AsOf,
        Raters = view.Raters,
        Note = view.Note,
        Labels =
        [
            .. view.Labels.Select(label => new LabelCoverageResponse
            {
                EvaluationLabelId = label.Label.Id,
                EvaluationLabelName = label.Label.Name,
                Runs = label.Runs,
                Covered = label.Covered,
                Share = label.Share.ToResponse(),
            }),
        ],
        Missing =
        [
            .. view.Missing!.Items.Select(run => new UncoveredRunResponse(
                run.RunId, [.. run.LabelIds.Zip(run.Raters, (label, raters) => new LackResponse(label, raters))])),
        ],
        Next = view.Missing.Next,
    };
}
