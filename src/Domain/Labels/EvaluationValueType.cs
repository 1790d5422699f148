namespace RunEvaluations.Domain.Labels;

/// <summary>What kind of value a label takes. The value itself is always one number.</summary>
public enum EvaluationValueType
{
    /// <summary>Yes or no: exactly 1 or 0.</summary>
    Binary,

    /// <summary>A score: any finite number within the label's bounds, both inclusive.</summary>
    Continuous,

    /// <summary>One of a fixed set without order: the zero-based index into the label's categories.</summary>
    Categorical,

    /// <summary>One of an ordered set: the zero-based index into the label's categories, lowest first.</summary>
    Ordinal,
}
