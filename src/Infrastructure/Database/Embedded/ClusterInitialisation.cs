using System.Security.Cryptography;

namespace RunEvaluations.Infrastructure.Database.Embedded;

/// <summary>
/// Makes the cluster on first use. All of it is made beside its place and renamed into it when it is on the disk, so
/// that a kill at any moment leaves either nothing or a complete cluster.
/// </summary>
internal sealed class ClusterInitialisation(ServerPaths paths, PostgresInstallation installation, ServerAccount account)
{
    private const string Unfinished = "postgres.unfinished-";

    public async Task EnsureAsync(CancellationToken cancellationToken)
    {
        RemoveUnfinished();
        if (File.Exists(paths.VersionFile))
            return;

        if (Directory.Exists(paths.Home))
            RemoveEmpty();

        // A new name each time: an initdb of a killed service may still run, and removes its directory as it fails.
        var name = Unfinished + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(4));
        var place = Path.Combine(paths.Root, name);
        try
        {
            await MakeAsync(place, cancellationToken).ConfigureAwait(false);
            Directory.Move(place, paths.Home);
        }
        catch
        {
            RemoveUnfinished();
            throw;
        }

        // Otherwise a loss of power could bring the old name back, and the next start would remove it.
        DiskFlush.Directory(paths.Root);
    }

    private async Task MakeAsync(string place, CancellationToken cancellationToken)
    {
        var cluster = Path.Combine(place, Path.GetFileName(paths.Cluster));
        var logs = Path.Combine(place, Path.GetFileName(paths.Logs));
        var password = Path.Combine(place, Path.GetFileName(paths.Password));
        PrivateFiles.CreateDirectory(place);
        PrivateFiles.CreateDirectory(cluster);
        PrivateFiles.CreateDirectory(logs);
        PrivateFiles.WriteNew(password, Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32)));
        await account.GiveAsync([cluster, logs, password, place], cancellationToken).ConfigureAwait(false);

        // The C locale orders by bytes, and is the same on every machine.
        await InitialiseAsync(
            [
                "-D", cluster, "--username", ApplicationDatabase.OwnerName, "--pwfile", password,
                "--auth-local", "scram-sha-256", "--auth-host", "scram-sha-256",
                "--encoding", "UTF8", "--locale", "C", "--no-sync",
            ],
            cancellationToken).ConfigureAwait(false);
        await FlushAsync(place, cluster, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>
    /// initdb flushes its thousand files one by one, for seconds where the disk is busy; Linux does it in one go.
    /// </summary>
    private async Task FlushAsync(string place, string cluster, CancellationToken cancellationToken)
    {
        if (OperatingSystem.IsLinux())
        {
            DiskFlush.FileSystem(place);
            return;
        }

        await InitialiseAsync(["-D", cluster, "--sync-only"], cancellationToken).ConfigureAwait(false);
        DiskFlush.Directory(place);
    }

    private async Task InitialiseAsync(string[] arguments, CancellationToken cancellationToken)
    {
        var result = await account.RunAsync(installation.Initialise, arguments, cancellationToken)
            .ConfigureAwait(false);
        if (!result.Succeeded)
            throw new StartupException(
                $"PostgreSQL could not make a database in {paths.Root} (Embedded:DataDirectory): "
                + ServerLog.Reason(result));
    }

    private void RemoveEmpty()
    {
        if (Directory.EnumerateFileSystemEntries(paths.Home).Any())
            throw new StartupException(
                $"{paths.Home} is not empty, and holds no database that the service has made (data/PG_VERSION is "
                + "missing): move it away, or set Embedded:DataDirectory to another directory.");
        Directory.Delete(paths.Home);
    }

    private void RemoveUnfinished()
    {
        foreach (var directory in Directory.EnumerateDirectories(paths.Root, Unfinished + "*"))
        {
            try
            {
                Directory.Delete(directory, recursive: true);
            }
            catch (IOException)
            {
                // An initdb of a killed service still writes to it: the next start removes it.
            }
        }
    }
}
