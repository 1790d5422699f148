using RunEvaluations.Domain.Runs;

namespace RunEvaluations.Api.Runs;

internal static class RunResultReading
{
    public static RunResult ToDomain(this RunResultBody body) => new()
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
