using System.Globalization;

namespace RunEvaluations.Chaos.Tests;

/// <param name="Length">How long to go on with faults. Each of them comes once in any case.</param>
/// <param name="Seed">Decides the order of the faults and what the clients write.</param>
internal sealed record ChaosPlan(TimeSpan Length, int Seed)
{
    private const int Short = 30;

    public int Clients { get; } = 8;

    /// <summary>Of the disk; a longer run writes more.</summary>
    public int Megabytes { get; } = 300 + (int)Length.TotalSeconds;

    /// <summary>The service's limit for what waits for the database: the default where there is time for it.</summary>
    public TimeSpan DatabaseTimeout { get; } = TimeSpan.FromSeconds(Length.TotalSeconds > Short ? 5 : 2);

    public TimeSpan ShortestFault { get; } = TimeSpan.FromMilliseconds(200);

    /// <summary>Some outlast the service's patience where there is time for that.</summary>
    public TimeSpan LongestFault { get; } = TimeSpan.FromSeconds(Length.TotalSeconds > Short ? 7 : 1);

    /// <summary>As the script tests/chaos says; the short one where nobody says anything.</summary>
    public static ChaosPlan FromEnvironment() =>
        new(TimeSpan.FromSeconds(Number("CHAOS_SECONDS") ?? Short), Number("CHAOS_SEED") ?? 1);

    private static int? Number(string name) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } text
            ? int.Parse(text, CultureInfo.InvariantCulture)
            : null;
}
