namespace RunEvaluations.Api.Security;

/// <summary>The authority's keys are not known yet and cannot be fetched: no token can be judged.</summary>
internal sealed class AuthorityUnavailableException(TimeSpan retryAfter)
    : Exception("The authority that signs the tokens cannot be reached; no token can be checked until it can.")
{
    public TimeSpan RetryAfter { get; } = retryAfter;
}
