using System.CommandLine;
using MediatR;
using RunEvaluations.Domain.Values;
using RunEvaluations.Infrastructure.Database;

namespace RunEvaluations.Api.Commands;

/// <summary>Fills an account with a small sample, beside a running service or alone.</summary>
internal static class SeedCommand
{
    public static Command Create()
    {
        var account = TokenCommand.OpaqueIdOption("--account", "The account to fill; it must have no labels yet.");
        var command = new Command("seed", "Fill an account with a small sample to look around in.") { account };
        command.AddAction((parsed, arguments, cancellationToken) => CommandScope.Run(
            arguments, services => Run(services, parsed.GetRequiredValue(account), cancellationToken), cancellationToken));
        return command;
    }

    private static async Task<int> Run(IServiceProvider services, string accountId, CancellationToken cancellationToken)
    {
        await MigrateCommand.Migrate(services.GetRequiredService<Migrator>(), cancellationToken);

        var (mediator, ids) = (services.GetRequiredService<IMediator>(), services.GetRequiredService<UuidVersion7>());
        var sample = new Sample(mediator, ids, accountId, cancellationToken);
        if (await sample.HasLabels())
        {
            await Console.Error.WriteLineAsync($"The account '{accountId}' has labels already; seed an empty one.");
            return 1;
        }

        await sample.Fill();
        Console.WriteLine($"""
            The account '{accountId}' now has 12 runs of two experiments, 4 labels, 2 evaluators and 108 evaluations.
            Look around with GET /v1/runs, GET /v1/evaluation-labels and GET /v1/run/(id)/evaluations.
            """);
        return 0;
    }
}
