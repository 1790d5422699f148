using System.CommandLine;

namespace RunEvaluations.Api.Commands;

/// <summary>
/// Arguments that are no options of a command are settings for .NET's configuration, as long as they look like one:
/// <c>--Section:Name=value</c>, <c>--Section:Name value</c>, <c>--urls …</c>. Anything else is a mistake.
/// </summary>
internal static class SettingArguments
{
    private static readonly string[] WithoutSection = ["--urls", "--environment", "--contentRoot"];

    /// <summary>Gives the command an action that receives the settings among its arguments.</summary>
    public static void AddAction(
        this Command command,
        Func<string[], CancellationToken, Task<int>> action) =>
        command.AddAction((_, settings, cancellationToken) => action(settings, cancellationToken));

    /// <inheritdoc cref="AddAction(Command, Func{string[], CancellationToken, Task{int}})"/>
    public static void AddAction(
        this Command command,
        Func<ParseResult, string[], CancellationToken, Task<int>> action)
    {
        command.TreatUnmatchedTokensAsErrors = false;
        command.Validators.Add(result =>
        {
            if (FirstMistake([.. result.Tokens.Select(t => t.Value)]) is { } mistake)
                result.AddError(mistake);
        });
        command.SetAction((parsed, cancellationToken) =>
        {
            string[] settings = [.. parsed.UnmatchedTokens];
            if (FirstMistake(settings) is { } mistake)
            {
                Console.Error.WriteLine(mistake);
                return Task.FromResult(1);
            }

            return action(parsed, settings, cancellationToken);
        });
    }

    private static string? FirstMistake(string[] arguments)
    {
        for (var i = 0; i < arguments.Length; i++)
        {
            var name = arguments[i].Split('=')[0];
            var isSetting = WithoutSection.Contains(name, StringComparer.OrdinalIgnoreCase)
                || (name.StartsWith("--", StringComparison.Ordinal) && name.Contains(':', StringComparison.Ordinal));
            if (!isSetting)
                return $"'{arguments[i]}' is neither a command, an option nor a setting; see --help.";
            if (name == arguments[i] && ++i == arguments.Length)
                return $"The setting '{name}' has no value.";
        }

        return null;
    }
}
