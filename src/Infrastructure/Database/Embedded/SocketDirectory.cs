namespace RunEvaluations.Infrastructure.Database.Embedded;

/// <summary>The directory of the socket where it cannot be the server's home, whose path is too long.</summary>
internal static class SocketDirectory
{
    /// <summary>/tmp is everybody's: a directory that somebody else has put there is not taken.</summary>
    private const string MakeOrCheck =
        "mkdir -m 700 \"$1\" 2>/dev/null; [ ! -L \"$1\" ] && [ -O \"$1\" ] && chmod 700 \"$1\"";

    public static async Task EnsureAsync(ServerPaths paths, ServerAccount account)
    {
        if (!paths.HasOwnSocketDirectory)
            return;

        var result = await account.ShellAsync(MakeOrCheck, [paths.SocketDirectory], CancellationToken.None)
            .ConfigureAwait(false);
        if (!result.Succeeded)
            throw new StartupException(
                $"No socket can be made in {paths.Root}, whose path is too long or has a comma, and "
                + $"{paths.SocketDirectory} cannot be used for it: set Embedded:DataDirectory to a shorter path.");
    }

    public static void Remove(ServerPaths paths)
    {
        try
        {
            Directory.Delete(paths.SocketDirectory);
        }
        catch (IOException)
        {
            // Gone already, or in use again.
        }
    }
}
