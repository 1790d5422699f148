using RunEvaluations.Application.Runs;
using RunEvaluations.Domain.Runs;

namespace RunEvaluations.Api.Runs;

internal static class RunReading
{
    public static RunContent ToContent(this PutRunRequest body) => new()
    {
        Status = body.Status,
        ExperimentId = body.ExperimentId,
        Result = body.Result is { } result ? ToResult(result) : null,
        Metadata = body.Metadata,
    };

    private static RunResult ToResult(RunResultBody body) => new()
    {
        Id = body.Id,
        Outputs = body.Outputs,
        Metadata = body.Metadata,
        Usage = body.Usage is not { } usage ? null : new RunUsage
        {
            PromptTokens = usage.PromptTokens,
            CachedTokens = usage.CachedTokens,
            CompletionTokens = usage.CompletionTokens,
            TotalTokens = usage.TotalTokens,
            Cost = usage.Cost,
        },
        Error = body.Error is { } error ? new RunFailure(error.Message, error.Code) : null,
    };
}
