namespace RunEvaluations.Application.Pipeline;

/// <summary>A request that writes an evaluation: what comes of it is counted by the label.</summary>
public interface ICountedWrite : IAccountRequest
{
    /// <summary>What a success is counted as: <c>created</c>, <c>changed</c>, <c>retracted</c>.</summary>
    static abstract string Outcome { get; }
}
