namespace RunEvaluations.Domain.Evaluations;

/// <summary>What an entry in the history of an evaluation records.</summary>
public enum EvaluationAction
{
    /// <summary>The evaluation was recorded: the first entry, and no other.</summary>
    Created,

    /// <summary>It was given another value.</summary>
    Changed,

    /// <summary>It was taken back: the last entry.</summary>
    Retracted,
}
