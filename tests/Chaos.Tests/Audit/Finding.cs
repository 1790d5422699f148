using RunEvaluations.Chaos.Tests.Asked;

namespace RunEvaluations.Chaos.Tests.Audit;

public enum Offence
{
    /// <summary>It was acknowledged, and is not there.</summary>
    Lost,

    /// <summary>It was asked for once, and was done twice.</summary>
    Doubled,

    /// <summary>It is there, and nobody asked for it, or its client was told that it would not be done.</summary>
    Unasked,

    /// <summary>It is there, and is not what was asked for or acknowledged.</summary>
    Wrong,
}

/// <param name="Offence">What kind of thing is wrong.</param>
/// <param name="Deed">The kind of write that it is about.</param>
/// <param name="What">For a person.</param>
public sealed record Finding(Offence Offence, Deed Deed, string What);
