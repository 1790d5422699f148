namespace RunEvaluations.Application.ApiKeys;

/// <summary>Hears of every use of a key, and sees to it that the last one is known.</summary>
public interface IApiKeyUses
{
    /// <summary>Comes back at once and never fails: a use that cannot be noted is forgotten.</summary>
    void Tell(string accountId, Guid id, DateTimeOffset at);
}
