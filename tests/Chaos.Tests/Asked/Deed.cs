namespace RunEvaluations.Chaos.Tests.Asked;

public enum Deed
{
    /// <summary>Record an evaluation, with a key.</summary>
    Create,

    /// <summary>Change the value of the version that was seen.</summary>
    Change,

    /// <summary>Retract the version that was seen.</summary>
    Retract,

    /// <summary>Register a run under an id of the client's own.</summary>
    Register,
}
