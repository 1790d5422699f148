using System.CommandLine;
using RunEvaluations.Api.Settings;
using RunEvaluations.Infrastructure.Database;

namespace RunEvaluations.Api.Commands;

/// <summary>The commands of the executable. Without one it serves.</summary>
internal static class CommandLine
{
    public static async Task<int> Run(string[] args)
    {
        var parsed = Root().Parse(args);
        if (SettingArguments.FirstMistake(parsed) is { } mistake)
        {
            await Console.Error.WriteLineAsync(mistake);
            return 1;
        }

        using var signals = new StopSignals();
        try
        {
            // The host ends the service when it is told to stop, and takes its time; the parser must not cut it short.
            var invocation = new InvocationConfiguration
            {
                EnableDefaultExceptionHandler = false,
                ProcessTerminationTimeout = null,
            };
            return await parsed.InvokeAsync(invocation, signals.Token);
        }
        catch (Exception e) when (e is StartupException or SettingException)
        {
            await Console.Error.WriteLineAsync($"RunEvaluations cannot start: {e.Message.ReplaceLineEndings(" ")}");
            return 1;
        }
        catch (OperationCanceledException) when (signals.Received is { } signal)
        {
            await Console.Error.WriteLineAsync($"RunEvaluations was stopped by {signal} before it had started.");
            return 1;
        }
    }

    private static RootCommand Root()
    {
        var root = new RootCommand("Records evaluations of runs. Settings are given as --Section:Name=value.");
        root.AddAction(ServeCommand.Run);

        var serve = new Command("serve", "Serve the API (the default).");
        serve.AddAction(ServeCommand.Run);
        root.Subcommands.Add(serve);

        root.Subcommands.Add(MigrateCommand.Create());
        root.Subcommands.Add(TokenCommand.Create());
        root.Subcommands.Add(KeyCommand.Create());
        root.Subcommands.Add(SeedCommand.Create());
        root.Subcommands.Add(VerifyCommand.Create());
        root.Subcommands.Add(AccountCommand.Create());
        root.Subcommands.Add(CleanUpCommand.Create());
        root.Subcommands.Add(ImportCommand.Create());
        root.Subcommands.Add(GateCommand.Create());
        return root;
    }
}
