using System.CommandLine;
using System.Text;
using RunEvaluations.Infrastructure.Database;
using RunEvaluations.Infrastructure.Database.Accounts;

namespace RunEvaluations.Api.Commands;

/// <summary>Takes out, or away, all that belongs to an account; beside a running service or alone.</summary>
internal static class AccountCommand
{
    public static Command Create() =>
        new("account", "Export or purge all that belongs to an account, or settle how long it keeps runs.")
        {
            Export(), Purge(), RetentionCommand.Create(),
        };

    private static Command Export()
    {
        var account = TokenCommand.OpaqueIdOption("--account", "The account to export.");
        var output = new Option<FileInfo>("--output") { Description = "A new file; without it standard output." };
        var command = new Command("export", "Write all that belongs to an account, one JSON object a line.")
        {
            account, output,
        };
        command.AddAction((parsed, settings, cancellationToken) => OwnerScope.Run(settings, async owner =>
        {
            try
            {
                await using var stream = Open(parsed.GetValue(output));
                await using var writer = new StreamWriter(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
                var rows = await new AccountExport(owner).Write(parsed.GetRequiredValue(account), writer, cancellationToken);
                await Console.Error.WriteLineAsync($"Exported {rows} rows.");
                return 0;
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                throw new StartupException($"The export cannot be written: {e.Message}", e);
            }
        }, cancellationToken));
        return command;
    }

    private static Command Purge()
    {
        var account = TokenCommand.OpaqueIdOption("--account", "The account to purge.");
        var yes = new Option<bool>("--yes") { Description = "Really: it cannot be undone." };
        var command = new Command("purge", "Delete all that belongs to an account, for good.") { account, yes };
        command.AddAction((parsed, settings, cancellationToken) => OwnerScope.Run(settings, async owner =>
        {
            var accountId = parsed.GetRequiredValue(account);
            if (!parsed.GetValue(yes))
            {
                await Console.Error.WriteLineAsync(
                    $"All that belongs to the account '{accountId}' would be deleted for good: say --yes.");
                return 1;
            }

            foreach (var (table, rows) in await new AccountPurge(owner).Run(accountId, cancellationToken))
                Console.WriteLine($"{table}: {rows} deleted");
            return 0;
        }, cancellationToken));
        return command;
    }

    /// <summary>A new file is for its owner alone: it holds everything that the account has said.</summary>
    private static Stream Open(FileInfo? file)
    {
        if (file is null)
            return Console.OpenStandardOutput();
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return file.Open(options);
    }
}
