namespace RunEvaluations.Domain.Humanloop;

/// <summary>What is done with the datapoints that are sent.</summary>
public enum DatasetAction
{
    /// <summary>They are the new version's.</summary>
    Set,

    /// <summary>They are added to those of another version.</summary>
    Add,

    /// <summary>They are left out of those of another version.</summary>
    Remove,
}
