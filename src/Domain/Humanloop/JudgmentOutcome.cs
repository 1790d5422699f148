namespace RunEvaluations.Domain.Humanloop;

/// <summary>What an evaluator came to.</summary>
public enum JudgmentOutcome
{
    /// <summary>It judged.</summary>
    Judged,

    /// <summary>It abstained.</summary>
    None,

    /// <summary>It met an error.</summary>
    Failed,

    /// <summary>A person has begun and is not done.</summary>
    Pending,
}
