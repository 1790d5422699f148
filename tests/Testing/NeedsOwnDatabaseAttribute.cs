namespace RunEvaluations.Testing;

/// <summary>
/// Of tests that change or look at more than accounts of their own: they are passed over where
/// <see cref="GivenServer"/> names the server.
/// </summary>
/// <param name="because">What they do, as the rest of a sentence that begins with "it".</param>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
public sealed class NeedsOwnDatabaseAttribute(string because) : Attribute
{
    public string Because => because;
}
