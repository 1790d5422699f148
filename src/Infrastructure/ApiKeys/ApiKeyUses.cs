using System.Collections.Concurrent;
using System.Threading.Channels;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using RunEvaluations.Application.ApiKeys;

namespace RunEvaluations.Infrastructure.ApiKeys;

/// <summary>
/// Notes the uses of keys beside the requests, one after the other on one connection. A use that cannot be noted, on a
/// database that is read-only for instance, is forgotten until the key is used again a minute later.
/// </summary>
internal sealed class ApiKeyUses(IServiceScopeFactory scopes, ILogger<ApiKeyUses> logger)
    : IHostedService, IApiKeyUses, IDisposable
{
    private const int MostWaiting = 1_000;
    private const int MostRemembered = 10_000;

    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);

    private readonly CancellationTokenSource stopping = new();
    private readonly ConcurrentDictionary<Guid, DateTimeOffset> told = new();

    private readonly Channel<Use> waiting = Channel.CreateBounded<Use>(
        new BoundedChannelOptions(MostWaiting) { FullMode = BoundedChannelFullMode.DropWrite, SingleReader = true });

    private Task noting = Task.CompletedTask;

    public void Tell(string accountId, Guid id, DateTimeOffset at)
    {
        if (told.TryGetValue(id, out var last) && at - last < Pause)
            return;

        // To forget them all costs one more statement for each key.
        if (told.Count >= MostRemembered)
            told.Clear();
        told[id] = at;
        waiting.Writer.TryWrite(new Use(accountId, id, at));
    }

    // Not a BackgroundService: where the start fails, the host reports the end of one as a failure of its own.
    public Task StartAsync(CancellationToken cancellationToken)
    {
        noting = NoteAll(stopping.Token);
        return Task.CompletedTask;
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        waiting.Writer.TryComplete();
        await stopping.CancelAsync();
        // Where requests have used up the time to stop, nothing is left of it: that is no failure of the stop.
        await noting.WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public void Dispose() => stopping.Dispose();

    private async Task NoteAll(CancellationToken stoppingToken)
    {
        await foreach (var use in waiting.Reader.ReadAllAsync(CancellationToken.None))
            await Note(use, stoppingToken);
    }

    private async Task Note(Use use, CancellationToken stoppingToken)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            var keys = scope.ServiceProvider.GetRequiredService<IApiKeyRepository>();
            await keys.NoteUse(use.AccountId, use.Id, use.At, stoppingToken);
        }
        catch (Exception e)
        {
            logger.LogDebug("The use of an API key was not noted ({Reason}).", e.Message);
        }
    }

    private sealed record Use(string AccountId, Guid Id, DateTimeOffset At);
}
