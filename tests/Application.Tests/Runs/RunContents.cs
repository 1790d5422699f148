using RunEvaluations.Application.Runs;
using RunEvaluations.Domain.Runs;

namespace RunEvaluations.Application.Tests.Runs;

/// <summary>What may be said of a run and what may not, whether it is registered or replaced.</summary>
internal static class RunContents
{
    public const string Negative = "must not be negative";

    public static readonly RunContent Full = new()
    {
        Status = RunStatus.Completed,
        ExperimentId = A.Id(80),
        Result = new RunResult { Outputs = A.Json(20) },
        Metadata = A.Json(30),
    };

    public static TheoryData<RunContent, string, string> Wrong { get; } = new()
    {
        { Full with { Metadata = A.Json(16_385) }, "metadata", "must have at most 16384 bytes" },
        { Used(new() { PromptTokens = -1 }), "result.usage.prompt_tokens", Negative },
        { Used(new() { CachedTokens = -1 }), "result.usage.cached_tokens", Negative },
        { Used(new() { CompletionTokens = -1 }), "result.usage.completion_tokens", Negative },
        { Used(new() { TotalTokens = -1 }), "result.usage.total_tokens", Negative },
        { Used(new() { Cost = -0.01 }), "result.usage.cost", Negative },
        { Used(new() { Cost = double.NaN }), "result.usage.cost", "must be a finite number" },
        { Used(new() { Cost = double.PositiveInfinity }), "result.usage.cost", "must be a finite number" },
    };

    public static TheoryData<RunContent> AtTheLimit { get; } =
    [
        new RunContent { Status = RunStatus.Waiting },
        Full with { Metadata = A.Json(16_384) },
        Used(new()),
        Used(new() { PromptTokens = 0, CachedTokens = 0, CompletionTokens = 0, TotalTokens = 0, Cost = 0 }),
        Used(new() { PromptTokens = long.MaxValue, Cost = double.MaxValue }),
    ];

    public static Run AsRun(Guid id) => new()
    {
        Id = id,
        CreatedBy = A.User,
        Status = RunStatus.Completed,
        ExperimentId = A.Id(80),
        Result = Full.Result,
        Metadata = A.Json(30),
        CreatedAt = A.Now,
    };

    private static RunContent Used(RunUsage usage) => Full with { Result = new RunResult { Usage = usage } };
}
