using Microsoft.Extensions.Logging.Abstractions;
using RunEvaluations.Infrastructure.Database.Embedded;

namespace RunEvaluations.Infrastructure.Tests.Database.Embedded;

/// <summary>A stopped server's directory to copy: to make one takes longer than most tests.</summary>
public sealed class InitialisedDirectory : IAsyncLifetime, IDisposable
{
    private readonly TemporaryDirectory directory = new();

    public async Task InitializeAsync()
    {
        await using var server = await EmbeddedPostgres.StartAsync(directory.Settings, NullLogger.Instance);
    }

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose() => directory.Dispose();

    internal Task<TemporaryDirectory> CopyAsync(string name = "data") =>
        TemporaryDirectory.CopyOfAsync(directory, name);
}
