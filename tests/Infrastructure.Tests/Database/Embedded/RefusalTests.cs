using System.Runtime.Versioning;
using Microsoft.Extensions.Logging.Abstractions;
using RunEvaluations.Infrastructure.Database;
using RunEvaluations.Infrastructure.Database.Embedded;

namespace RunEvaluations.Infrastructure.Tests.Database.Embedded;

[UnsupportedOSPlatform("windows")]
public sealed class RefusalTests
{
    private static readonly ServerPaths Paths = new("/srv/data");

    [Fact]
    public async Task A_binary_directory_without_the_programs_is_named()
    {
        using var directory = new TemporaryDirectory();
        var settings = directory.Settings with { BinaryDirectory = "/usr/share/nowhere" };

        var refusal = await Assert.ThrowsAsync<StartupException>(
            () => EmbeddedPostgres.StartAsync(settings, NullLogger.Instance));

        Assert.Contains("/usr/share/nowhere", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("Embedded:BinaryDirectory", refusal.Message, StringComparison.Ordinal);
    }

    /// <summary>As root the server's user cannot pass the parent; as another user we cannot write to it.</summary>
    [Fact]
    public async Task A_directory_that_cannot_be_used_is_named()
    {
        using var directory = new TemporaryDirectory(Path.Combine("closed", "data"));
        var parent = Path.GetDirectoryName(directory.DataDirectory)!;
        Directory.CreateDirectory(parent, UnixFileMode.UserRead | UnixFileMode.UserExecute);

        var refusal = await Assert.ThrowsAsync<StartupException>(directory.StartAsync);

        Assert.Contains(parent, refusal.Message, StringComparison.Ordinal);
        Assert.Contains("Embedded:DataDirectory", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_directory_whose_name_a_shell_would_expand_is_refused() =>
        Assert.Throws<StartupException>(() => new ServerPaths("/srv/$(reboot)"));

    [Fact]
    public void The_newest_installation_is_taken() =>
        Assert.Equal(18, PostgresInstallation.Choose(Installed(17, 18, 15), wanted: null, Paths).MajorVersion);

    [Fact]
    public void An_existing_database_keeps_its_version() =>
        Assert.Equal(15, PostgresInstallation.Choose(Installed(17, 15), wanted: 15, Paths).MajorVersion);

    [Fact]
    public void An_existing_database_of_a_version_that_is_gone_is_refused()
    {
        var refusal = Assert.Throws<StartupException>(
            () => PostgresInstallation.Choose(Installed(17), wanted: 15, Paths));

        Assert.Contains("made by PostgreSQL 15", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_version_that_is_too_old_is_refused()
    {
        var refusal = Assert.Throws<StartupException>(
            () => PostgresInstallation.Choose(Installed(13), wanted: null, Paths));

        Assert.Contains("PostgreSQL 14 or newer", refusal.Message, StringComparison.Ordinal);
    }

    private static PostgresInstallation[] Installed(params int[] versions) =>
        [.. versions.Select(version => new PostgresInstallation($"/opt/{version}/bin", version))];
}
