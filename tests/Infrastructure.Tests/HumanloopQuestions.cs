using System.Text.RegularExpressions;
using Npgsql;
using RunEvaluations.Application.Humanloop.Files;
using RunEvaluations.Application.Humanloop.Logs;
using RunEvaluations.Application.Humanloop.Suites;
using RunEvaluations.Domain.Humanloop;
using RunEvaluations.Domain.Results;
using RunEvaluations.Infrastructure.Tests.TestBed;

namespace RunEvaluations.Infrastructure.Tests;

/// <summary>Everything that the ports of Humanloop's API can be asked about ids.</summary>
internal static class HumanloopQuestions
{
    private static readonly DateTimeOffset At = Account.Now;

    public static readonly Dictionary<string, Func<StrangersQuestions.Asked, Task<object?>>> All = new()
    {
        ["IFileRepository.Find"] = async a => await Find(a, new() { FileId = a.Ids.Humanloop.FileId }),
        ["IFileRepository.Find of the path"] = async a => await Find(a, new() { Path = a.Ids.Name }),
        ["IFileRepository.Find of the version"] = async a => await Find(a, new() { VersionId = a.Ids.Humanloop.VersionId }),
        ["IFileRepository.Find where it is deployed"] = async a =>
            await Find(a, new() { FileId = a.Ids.Humanloop.FileId, Environment = DeploymentEnvironment.Production }),
        ["IFileRepository.Versions by their ids"] = async a =>
            await a.Ledger.Files.Versions(a.Me.Id, [a.Ids.Humanloop.VersionId], default),
        ["IFileRepository.Versions of the file"] = async a =>
            await a.Ledger.Files.Versions(a.Me.Id, FileKind.Prompt, a.Ids.Humanloop.FileId, default),
        ["IFileRepository.List"] = async a =>
            await a.Ledger.Files.List(new() { AccountId = a.Me.Id, Page = Workspace.FirstPage }, default),
        ["IFileRepository.Move"] = async a => StrangersQuestions.Outcome(
            await a.Ledger.Files.Move(a.Me.Id, FileKind.Prompt, a.Ids.Humanloop.FileId, "elsewhere", default)),
        ["IFileRepository.Move of mine to the path"] = async a => StrangersQuestions.Outcome(
            await a.Ledger.Files.Move(a.Me.Id, FileKind.Prompt, (await Mine(a)).FileId, a.Ids.Name, default)),
        ["IFileRepository.Delete"] = async a =>
            await a.Ledger.Files.Delete(a.Me.Id, FileKind.Prompt, a.Ids.Humanloop.FileId, At, default),
        ["IFileRepository.NameVersion"] = async a => StrangersQuestions.Outcome(await a.Ledger.Files.NameVersion(
            a.Me.Id, a.Ids.Humanloop.FileId, a.Ids.Humanloop.VersionId, new("new", null), default)),
        ["IFileRepository.NameVersion of mine"] = async a =>
        {
            var mine = await Mine(a);
            return StrangersQuestions.Outcome(await a.Ledger.Files.NameVersion(
                a.Me.Id, mine.FileId, mine.VersionId, new(a.Ids.Name, null), default));
        },
        ["IFileRepository.DeleteVersion"] = async a => StrangersQuestions.Outcome(await a.Ledger.Files.DeleteVersion(
            a.Me.Id, a.Ids.Humanloop.FileId, a.Ids.Humanloop.VersionId, At, default)),

        ["IVersionRepository.Find"] = async a => await a.Ledger.Versions.Find(
            Of(a).AVersion() with { FileId = a.Ids.Humanloop.FileId, Path = null },
            ContentHash.Of(Of(a).AVersion().Content),
            default),
        ["IVersionRepository.Find at the path"] = async a => await a.Ledger.Versions.Find(
            Of(a).AVersion() with { Path = a.Ids.Name }, ContentHash.Of(Of(a).AVersion().Content), default),
        ["IVersionRepository.Open"] = async a => StrangersQuestions.Outcome(await a.Ledger.Versions.Open(
            Of(a).AVersion() with { FileId = a.Ids.Humanloop.FileId, Path = null }, default)),
        ["IVersionRepository.Open at the path"] = async a => StrangersQuestions.Outcome(await a.Ledger.Versions.Open(
            Of(a).AVersion() with { Path = a.Ids.Name }, default)),
        ["IVersionRepository.Create at the path"] = async a => StrangersQuestions.Outcome(await a.Ledger.Versions.Create(
            Of(a).AVersion() with { Path = a.Ids.Name }, a.NewId, null, default)),
        ["IVersionRepository.Create as the evaluator"] = async a => await Refused(() => a.Ledger.Versions.Create(
            Of(a).AVersion() with { Path = "mine" }, a.NewId, a.Ids.EvaluatorId, default)),
        ["IVersionRepository.Put"] = async a => await Refused(() => a.Ledger.Versions.Put(
            new(a.Ids.Humanloop.FileId, "", null, IsNew: true), Of(a).AVersion(), new(a.NewId, new byte[32]), default)),
        ["IVersionRepository.Put of the same content"] = async a => await Refused(() => a.Ledger.Versions.Put(
            new(a.Ids.Humanloop.FileId, "", null, IsNew: false),
            Of(a).AVersion() with { Description = "new" },
            new(a.NewId, ContentHash.Of(Of(a).AVersion().Content)),
            default)),
        ["IVersionRepository.Put with the datapoint"] = async a => await Refused(async () => await a.Ledger.Versions.Put(
            new((await Mine(a)).FileId, "", null, IsNew: false),
            Of(a).AVersion("{}"),
            new(a.NewId, new byte[32]) { Datapoints = [a.Ids.Humanloop.DatapointId] },
            default)),
        ["IVersionRepository.Labelled"] = async a =>
            await a.Ledger.Versions.Labelled(a.Me.Id, a.Ids.Humanloop.FileId, default),
        ["IVersionRepository.InTransaction"] = async a =>
        {
            var versions = a.Ledger.Versions;
            return StrangersQuestions.Outcome(await versions.InTransaction(
                () => versions.Open(Of(a).AVersion() with { Path = a.Ids.Name }, default), default));
        },

        ["IDeploymentRepository.Deploy"] = async a =>
        {
            var (file, version) = (a.Ids.Humanloop.FileId, a.Ids.Humanloop.VersionId);
            await a.Ledger.Deployments.Deploy(a.Me.Ann, file, version, DeploymentEnvironment.Production, At, default);
            return null;
        },
        ["IDeploymentRepository.Deploy as mine"] = async a =>
        {
            var (file, version) = ((await Mine(a)).FileId, a.Ids.Humanloop.VersionId);
            await a.Ledger.Deployments.Deploy(a.Me.Ann, file, version, DeploymentEnvironment.Staging, At, default);
            return (await a.Ledger.Deployments.List(a.Me.Id, file, default)).Count;
        },
        ["IDeploymentRepository.Withdraw"] = async a =>
        {
            await a.Ledger.Deployments.Withdraw(
                a.Me.Id, a.Ids.Humanloop.FileId, DeploymentEnvironment.Production, default);
            return null;
        },
        ["IDeploymentRepository.List"] = async a =>
            await a.Ledger.Deployments.List(a.Me.Id, a.Ids.Humanloop.FileId, default),

        ["IDatasetRepository.Keep"] = async a => await Refused(() => a.Ledger.Datasets.Keep(
            a.Me.Id, a.Ids.Humanloop.DatasetId, [Workspace.Datapoint("one") with { Id = a.NewId }], default)),
        ["IDatasetRepository.IdsOf"] = async a =>
            await a.Ledger.Datasets.IdsOf(a.Me.Id, a.Ids.Humanloop.DatasetVersionId, default),
        ["IDatasetRepository.List"] = async a =>
            await a.Ledger.Datasets.List(a.Me.Id, a.Ids.Humanloop.DatasetVersionId, 0, 10, default),
        ["IDatasetRepository.Find"] = async a =>
            await a.Ledger.Datasets.Find(a.Me.Id, [a.Ids.Humanloop.DatapointId], default),

        ["ILogRepository.Add of the version"] = async a => await Refused(() => Add(a, log => log with
        {
            FileId = a.Ids.Humanloop.FileId,
            VersionId = a.Ids.Humanloop.VersionId,
        })),
        ["ILogRepository.Add as the run"] = async a => await Refused(() => Add(a, log => log with { RunId = a.Ids.RunId })),
        ["ILogRepository.Add with the id"] = async a => await Refused(() => Add(a, log => log with { Id = a.Ids.Humanloop.LogId })),
        ["ILogRepository.Add for the datapoint"] = async a => await Refused(() => Add(a, log => log with
        {
            Links = new() { DatapointId = a.Ids.Humanloop.DatapointId },
        })),
        ["ILogRepository.Add to the experiment"] = async a => await Refused(() => Add(a, log => log with
        {
            Links = new() { ExperimentId = a.Ids.Humanloop.ExperimentId },
        })),
        ["ILogRepository.Add of a judgment"] = async a => await Refused(async () =>
        {
            var log = Of(a).ALog(await Mine(a), a.NewId, a.MyRunId);
            await a.Ledger.Logs.Add(log, new(a.Ids.Humanloop.LogId, JudgmentOutcome.None, null, null), default);
            return log.Id;
        }),
        ["ILogRepository.Link"] = async a =>
        {
            await a.Ledger.Logs.Link(
                a.Me.Id, a.Ids.Humanloop.ExperimentId, [a.Ids.Humanloop.LogId], a.Ids.Humanloop.DatapointId, At, default);
            return null;
        },
        ["ILogRepository.Link to mine"] = async a =>
        {
            var mine = await Of(a).HasExperiment(await Of(a).HasSuite());
            await a.Ledger.Logs.Link(a.Me.Id, mine, [a.Ids.Humanloop.LogId], null, At, default);
            return (await a.Ledger.Experiments.Logs(a.Me.Id, [mine], Workspace.FirstPage, default)).Total;
        },
        ["ILogRepository.Update"] = async a =>
        {
            await a.Ledger.Logs.Update(
                a.Me.Id, a.Ids.Humanloop.LogId, Workspace.Json("""{"output":"new"}"""), false, At, default);
            return null;
        },
        ["ILogRepository.Delete"] = async a =>
        {
            await a.Ledger.Logs.Delete(a.Me.Id, [a.Ids.Humanloop.LogId], default);
            return null;
        },
        ["ILogRepository.Find"] = async a => await a.Ledger.Logs.Find(a.Me.Id, [a.Ids.Humanloop.LogId], default),
        ["ILogRepository.JudgmentsOf"] = async a =>
            await a.Ledger.Logs.JudgmentsOf(a.Me.Id, [a.Ids.Humanloop.LogId], default),
        ["ILogRepository.TracesOf"] = async a => await a.Ledger.Logs.TracesOf(a.Me.Id, [a.Ids.Humanloop.LogId], default),
        ["ILogRepository.List"] = async a => await a.Ledger.Logs.List(
            new() { AccountId = a.Me.Id, FileId = a.Ids.Humanloop.FileId, Page = Workspace.FirstPage }, default),

        ["ISuiteRepository.Create"] = async a => await Refused(() => a.Ledger.Suites.Create(
            new(a.NewId, a.Ids.Humanloop.FileId, a.Ids.Name, [], a.Me.Ann, At), default)),
        ["ISuiteRepository.Create with the id"] = async a => StrangersQuestions.Outcome(await a.Ledger.Suites.Create(
            new(a.Ids.Humanloop.SuiteId, null, a.Ids.Name, [], a.Me.Ann, At), default)),
        ["ISuiteRepository.Create with the evaluator"] = async a => await Refused(() => a.Ledger.Suites.Create(
            new(a.NewId, null, null, [new(a.Ids.Humanloop.VersionId, false)], a.Me.Ann, At), default)),
        ["ISuiteRepository.Find"] = async a => await a.Ledger.Suites.Find(a.Me.Id, a.Ids.Humanloop.SuiteId, default),
        ["ISuiteRepository.List"] = async a =>
            await a.Ledger.Suites.List(a.Me.Id, a.Ids.Humanloop.FileId, Workspace.FirstPage, default),
        ["ISuiteRepository.Delete"] = async a =>
            await a.Ledger.Suites.Delete(a.Me.Id, a.Ids.Humanloop.SuiteId, At, default),
        ["ISuiteRepository.Evaluators"] = async a =>
            await a.Ledger.Suites.Evaluators(a.Me.Id, [a.Ids.Humanloop.SuiteId], default),
        ["ISuiteRepository.AddEvaluators"] = async a => await Refused(async () =>
        {
            var mine = (await Mine(a)).VersionId;
            await a.Ledger.Suites.AddEvaluators(a.Me.Id, a.Ids.Humanloop.SuiteId, [new(mine, false)], At, default);
            return mine;
        }),
        ["ISuiteRepository.RemoveEvaluator"] = async a => await a.Ledger.Suites.RemoveEvaluator(
            a.Me.Id, a.Ids.Humanloop.SuiteId, a.Ids.Humanloop.VersionId, At, default),

        ["IExperimentRepository.Create"] = async a =>
            await Refused(() => Of(a).HasExperiment(a.Ids.Humanloop.SuiteId)),
        ["IExperimentRepository.Create of the version over the dataset"] = async a => await Refused(() =>
            Create(a, a.Ids.Humanloop.DatasetVersionId, a.Ids.Humanloop.VersionId)),
        ["IExperimentRepository.Create over the dataset"] = async a => await Refused(() =>
            Create(a, a.Ids.Humanloop.DatasetVersionId, null)),
        ["IExperimentRepository.Find"] = async a =>
            await a.Ledger.Experiments.Find(a.Me.Id, a.Ids.Humanloop.ExperimentId, default),
        ["IExperimentRepository.OfSuite"] = async a =>
            await a.Ledger.Experiments.OfSuite(a.Me.Id, a.Ids.Humanloop.SuiteId, default),
        ["IExperimentRepository.Attach"] = async a => await Refused(async () =>
        {
            var mine = await Of(a).HasSuite();
            await a.Ledger.Experiments.Attach(a.Me.Id, mine, a.Ids.Humanloop.ExperimentId, At, default);
            return mine;
        }),
        ["IExperimentRepository.Detach"] = async a => await a.Ledger.Experiments.Detach(
            a.Me.Id, a.Ids.Humanloop.SuiteId, a.Ids.Humanloop.ExperimentId, At, default),
        ["IExperimentRepository.SetControl"] = async a =>
        {
            await a.Ledger.Experiments.SetControl(
                a.Me.Id, a.Ids.Humanloop.SuiteId, a.Ids.Humanloop.ExperimentId, default);
            return null;
        },
        ["IExperimentRepository.Close"] = async a =>
        {
            await a.Ledger.Experiments.Close(
                a.Me.Id, a.Ids.Humanloop.ExperimentId, ExperimentStatus.Cancelled, default);
            return null;
        },
        ["IExperimentRepository.Logs"] = async a =>
            await a.Ledger.Experiments.Logs(a.Me.Id, [a.Ids.Humanloop.ExperimentId], Workspace.FirstPage, default),

        // Of an evaluator's version as it would be if it were the stranger's.
        ["IExperimentFigures.Of"] = async a =>
        {
            var judge = await Mine(a) with { FileId = a.Ids.Humanloop.FileId, VersionId = a.Ids.Humanloop.VersionId };
            judge = judge with { Content = Of(a).AJudge("\"return_type\":\"boolean\"").Content };
            return (await a.Ledger.Figures.Of(
                a.Me.Id, [a.Ids.Humanloop.ExperimentId], [new(judge, false, At)], default)).Values;
        },
    };

    private static Workspace Of(StrangersQuestions.Asked asked) => new(asked.Ledger, asked.Me);

    private static Task<FileView?> Find(StrangersQuestions.Asked asked, FileReference reference) =>
        asked.Ledger.Files.Find(asked.Me.Id, reference, default);

    private static Task<FileView> Mine(StrangersQuestions.Asked asked) => Of(asked).Has(Of(asked).AVersion());

    private static async Task<Guid> Add(StrangersQuestions.Asked asked, Func<NewLog, NewLog> change)
    {
        var log = change(Of(asked).ALog(await Mine(asked), asked.NewId, asked.MyRunId));
        await asked.Ledger.Logs.Add(log, default);
        return log.Id;
    }

    private static async Task<Guid> Create(StrangersQuestions.Asked asked, Guid? dataset, Guid? version)
    {
        var experiment = new NewExperiment
        {
            Id = asked.NewId,
            SuiteId = await Of(asked).HasSuite(),
            DatasetVersionId = dataset,
            VersionId = version,
            UseExistingLogs = true,
            CreatedBy = asked.Me.Ann,
            CreatedAt = At,
        };
        await asked.Ledger.Experiments.Create(experiment, default);
        return experiment.Id;
    }

    private static Task<object?> Refused<T>(Func<Task<Result<T>>> ask) =>
        Refused(async () => StrangersQuestions.Outcome(await ask()));

    /// <summary>What comes of it, also where it is for the slice to find out first that there is no such thing.</summary>
    private static async Task<object?> Refused<T>(Func<Task<T>> ask)
    {
        try
        {
            return await ask();
        }
        catch (PostgresException e)
        {
            // Another node of a distributed database adds the number of the table's part, which differs by account.
            return Regex.Replace($"{e.SqlState} {e.ConstraintName} {e.MessageText}", @"_\d+\b", "");
        }
    }
}
