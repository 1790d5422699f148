using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using RunEvaluations.Application.ApiKeys;
using RunEvaluations.Domain.ApiKeys;
using RunEvaluations.Domain.Results;
using RunEvaluations.Infrastructure.ApiKeys;
using RunEvaluations.Infrastructure.Tests.TestBed;

namespace RunEvaluations.Infrastructure.Tests.ApiKeys;

public sealed class ApiKeyUsesTests : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    private readonly Notes notes = new();
    private readonly ServiceProvider services;
    private readonly ApiKeyUses uses;

    public ApiKeyUsesTests()
    {
        services = new ServiceCollection().AddSingleton<IApiKeyRepository>(notes).BuildServiceProvider();
        uses = new(services.GetRequiredService<IServiceScopeFactory>(), NullLogger<ApiKeyUses>.Instance);
    }

    public void Dispose()
    {
        uses.Dispose();
        services.Dispose();
    }

    [Fact]
    public async Task A_use_is_noted_once_a_minute_and_one_that_cannot_be_noted_does_no_harm()
    {
        notes.Fail = true;
        await uses.StartAsync(CancellationToken.None);
        var (first, second) = (Account.NextId(), Account.NextId());

        uses.Tell("acme", first, Account.Now);
        uses.Tell("acme", first, Account.Now.AddSeconds(59));
        Assert.Equal((first, Account.Now), await notes.Next(Limit));

        notes.Fail = false;
        uses.Tell("acme", second, Account.Now.AddSeconds(59));
        uses.Tell("acme", first, Account.Now.AddSeconds(60));
        Assert.Equal((second, Account.Now.AddSeconds(59)), await notes.Next(Limit));
        Assert.Equal((first, Account.Now.AddSeconds(60)), await notes.Next(Limit));

        await uses.StopAsync(CancellationToken.None);
        uses.Tell("acme", second, Account.Now.AddDays(1));
    }

    [Fact]
    public async Task A_stop_that_has_run_out_of_time_does_not_wait_for_a_use_and_does_not_fail()
    {
        notes.Lasts = new TaskCompletionSource();
        await uses.StartAsync(CancellationToken.None);
        uses.Tell("acme", Account.NextId(), Account.Now);
        await notes.Next(Limit);

        var stop = uses.StopAsync(new CancellationToken(canceled: true));
        await stop.WaitAsync(Limit);
        Assert.True(stop.IsCompletedSuccessfully);

        notes.Lasts.SetResult();
    }

    private sealed class Notes : IApiKeyRepository
    {
        private readonly System.Threading.Channels.Channel<(Guid, DateTimeOffset)> noted =
            System.Threading.Channels.Channel.CreateUnbounded<(Guid, DateTimeOffset)>();

        public bool Fail { get; set; }

        public TaskCompletionSource? Lasts { get; set; }

        public async Task<(Guid Id, DateTimeOffset At)> Next(TimeSpan limit)
        {
            using var end = new CancellationTokenSource(limit);
            return await noted.Reader.ReadAsync(end.Token);
        }

        public async Task NoteUse(string accountId, Guid id, DateTimeOffset at, CancellationToken cancellationToken)
        {
            var fails = Fail;
            noted.Writer.TryWrite((id, at));
            if (Lasts is not null)
                await Lasts.Task;
            if (fails)
                throw new InvalidOperationException("read-only");
        }

        public Task<Result<ApiKeyView>> Create(ApiKey key, CancellationToken cancellationToken) =>
            throw new NotSupportedException();

        public Task<ApiKeyView?> Get(string accountId, Guid id, CancellationToken cancellationToken) =>
            throw new NotSupportedException();

        public Task<IReadOnlyList<ApiKeyView>> List(
            string accountId, bool includeRevoked, Guid? after, int limit, CancellationToken cancellationToken) =>
            throw new NotSupportedException();

        public Task<bool> Revoke(string accountId, Guid id, DateTimeOffset at, CancellationToken cancellationToken) =>
            throw new NotSupportedException();

        public Task<PresentedApiKey?> Find(string accountId, byte[] hash, CancellationToken cancellationToken) =>
            throw new NotSupportedException();
    }
}
