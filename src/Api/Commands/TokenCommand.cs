using System.CommandLine;
using System.Globalization;
using RunEvaluations.Api.Hosting;
using RunEvaluations.Api.Input;
using RunEvaluations.Api.Security;
using RunEvaluations.Domain.Values;
using RunEvaluations.Infrastructure.Database.Embedded;

namespace RunEvaluations.Api.Commands;

/// <summary>Prints a token, signed with the development key of the data directory, and nothing else.</summary>
internal static class TokenCommand
{
    private static readonly TimeSpan DefaultLifetime = TimeSpan.FromHours(8);
    private static readonly TimeSpan LongestLifetime = TimeSpan.FromDays(365);

    public static Command Create()
    {
        var account = OpaqueIdOption("--account", "The account that the token opens.");
        var user = OpaqueIdOption("--user", "The user it stands for.");
        var evaluator = EvaluatorOption("The id of the evaluator it stands for, instead of the user.");
        var expires = ExpiresOption("How long it is good, as 90s, 30m, 8h or 7d; at most 365d. 8h unless given.");
        var scopes = ScopeOption.Create("What it may be used for; what the service's settings say unless given.");

        var command = new Command("token", "Print a token signed with the development key.")
        {
            account, user, evaluator, expires, scopes,
        };
        command.AddAction((parsed, settings, _) =>
        {
            var builder = ServiceHost.CreateBuilder(settings);
            var embedded = builder.Configuration.Read<EmbeddedPostgresSettings>("Embedded");
            var tokens = DevelopmentTokens.Open(
                builder.Configuration.Read<AuthenticationSettings>(AuthenticationSettings.Section),
                builder.Environment,
                DataDirectory.Resolve(embedded.DataDirectory),
                TimeProvider.System);
            Console.WriteLine(tokens.Sign(
                parsed.GetRequiredValue(account),
                parsed.GetRequiredValue(user),
                parsed.GetValue(evaluator),
                parsed.GetValue(expires) ?? DefaultLifetime,
                // Where the option is absent its value is empty, and a token with an empty claim opens nothing.
                parsed.GetValue(scopes) is { Length: > 0 } given ? given : null));
            return Task.FromResult(0);
        });
        return command;
    }

    public static Option<string> OpaqueIdOption(string name, string description, bool required = true)
    {
        var option = new Option<string>(name) { Description = description, Required = required };
        option.Validators.Add(result =>
        {
            if (result.Tokens is [var token] && !OpaqueId.IsValid(token.Value))
                result.AddError($"{name} must be {OpaqueId.Rule}.");
        });
        return option;
    }

    public static Option<Guid?> EvaluatorOption(string description) => Option<Guid>(
        "--evaluator", description, text => UuidText.TryParse(text, out var id) ? id : null, "a UUID");

    public static Option<TimeSpan?> ExpiresOption(string description) => Option<TimeSpan>(
        "--expires", description, ReadLifetime, "a number with s, m, h or d, from 1s to 365d");

    private static Option<T?> Option<T>(string name, string description, Func<string, T?> read, string rule)
        where T : struct => new(name)
        {
            Description = description,
            CustomParser = argument =>
            {
                var value = read(argument.Tokens[0].Value);
                if (value is null)
                    argument.AddError($"{name} must be {rule}.");
                return value;
            },
        };

    private static TimeSpan? ReadLifetime(string text)
    {
        if (text.Length < 2 || !int.TryParse(text.AsSpan(0, text.Length - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var count))
            return null;
        TimeSpan? lifetime = text[^1] switch
        {
            's' => TimeSpan.FromSeconds(count),
            'm' => TimeSpan.FromMinutes(count),
            'h' => TimeSpan.FromHours(count),
            'd' when count <= LongestLifetime.Days => TimeSpan.FromDays(count),
            _ => null,
        };
        return lifetime > TimeSpan.Zero && lifetime <= LongestLifetime ? lifetime : null;
    }
}
