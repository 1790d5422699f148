namespace RunEvaluations.Domain.Imports;

/// <summary>Whether more of an import is to come.</summary>
public enum ImportState
{
    /// <summary>Its end has not been taken: it is being sent, or waits to be resumed.</summary>
    Running,

    /// <summary>All of it was taken.</summary>
    Completed,
}
