using MediatR;
using Microsoft.Extensions.DependencyInjection;
using NSubstitute;
using RunEvaluations.Application.ApiKeys;
using RunEvaluations.Application.Evaluations;
using RunEvaluations.Application.Evaluators;
using RunEvaluations.Application.Humanloop.Files;
using RunEvaluations.Application.Humanloop.Logs;
using RunEvaluations.Application.Humanloop.Suites;
using RunEvaluations.Application.Idempotency;
using RunEvaluations.Application.Imports;
using RunEvaluations.Application.Labels;
using RunEvaluations.Application.Pipeline;
using RunEvaluations.Application.Runs;
using RunEvaluations.Application.Statistics;
using RunEvaluations.Application.Statistics.Coverage;
using RunEvaluations.Application.Statistics.Search;
using RunEvaluations.Domain.Evaluations;
using RunEvaluations.Domain.Results;

namespace RunEvaluations.Application.Tests;

/// <summary>The application as the API meets it, pipeline and all; only the ports are stand-ins.</summary>
internal sealed class TheApplication
{
    private readonly IMediator mediator;
    private readonly ServiceProvider services;

    public TheApplication() => mediator = (services = new ServiceCollection()
        .AddApplication()
        .AddSingleton<TimeProvider>(new StandingClock())
        .AddSingleton(Evaluations)
        .AddSingleton(Lists)
        .AddSingleton(History)
        .AddSingleton(Labels)
        .AddSingleton(Imports)
        .AddSingleton(Runs)
        .AddSingleton(Evaluators)
        .AddSingleton(Substitute.For<IReadSource>())
        .AddSingleton<IIdempotencyKeys>(Keys)
        .AddSingleton(new IdempotencySettings())
        .AddSingleton(ApiKeys)
        .AddSingleton(ApiKeyUses)
        .AddSingleton(Files)
        .AddSingleton(Versions)
        .AddSingleton(Deployments)
        .AddSingleton(Datasets)
        .AddSingleton(Logs)
        .AddSingleton(Suites)
        .AddSingleton(Experiments)
        .AddSingleton(Figures)
        .AddSingleton(Ratings)
        .AddSingleton(Searches)
        .AddSingleton(Coverage)
        .AddSingleton(KeptRuns)
        .BuildServiceProvider(validateScopes: true)).GetRequiredService<IMediator>();

    public IEvaluationRepository Evaluations { get; } = Substitute.For<IEvaluationRepository>();
    public IEvaluationLists Lists { get; } = Substitute.For<IEvaluationLists>();
    public IEvaluationHistory History { get; } = EmptyHistory();
    public ILabelRepository Labels { get; } = Substitute.For<ILabelRepository>();
    public IRunRepository Runs { get; } = Substitute.For<IRunRepository>();
    public IImportRepository Imports { get; } = Substitute.For<IImportRepository>();
    public IEvaluatorRepository Evaluators { get; } = Substitute.For<IEvaluatorRepository>();
    public IApiKeyRepository ApiKeys { get; } = Substitute.For<IApiKeyRepository>();
    public IApiKeyUses ApiKeyUses { get; } = Substitute.For<IApiKeyUses>();

    public IFileRepository Files { get; } = Substitute.For<IFileRepository>();
    public IVersionRepository Versions { get; } = Substitute.For<IVersionRepository>();
    public IDeploymentRepository Deployments { get; } = Substitute.For<IDeploymentRepository>();
    public IDatasetRepository Datasets { get; } = Substitute.For<IDatasetRepository>();
    public ILogRepository Logs { get; } = Substitute.For<ILogRepository>();
    public ISuiteRepository Suites { get; } = Substitute.For<ISuiteRepository>();
    public IExperimentRepository Experiments { get; } = Substitute.For<IExperimentRepository>();
    public IExperimentFigures Figures { get; } = Substitute.For<IExperimentFigures>();
    public IRatings Ratings { get; } = Substitute.For<IRatings>();
    public IEvaluationSearches Searches { get; } = Substitute.For<IEvaluationSearches>();
    public ICoverage Coverage { get; } = Substitute.For<ICoverage>();
    public IKeptRuns KeptRuns { get; } = Substitute.For<IKeptRuns>();

    public IApiKeyGate ApiKeyGate => services.GetRequiredService<IApiKeyGate>();

    public KeysInMemory Keys { get; } = new();

    public bool AskedAPort =>
        new object[]
        {
            Evaluations, Lists, History, Labels, Runs, Evaluators, ApiKeys, Imports, Files, Versions, Deployments, Datasets,
            Logs, Suites, Experiments, Figures, Ratings, Searches, Coverage, KeptRuns,
        }.Any(port => port.ReceivedCalls().Any());

    /// <summary>One whose ports write what handlers go on to read.</summary>
    public static TheApplication ThatWrites()
    {
        var app = new TheApplication();
        var written = new WriteAttempt(A.Evaluation(), new EvaluationTarget(true, null, true));
        app.Evaluations.Create(default!, default).ReturnsForAnyArgs(written);
        app.Evaluations.CreateMany(default!, default, default).ReturnsForAnyArgs([written]);
        app.Evaluations.ChangeValue(default!, default, default).ReturnsForAnyArgs(written);
        app.Evaluations.Retract(default!, default).ReturnsForAnyArgs(written);
        app.ApiKeys.Create(default!, default).ReturnsForAnyArgs(A.ApiKey());
        return app;
    }

    public Task<T> Send<T>(IRequest<T> request) => mediator.Send(request, A.Token);

    /// <summary>The request is refused for one field, with these reasons, and no port hears of it.</summary>
    public async Task AssertRefuses<T>(IRequest<Result<T>> request, string field, params string[] reasons)
    {
        var error = (await Send(request)).Error;
        Assert.Equal((ErrorKind.Invalid, "invalid_request"), (error?.Kind, error?.Code));
        var (name, found) = Assert.Single(error!.Fields);
        Assert.Equal(field, name);
        Assert.Equal(reasons, found);
        Assert.False(AskedAPort);
    }

    /// <summary>The request passes the pipeline: what it comes to is the port's to say.</summary>
    public async Task AssertAccepts<T>(IRequest<Result<T>> request)
    {
        // A port that was told nothing answers null.
        Result<T>? result = await Send(request);
        Assert.Null(result?.Error);
        Assert.True(AskedAPort);
    }

    private sealed class StandingClock : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => A.Now;
    }

    private static IEvaluationHistory EmptyHistory()
    {
        var history = Substitute.For<IEvaluationHistory>();
        history.Entries("", default, default, default).ReturnsForAnyArgs([]);
        history.Ledger("", default).ReturnsForAnyArgs(AsyncEnumerable.Empty<RecordedEvaluation>());
        return history;
    }
}
