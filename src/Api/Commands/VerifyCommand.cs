using System.CommandLine;
using MediatR;
using RunEvaluations.Api.Hosting;
using RunEvaluations.Application.Evaluations;
using RunEvaluations.Domain.Values;

namespace RunEvaluations.Api.Commands;

/// <summary>Walks the ledger of an account and says which entry does not fit, if there is one.</summary>
internal static class VerifyCommand
{
    public static Command Create()
    {
        var account = TokenCommand.OpaqueIdOption("--account", "The account whose ledger to walk.");
        var command = new Command("verify", "Check the history of an account's evaluations against its hashes.") { account };
        command.AddAction((parsed, arguments, cancellationToken) =>
            Run(parsed.GetRequiredValue(account), arguments, cancellationToken));
        return command;
    }

    private static async Task<int> Run(string accountId, string[] arguments, CancellationToken cancellationToken)
    {
        var builder = ServiceHost.CreateBuilder(arguments);
        using var loggers = builder.AddServiceLog(toStandardError: true);
        var settings = ServiceSettings.Read(builder);
        await using var database = new Database(settings, loggers);
        await using var app = ServiceHost.Build(builder, settings, () => database.Connections);
        await database.Open(besideService: true, cancellationToken);

        using var scope = app.Services.CreateScope();
        var mediator = scope.ServiceProvider.GetRequiredService<IMediator>();
        var request = new VerifyLedger(Caller.User(accountId, "verify"));
        var verdict = (await MigrateCommand.Using(token => mediator.Send(request, token), cancellationToken)).Value;
        if (verdict.Fault is not { } fault)
        {
            Console.WriteLine($"{verdict.Evaluations} evaluations with {verdict.Entries} entries: every entry fits.");
            return 0;
        }

        Console.WriteLine(
            $"Run {fault.RunId}, evaluation {fault.EvaluationId}: entry {fault.Version} {fault.Reason}.");
        return 1;
    }
}
