using System.Collections.Concurrent;
using System.Security.Claims;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using RunEvaluations.Api.Errors;
using RunEvaluations.Api.Security;
using RunEvaluations.Api.Telemetry;
using RunEvaluations.Domain.Values;

namespace RunEvaluations.Api.Tests.Security;

/// <summary>The security log before an endpoint that refuses as it is told: <c>/refused/{status}/{code}</c>.</summary>
internal sealed class RefusingApi : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly HttpClient client;
    private readonly SemaphoreSlim ended;

    private RefusingApi(WebApplication app, SemaphoreSlim ended) =>
        (this.app, this.ended, client) = (app, ended, new HttpClient { BaseAddress = new Uri(app.Urls.Single()) });

    public SettableTime Time { get; private init; } = new();

    public SecurityLines Log { get; private init; } = new();

    public static async Task<RefusingApi> Start()
    {
        var (time, log) = (new SettableTime(), new SecurityLines());
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders().AddProvider(log).SetMinimumLevel(LogLevel.Trace);
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddSingleton<TimeProvider>(time).AddSingleton<ServiceMeter>();
        builder.Services.AddSingleton<Microsoft.AspNetCore.Diagnostics.IExceptionHandler, ExceptionAnswer>();
        var app = builder.Build();
        var ended = new SemaphoreSlim(0);
        app.Use(async (context, next) =>
        {
            await next(context);
            ended.Release();
        });
        app.UseMiddleware<SecurityLog>();
        app.UseErrorBodies();
        app.UseRouting();
        app.MapGet("/refused/{status}/{code}", (HttpContext context, int status, string code) =>
        {
            if (context.Request.Headers["X-Account"].ToString() is { Length: > 0 } account)
                context.User = new ClaimsPrincipal(new CallerIdentity(Caller.User(account, "ada"), "test"));
            return ErrorWriter.WriteAsync(context, status, code, "Refused.");
        });
        await app.StartAsync();
        return new RefusingApi(app, ended) { Time = time, Log = log };
    }

    /// <summary>Comes back when the line has been written, which is after the answer.</summary>
    public async Task Refuse(int status, string code, string account = "")
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/refused/{status}/{code}?key=sesame");
        request.Headers.Add("X-Account", account);
        using var response = await client.SendAsync(request);
        Assert.Equal(status, (int)response.StatusCode);
        await ended.WaitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        client.Dispose();
        await app.DisposeAsync();
        ended.Dispose();
    }
}

/// <summary>Keeps the lines of the security log, by the names of what they say.</summary>
internal sealed class SecurityLines : ILoggerProvider
{
    private readonly ConcurrentQueue<IReadOnlyDictionary<string, object?>> lines = [];

    public IReadOnlyList<IReadOnlyDictionary<string, object?>> All => [.. lines];

    public ILogger CreateLogger(string categoryName) => new Recorder(categoryName == "RunEvaluations.Security" ? lines : []);

    public void Dispose()
    {
    }

    private sealed class Recorder(ConcurrentQueue<IReadOnlyDictionary<string, object?>> lines) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            var said = ((IEnumerable<KeyValuePair<string, object?>>)state!).ToDictionary(p => p.Key, p => p.Value);
            said["Level"] = logLevel;
            lines.Enqueue(said);
        }
    }
}
