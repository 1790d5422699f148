using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using RunEvaluations.Api.Errors;
using RunEvaluations.Api.Input;

namespace RunEvaluations.Api.Tests.Input;

/// <summary>What the sample controller has let through: a refused request must leave no trace.</summary>
public sealed class SampleJournal
{
    private int accepted;

    public int Count => Volatile.Read(ref accepted);

    public TaskCompletionSource Waiting { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public TaskCompletionSource Left { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Accepted() => Interlocked.Increment(ref accepted);
}

/// <summary>A small service that has nothing but the strict input, the error bodies and the sample controller.</summary>
public sealed class SampleHost : IAsyncLifetime
{
    private WebApplication? app;

    public HttpClient Client { get; private set; } = null!;

    public Uri Address { get; private set; } = null!;

    public SampleJournal Journal { get; } = new();

    public RecordedLogs Logs { get; } = new();

    internal InputLimits Limits { get; init; } = new();

    public async Task InitializeAsync()
    {
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders().AddProvider(Logs);
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddSingleton(Journal);
        builder.Services.AddControllers()
            .AddApplicationPart(typeof(SampleController).Assembly)
            .AddStrictInput(Limits);

        app = builder.Build();
        app.UseErrorBodies();
        app.UseRouting();
        app.MapControllers();
        await app.StartAsync();

        Address = new Uri(app.Urls.Single());
        Client = new HttpClient { BaseAddress = Address };
    }

    public async Task DisposeAsync()
    {
        Client.Dispose();
        await app!.StopAsync();
        await app.DisposeAsync();
    }
}

/// <summary>Keeps what is logged at warning and above.</summary>
public sealed class RecordedLogs : ILoggerProvider, ILogger
{
    public ConcurrentQueue<(LogLevel Level, string Message, Exception? Exception)> Entries { get; } = new();

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Warning;

    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (IsEnabled(logLevel))
            Entries.Enqueue((logLevel, formatter(state, exception), exception));
    }

    public void Dispose()
    {
    }
}
