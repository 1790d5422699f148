namespace RunEvaluations.Architecture.Tests;

/// <summary>What a rule looked at and what it found there. A rule that looked at nothing has shown nothing.</summary>
internal sealed record Inspection(int Looked, IReadOnlyList<string> Offences)
{
    public static Inspection Of<T>(IEnumerable<T> things, Func<T, IEnumerable<string>> offencesOf)
    {
        var all = things.ToList();
        return new(all.Count, [.. all.SelectMany(offencesOf)]);
    }

    public void Passes(int atLeast)
    {
        Assert.True(Looked >= atLeast, $"The rule looked at {Looked} things only; there should be {atLeast} or more.");
        Assert.True(Offences.Count == 0, string.Join(Environment.NewLine, Offences));
    }
}
