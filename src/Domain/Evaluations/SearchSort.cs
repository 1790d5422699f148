namespace RunEvaluations.Domain.Evaluations;

/// <summary>What a search is sorted by.</summary>
public enum SearchSort
{
    /// <summary>When it was recorded.</summary>
    Time,

    /// <summary>The value, at the moment that is asked about.</summary>
    Value,
}
