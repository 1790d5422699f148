using RunEvaluations.Application.Humanloop;
using RunEvaluations.Application.Humanloop.Files;
using RunEvaluations.Application.Humanloop.Logs;
using RunEvaluations.Application.Humanloop.Suites;
using RunEvaluations.Domain.Humanloop;
using RunEvaluations.Domain.Values;

namespace RunEvaluations.Application.Tests.Pipeline;

/// <summary>A good request of each type that Humanloop's clients make.</summary>
internal static class HumanloopSamples
{
    private static readonly FileReference File = new() { FileId = A.Id(1) };
    private static readonly JsonObjectText Empty = new("{}");
    private static readonly VersionContent Content = new() { Path = "path", Content = Empty };
    private static readonly PageWanted Page = new(1, 10);

    /// <summary>One of each that only a user may make.</summary>
    public static IReadOnlyList<Sample> OfUsers(Caller caller) =>
    [
        Sample.Of(new PutVersion { Caller = caller, Kind = FileKind.Prompt, Version = Content }),
        Sample.Of(new PutEvaluator { Caller = caller, Version = Content }),
        Sample.Of(new PutDataset
        {
            Caller = caller,
            Version = Content,
            Action = DatasetAction.Set,
            Datapoints = [Empty],
        }),
        Sample.Of(new MoveFile(caller, FileKind.Prompt, A.Id(1), "elsewhere", null)),
        Sample.Of(new DeleteFile(caller, FileKind.Prompt, A.Id(1))),
        Sample.Of(new NameVersion(caller, FileKind.Prompt, A.Id(1), A.Id(2), new("first", null))),
        Sample.Of(new DeleteVersion(caller, FileKind.Prompt, A.Id(1), A.Id(2))),
        Sample.Of(new DeployVersion(caller, FileKind.Prompt, A.Id(1), A.Id(2), DeploymentEnvironment.Staging)),
        Sample.Of(new WithdrawVersion(caller, FileKind.Prompt, A.Id(1), DeploymentEnvironment.Staging)),
        Sample.Of(new RecordLog { Caller = caller, Reference = File, Content = Empty }),
        Sample.Of(new RecordJudgment { Caller = caller, Reference = File, ParentId = A.Id(2), Content = Empty }),
        Sample.Of(new UpdateLog { Caller = caller, Kind = FileKind.Flow, LogId = A.Id(2), Changes = Empty }),
        Sample.Of(new DeleteLogs(caller, A.Ids(2))),
        Sample.Of(new CreateSuite { Caller = caller, File = File, Evaluators = [new(File, false)] }),
        Sample.Of(new DeleteSuite(caller, A.Id(1))),
        Sample.Of(new AddEvaluators(caller, A.Id(1), [new(File, false)])),
        Sample.Of(new RemoveEvaluator(caller, A.Id(1), A.Id(2))),
        Sample.Of(new CreateExperiment { Caller = caller, SuiteId = A.Id(1) }),
        Sample.Of(new AttachExperiment(caller, A.Id(1), A.Id(2))),
        Sample.Of(new DetachExperiment(caller, A.Id(1), A.Id(2))),
        Sample.Of(new UpdateExperiment { Caller = caller, SuiteId = A.Id(1), ExperimentId = A.Id(2), Control = true }),
        Sample.Of(new AddLogs(caller, A.Id(1), A.Id(2), A.Ids(2))),
    ];

    /// <summary>One of each that an evaluator may make too.</summary>
    public static IReadOnlyList<Sample> OfAnybody(Caller caller) =>
    [
        Sample.Of(new GetFile(caller, File, IncludeDatapoints: true)),
        Sample.Of(new ListFiles(caller, new() { AccountId = caller.AccountId, Page = Page })),
        Sample.Of(new ListVersions(caller, FileKind.Prompt, A.Id(1))),
        Sample.Of(new ListDatapoints(caller, File, Page)),
        Sample.Of(new ListEnvironments(caller, FileKind.Prompt, A.Id(1))),
        Sample.Of(new GetLog(caller, A.Id(1))),
        Sample.Of(new ListLogs(
            caller, new() { AccountId = caller.AccountId, FileId = A.Id(1), Page = Page }, IncludeTraces: true)),
        Sample.Of(new GetSuite(caller, A.Id(1))),
        Sample.Of(new GetSuiteStats(caller, A.Id(1))),
        Sample.Of(new ListSuites(caller, A.Id(1), Page)),
        Sample.Of(new ListExperiments(caller, A.Id(1))),
        Sample.Of(new ListSuiteLogs(caller, A.Id(1), [], Page)),
    ];
}
