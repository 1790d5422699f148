namespace RunEvaluations.Domain.Evaluations;

/// <summary>Which evaluations of a batch are recorded.</summary>
public enum Recording
{
    /// <summary>Those that are not refused.</summary>
    EachThatMayBe,

    /// <summary>All of them, if none is refused.</summary>
    AllOrNone,

    /// <summary>None, whatever comes of it: it is only asked which are refused.</summary>
    None,
}
