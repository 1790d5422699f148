using System.CommandLine;

namespace RunEvaluations.Api.Commands;

/// <summary>
/// Arguments that are no options of a command are settings for .NET's configuration, as long as they look like one:
/// <c>--Section:Name=value</c>, <c>--Section:Name value</c>, <c>--urls …</c>, <c>--OTEL_…</c>. Anything else is a mistake.
/// </summary>
internal static class SettingArguments
{
    private static readonly string[] WithoutSection =
        ["--urls", "--http_ports", "--https_ports", "--environment", "--contentRoot"];

    private static readonly string[] Sections =
    [
        "Authentication", "CleanUp", "Concurrency", "ConnectionStrings", "Database", "Embedded", "Idempotency", "Limits",
        "Log", "Shutdown", "Statistics", "Kestrel", "Logging", "Serilog",
    ];

    /// <summary>Gives the command an action that receives the settings among its arguments.</summary>
    public static void AddAction(this Command command, Func<string[], CancellationToken, Task<int>> action) =>
        command.AddAction((_, settings, cancellationToken) => action(settings, cancellationToken));

    /// <inheritdoc cref="AddAction(Command, Func{string[], CancellationToken, Task{int}})"/>
    public static void AddAction(this Command command, Func<ParseResult, string[], CancellationToken, Task<int>> action)
    {
        // FirstMistake looks at them.
        command.TreatUnmatchedTokensAsErrors = false;
        command.SetAction((parsed, cancellationToken) =>
            action(parsed, [.. parsed.UnmatchedTokens], cancellationToken));
    }

    /// <summary>One sentence about the arguments, or null where there is nothing wrong with them.</summary>
    public static string? FirstMistake(ParseResult parsed) =>
        FirstMistake(parsed.UnmatchedTokens) ?? parsed.Errors.Select(e => e.Message).FirstOrDefault();

    private static string? FirstMistake(IReadOnlyList<string> arguments)
    {
        for (var i = 0; i < arguments.Count; i++)
        {
            var name = arguments[i].Split('=')[0];
            if (!IsSetting(name))
                return $"'{arguments[i]}' is neither a command, an option nor a setting; see --help.";
            if (name == arguments[i] && (++i == arguments.Count || IsName(arguments[i])))
                return $"The setting '{name}' has no value.";
        }

        return null;
    }

    private static bool IsSetting(string name) =>
        WithoutSection.Contains(name, StringComparer.OrdinalIgnoreCase)
        || name.StartsWith("--OTEL_", StringComparison.Ordinal)
        || (IsName(name) && name[2..].Split(':') is [var section, _, ..]
            && Sections.Contains(section, StringComparer.OrdinalIgnoreCase));

    private static bool IsName(string argument) => argument.StartsWith("--", StringComparison.Ordinal);
}
