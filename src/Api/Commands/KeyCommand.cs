using System.CommandLine;
using MediatR;
using RunEvaluations.Application.ApiKeys;
using RunEvaluations.Domain.Values;
using RunEvaluations.Infrastructure.Database;

namespace RunEvaluations.Api.Commands;

/// <summary>Makes API keys past the API, beside a running service or alone: there is no other way to the first one.</summary>
internal static class KeyCommand
{
    /// <summary>Who is said to have made the keys of this command.</summary>
    private const string Maker = "key-create";

    private static readonly Option<string> Account = TokenCommand.OpaqueIdOption("--account", "The account that the key opens.");
    private static readonly Option<string> User = TokenCommand.OpaqueIdOption("--user", "The user it calls as.", required: false);
    private static readonly Option<Guid?> Evaluator = TokenCommand.EvaluatorOption("The id of the evaluator it calls as, instead of a user.");
    private static readonly Option<TimeSpan?> Expires = TokenCommand.ExpiresOption("How long it is good, as 90s, 30m, 8h or 7d; at most 365d. For ever unless given.");
    private static readonly Option<string> Name = new("--name") { Description = "What it is for.", Required = true };
    private static readonly Option<Scope[]?> Scopes = ScopeOption.Create($"What it may be used for: {ScopeNames.Words}.");

    public static Command Create()
    {
        Scopes.Required = true;
        var create = new Command("create", "Make an API key, and print it.")
        {
            Account, User, Evaluator, Name, Scopes, Expires,
        };
        create.Validators.Add(result =>
        {
            if (result.GetResult(User) is null == result.GetResult(Evaluator) is null)
                result.AddError("Either --user or --evaluator must be given.");
        });
        create.AddAction((parsed, arguments, cancellationToken) => CommandScope.Run(
            arguments, services => Run(services, parsed, cancellationToken), cancellationToken));
        return new Command("key", "Make API keys.") { create };
    }

    private static async Task<int> Run(IServiceProvider services, ParseResult parsed, CancellationToken cancellationToken)
    {
        await MigrateCommand.Migrate(services.GetRequiredService<Migrator>(), cancellationToken);

        var time = services.GetRequiredService<TimeProvider>();
        var request = new CreateApiKey(
            Caller.User(parsed.GetRequiredValue(Account), Maker),
            parsed.GetRequiredValue(Name),
            parsed.GetRequiredValue(Scopes)!,
            parsed.GetValue(User),
            parsed.GetValue(Evaluator),
            time.GetUtcNow() + parsed.GetValue(Expires));
        var created = await services.GetRequiredService<IMediator>().Send(request, cancellationToken);
        if (created.Error is { } refusal)
        {
            await Console.Error.WriteLineAsync(refusal.Message);
            return 1;
        }

        Console.WriteLine(created.Value.Secret!.Reveal());
        return 0;
    }
}
