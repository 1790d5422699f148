using Microsoft.AspNetCore.Mvc;
using RunEvaluations.Api.Input;
using RunEvaluations.Domain.Values;

namespace RunEvaluations.Api.Tests.Input;

public enum SampleState
{
    Draft,
    InReview,
}

/// <summary>One member of every kind that contracts use.</summary>
public sealed record SampleRequest
{
    public required string Name { get; init; }

    public double Value { get; init; }

    public string? Note { get; init; }

    public int? Count { get; init; }

    public long? Total { get; init; }

    public bool? Archived { get; init; }

    public Guid? LabelId { get; init; }

    public DateTimeOffset? StartedAt { get; init; }

    public SampleState? State { get; init; }

    public IReadOnlyList<string>? Categories { get; init; }

    public int[]? Ranks { get; init; }

    public IReadOnlyList<Guid>? EvaluatorIds { get; init; }

    public IReadOnlyDictionary<string, double>? Weights { get; init; }

    public SamplePart? Part { get; init; }

    public IReadOnlyList<SamplePart>? Parts { get; init; }

    public JsonObjectText? Metadata { get; init; }

    public required string? Comment { get; init; }
}

public sealed record SamplePart(string Key, double Weight, string? Hint, int Order = 7);

public sealed record PickyRequest
{
    private readonly string word = "";

    public required string Word
    {
        get => word;
        init => word = value == "no" ? throw new ArgumentException("inner words that nobody should see") : value;
    }
}

public sealed record SampleQuery
{
    [FromQuery(Name = "page_size"), Limit]
    public int PageSize { get; init; } = 50;

    [FromQuery(Name = "state")]
    public SampleState? State { get; init; }
}

[LargeBody]
public sealed record LargeRequest(string Text);
