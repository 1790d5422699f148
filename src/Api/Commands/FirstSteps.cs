using RunEvaluations.Infrastructure.Database.Embedded;

namespace RunEvaluations.Api.Commands;

/// <summary>What the console says after a development start: where the service listens, and a first request.</summary>
internal static class FirstSteps
{
    public static void Print(string address, IConfiguration configuration)
    {
        var directory = configuration["Embedded:DataDirectory"] is { Length: > 0 } configured
            ? $" --Embedded:DataDirectory={Quoted(DataDirectory.Resolve(configured))}"
            : "";
        Console.WriteLine($"""

            RunEvaluations listens on {address}  (try it in a browser: {address}/docs)

              TOKEN=$({Quoted(Environment.ProcessPath!)} token --account demo --user ada{directory})
              curl -H "Authorization: Bearer $TOKEN" {address}/v1/evaluation-labels

            Ctrl-C stops it.

            """);
    }

    private static string Quoted(string text) =>
        text.All(c => char.IsAsciiLetterOrDigit(c) || "/._-".Contains(c, StringComparison.Ordinal))
            ? text
            : $"'{text.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}
