using RunEvaluations.Application.Humanloop.Files;

namespace RunEvaluations.Application.Humanloop.Logs;

/// <summary>Puts Logs together with their versions and with what evaluators have said of them.</summary>
internal sealed class LogReading(ILogRepository logs, IFileRepository files)
{
    public async Task<LogView?> Find(string accountId, Guid id, bool withTrace, CancellationToken cancellationToken)
    {
        var rows = await logs.Find(accountId, [id], cancellationToken);
        return (await Read(accountId, rows, withTrace, cancellationToken)).SingleOrDefault();
    }

    /// <summary>In the same order.</summary>
    public async Task<IReadOnlyList<LogView>> Read(
        string accountId, IReadOnlyList<LogRow> rows, bool withTrace, CancellationToken cancellationToken)
    {
        if (rows.Count == 0)
            return [];
        Guid[] ids = [.. rows.Select(row => row.Id)];
        var below = withTrace ? await logs.TracesOf(accountId, ids, cancellationToken) : [];
        var judgments = await logs.JudgmentsOf(accountId, [.. ids, .. below.Select(row => row.Id)], cancellationToken);
        var versions = await files.Versions(
            accountId, rows.Concat(below).Concat(judgments).Select(row => row.VersionId), cancellationToken);
        var judgmentsOf = judgments.ToLookup(row => row.ParentId!.Value);
        var childrenOf = below.ToLookup(row => row.TraceParentId!.Value);
        return [.. rows.Select(row => View(row))];

        LogView View(LogRow row) => new(
            row,
            versions[row.VersionId],
            [.. judgmentsOf[row.Id].Select(judgment => new LogView(judgment, versions[judgment.VersionId], []))],
            withTrace ? [.. childrenOf[row.Id].Select(View)] : null);
    }
}
