using NSubstitute;
using RunEvaluations.Application.Humanloop.Files;
using RunEvaluations.Application.Humanloop.Logs;
using RunEvaluations.Application.Humanloop.Suites;
using RunEvaluations.Domain.Humanloop;
using RunEvaluations.Domain.Results;
using RunEvaluations.Domain.Values;

namespace RunEvaluations.Application.Tests.Humanloop;

/// <summary>What ports have, in the tests of what Humanloop's clients ask for.</summary>
internal static class Rows
{
    public const string YesOrNo = """{"spec":{"evaluator_type":"external","return_type":"boolean"}}""";

    public static readonly JsonObjectText Empty = new("{}");

    public static FileView File(FileKind kind = FileKind.Prompt, string content = "{}", int number = 1) => new()
    {
        FileId = A.Id(number),
        Kind = kind,
        Path = $"path/{number}",
        VersionId = A.Id(number + 100),
        Content = new JsonObjectText(content),
        CreatedBy = "ann",
        CreatedAt = A.Now,
        UpdatedAt = A.Now,
        LastUsedAt = A.Now,
        VersionLogs = 0,
        TotalLogs = 0,
        Environments = [],
        EvaluatorId = kind is FileKind.Evaluator ? A.Id(0xee) : null,
        EvaluationLabelId = kind is FileKind.Evaluator ? A.Id(0xaa) : null,
    };

    public static LogRow Log(int number, FileView version) => new()
    {
        Id = A.Id(number),
        VersionId = version.VersionId,
        RunId = A.Id(number),
        Complete = true,
        Content = Empty,
        CreatedBy = "ann",
        CreatedAt = A.Now,
    };

    /// <summary>One whose transactions do their work, and whose ports have nothing.</summary>
    public static TheApplication Nothing()
    {
        var app = new TheApplication();
        Transactions<RecordedLog>(app);
        Transactions<RecordedJudgment>(app);
        Transactions<FileView>(app);
        app.Logs.Find("", [], default).ReturnsForAnyArgs([]);
        app.Logs.JudgmentsOf("", [], default).ReturnsForAnyArgs([]);
        app.Logs.TracesOf("", [], default).ReturnsForAnyArgs([]);
        return app;
    }

    public static void Has(this TheApplication app, params FileView[] files)
    {
        app.Files.Find("acme", Arg.Any<FileReference>(), A.Token).Returns(call =>
        {
            var wanted = call.Arg<FileReference>();
            return files.FirstOrDefault(file =>
                (wanted.FileId ?? file.FileId) == file.FileId && (wanted.VersionId ?? file.VersionId) == file.VersionId
                && (wanted.Path ?? file.Path) == file.Path && (wanted.Kind ?? file.Kind) == file.Kind);
        });
        app.Files.Versions("acme", Arg.Any<IEnumerable<Guid>>(), A.Token)
            .Returns(files.ToDictionary(file => file.VersionId));
    }

    public static void Has(this TheApplication app, params LogRow[] logs) =>
        app.Logs.Find("acme", Arg.Any<IReadOnlyList<Guid>>(), A.Token).Returns(call =>
            [.. logs.Where(log => call.Arg<IReadOnlyList<Guid>>().Contains(log.Id))]);

    /// <summary>An evaluation with these evaluators and these runs of it.</summary>
    public static void HasSuite(this TheApplication app, FileView[] evaluators, params ExperimentRow[] experiments)
    {
        var suite = new SuiteRow { Id = A.Id(1), CreatedBy = "ann", CreatedAt = A.Now, UpdatedAt = A.Now, Experiments = 0 };
        app.Suites.Find("acme", A.Id(1), A.Token).Returns(suite);
        app.Suites.Evaluators("acme", Arg.Any<IReadOnlyList<Guid>>(), A.Token)
            .Returns([.. evaluators.Select(e => new SuiteEvaluatorRow(A.Id(1), e.VersionId, false, A.Now))]);
        app.Experiments.OfSuite("acme", A.Id(1), A.Token).Returns(experiments);
        app.Figures.Of("", [], [], default).ReturnsForAnyArgs(
            experiments.ToDictionary(e => e.Id, e => new ExperimentFigures(e.Id, 1, 0, [])));
    }

    private static void Transactions<T>(TheApplication app) =>
        app.Versions.InTransaction(Arg.Any<Func<Task<Result<T>>>>(), A.Token)
            .Returns(call => call.Arg<Func<Task<Result<T>>>>()());
}
