using System.CommandLine;
using RunEvaluations.Infrastructure.Database.Accounts;

namespace RunEvaluations.Api.Commands;

/// <summary>Says, or settles, how long an account keeps its runs.</summary>
internal static class RetentionCommand
{
    public static Command Create()
    {
        var account = TokenCommand.OpaqueIdOption("--account", "The account.");
        var days = new Option<int?>("--days")
        {
            Description = $"Delete runs this many days after they were created, from 1 to {AccountRetention.MostDays}.",
        };
        days.Validators.Add(result =>
        {
            if (result.Tokens is [var token]
                && !(int.TryParse(token.Value, out var given) && given is >= 1 and <= AccountRetention.MostDays))
                result.AddError($"--days must be a whole number from 1 to {AccountRetention.MostDays}.");
        });
        var off = new Option<bool>("--off") { Description = "Keep runs for ever, as without a setting." };
        var command = new Command("retention", "Say, or settle, how long an account keeps its runs.") { account, days, off };
        command.Validators.Add(result =>
        {
            if (result.GetResult(days) is not null && result.GetResult(off) is not null)
                result.AddError("Only one of --days and --off can be given.");
        });
        command.AddAction((parsed, settings, cancellationToken) => OwnerScope.Run(settings, async owner =>
        {
            var (accountId, retention) = (parsed.GetRequiredValue(account), new AccountRetention(owner));
            if (parsed.GetValue(days) is { } given)
                await retention.Set(accountId, given, cancellationToken);
            else if (parsed.GetValue(off))
                await retention.Set(accountId, null, cancellationToken);
            await Show(accountId, retention, cancellationToken);
            return 0;
        }, cancellationToken));
        return command;
    }

    private static async Task Show(string accountId, AccountRetention retention, CancellationToken cancellationToken)
    {
        var (days, due) = await retention.Get(accountId, TimeProvider.System.GetUtcNow(), cancellationToken);
        Console.WriteLine(days is null
            ? $"The account '{accountId}' keeps its runs for ever."
            : $"The account '{accountId}' keeps its runs for {days} days. The next clean-up deletes {due} that are older.");
    }
}
