using RunEvaluations.Chaos.Tests.Asked;
using RunEvaluations.Chaos.Tests.Audit;
using RunEvaluations.Chaos.Tests.Clients;

namespace RunEvaluations.Chaos.Tests.Table;

/// <summary>All that a run has come to.</summary>
internal sealed record Outcome
{
    public required ChaosPlan Plan { get; init; }

    public required TimeSpan Took { get; init; }

    public required Recoveries Recoveries { get; init; }

    /// <summary>The faults that could not be had, and why.</summary>
    public required IReadOnlyList<(string Fault, string Reason)> LeftOut { get; init; }

    public required IReadOnlyCollection<Operation> Asked { get; init; }

    public required IReadOnlyList<Finding> Findings { get; init; }

    public required Answers Answers { get; init; }

    /// <summary>How often a service ended before it served.</summary>
    public required int FailedStarts { get; init; }

    /// <summary>What the command <c>verify</c> says, and how it ended.</summary>
    public required string Verdict { get; init; }

    public required bool Verified { get; init; }

    /// <summary>Errors that the services have logged and that were no trouble of the database.</summary>
    public required IReadOnlyList<string> Log { get; init; }
}
