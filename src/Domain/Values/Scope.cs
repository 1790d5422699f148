namespace RunEvaluations.Domain.Values;

/// <summary>What a credential may be used for, whoever holds it.</summary>
public enum Scope
{
    /// <summary>Read everything but API keys.</summary>
    EvaluationsRead,

    /// <summary>Record, correct and retract evaluations; register and replace runs.</summary>
    EvaluationsWrite,

    /// <summary>Define, change and archive labels and evaluators.</summary>
    LabelsWrite,

    /// <summary>Make, list and revoke API keys, and all the others.</summary>
    Admin,
}
