namespace RunEvaluations.Application.Pipeline;

/// <summary>A request that writes evaluations: what comes of it is counted.</summary>
public interface IEvaluationWrite : IAccountRequest
{
    /// <summary>What a success is counted as: <c>created</c>, <c>changed</c>, <c>retracted</c>.</summary>
    static abstract string Outcome { get; }
}
