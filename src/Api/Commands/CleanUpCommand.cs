using System.CommandLine;
using RunEvaluations.Infrastructure.Database.Accounts;

namespace RunEvaluations.Api.Commands;

/// <summary>Deletes what has had its day, of all accounts: for a timetable, where no service does it.</summary>
internal static class CleanUpCommand
{
    private static readonly TimeSpan BetweenLines = TimeSpan.FromSeconds(5);

    public static Command Create()
    {
        var command = new Command(
            "clean-up", "Delete runs that are older than their account keeps them, and expired idempotency keys.");
        command.AddAction((settings, cancellationToken) => OwnerScope.Run(settings, owner => Run(owner, cancellationToken), cancellationToken));
        return command;
    }

    private static async Task<int> Run(string owner, CancellationToken cancellationToken)
    {
        var time = TimeProvider.System;
        var told = time.GetTimestamp();
        var deleted = await new AccountCleanUp(owner, time).Run(Tell, cancellationToken);
        Console.WriteLine(deleted is null ? "Another clean-up is under way." : $"Deleted: {deleted}.");
        return 0;

        void Tell(string accountId, CleanedUp so)
        {
            if (time.GetElapsedTime(told) < BetweenLines)
                return;
            told = time.GetTimestamp();
            Console.Error.WriteLine($"{accountId}: {so} so far");
        }
    }
}
