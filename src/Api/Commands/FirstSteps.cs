using RunEvaluations.Api.Security;

namespace RunEvaluations.Api.Commands;

/// <summary>What the console says after a development start: where the service listens, and a first request.</summary>
internal static class FirstSteps
{
    /// <summary>What a token depends on; where it is pasted, neither file nor environment may say it.</summary>
    private static readonly string[] Forwarded =
    [
        "Embedded:DataDirectory", "Authentication:Issuer", "Authentication:Audience", "Authentication:AccountClaim",
    ];

    public static void Print(IEnumerable<string> addresses, WebApplication app)
    {
        var address = Reachable(addresses.OrderBy(a => a.StartsWith("https:", StringComparison.Ordinal)).First());
        var hasDevelopmentKey = app.Services.GetRequiredService<TokenRules>().DevelopmentSecret is not null;
        Console.WriteLine($"""

            RunEvaluations listens on {address}  (try it in a browser: {address}/docs)
            {(hasDevelopmentKey ? FirstRequest(address, app.Configuration) : "")}
            Ctrl-C stops it.

            """);
    }

    private static string FirstRequest(string address, IConfiguration configuration) => $"""

          TOKEN=$({Program()} token --account demo --user ada{Settings(configuration)})
          curl -H "Authorization: Bearer $TOKEN" {address}/v1/evaluation-labels

        """;

    /// <summary>One can listen on every address, but has to ask one.</summary>
    private static string Reachable(string address) =>
        address.Replace("//[::]:", "//localhost:", StringComparison.Ordinal)
            .Replace("//0.0.0.0:", "//127.0.0.1:", StringComparison.Ordinal);

    /// <summary>The executable, or what is given to <c>dotnet</c> where that runs us.</summary>
    private static string Program()
    {
        var process = Environment.ProcessPath!;
        var library = Path.Combine(AppContext.BaseDirectory, $"{typeof(FirstSteps).Assembly.GetName().Name}.dll");
        return Path.GetFileNameWithoutExtension(process) == "dotnet"
            ? $"{Quoted(process)} {Quoted(library)}"
            : Quoted(process);
    }

    private static string Settings(IConfiguration configuration) => string.Concat(
        Forwarded.Where(name => configuration[name] is { Length: > 0 })
            .Select(name => $" --{name}={Quoted(Value(name, configuration[name]!))}"));

    private static string Value(string name, string text) => name == Forwarded[0]
        ? Infrastructure.Database.Embedded.DataDirectory.Resolve(text)
        : text;

    private static string Quoted(string text) =>
        text.All(c => char.IsAsciiLetterOrDigit(c) || "/._-".Contains(c, StringComparison.Ordinal))
            ? text
            : $"'{text.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}
