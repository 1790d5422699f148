using System.CommandLine;
using MediatR;
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
        command.AddAction((parsed, arguments, cancellationToken) => CommandScope.Run(
            arguments, services => Run(services, parsed.GetRequiredValue(account), cancellationToken), cancellationToken));
        return command;
    }

    private static async Task<int> Run(IServiceProvider services, string accountId, CancellationToken cancellationToken)
    {
        var mediator = services.GetRequiredService<IMediator>();
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
