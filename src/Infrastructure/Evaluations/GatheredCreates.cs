using System.Diagnostics;
using Npgsql;
using RunEvaluations.Application.Evaluations;
using RunEvaluations.Domain.Evaluations;
using RunEvaluations.Infrastructure.Database;

namespace RunEvaluations.Infrastructure.Evaluations;

/// <summary>
/// The one place that knows of gathering: evaluations that are recorded at the same time by different requests share a
/// statement and a commit. Nobody waits for company: what comes while a statement is under way is the next one. Each
/// is answered after its commit, and as if it had been alone.
/// </summary>
internal sealed class GatheredCreates(
    AccountBatches database, GatheringSettings settings, DatabaseLimits limits, TimeProvider time)
    : IDisposable
{
    /// <summary>Two, so that one is made while the other waits for the disk.</summary>
    private const int MostRounds = 2;
    private const int MostInRound = 256;
    private const int MostOfAccountInRound = 128;

    /// <summary>Of those that are written alone after all: what delays them may last, and others need connections too.</summary>
    private const int MostAlone = 8;

    private readonly Lock changing = new();
    private readonly SemaphoreSlim alone = new(MostAlone);
    private readonly Dictionary<string, Queue<PendingCreate>> accounts = [];

    /// <summary>The accounts that have something waiting, in the order in which they are served.</summary>
    private readonly Queue<string> turns = [];
    private int waiting;
    private int rounds;

    /// <exception cref="NpgsqlException">What the database had against it, or against everything.</exception>
    /// <exception cref="TimeoutException">Too many are waiting, or its turn did not come in time.</exception>
    public Task<WriteAttempt> Create(Evaluation evaluation, CancellationToken cancellationToken)
    {
        var pending = new PendingCreate(evaluation, time.GetTimestamp(), cancellationToken);
        bool begins;
        lock (changing)
        {
            if (waiting == settings.MostWaiting)
                throw new TimeoutException("Too many evaluations are waiting to be recorded.");
            var account = evaluation.Author.AccountId;
            if (!accounts.TryGetValue(account, out var queue))
            {
                accounts.Add(account, queue = []);
                turns.Enqueue(account);
            }

            queue.Enqueue(pending);
            waiting++;
            begins = rounds < MostRounds;
            if (begins)
                rounds++;
        }

        if (begins)
        {
            // What is written here is written for others as well: it is not a part of this request.
            using (ExecutionContext.SuppressFlow())
                _ = Task.Run(WriteRounds, CancellationToken.None);
        }

        return pending.Outcome.WaitAsync(cancellationToken);
    }

    public void Dispose() => alone.Dispose();

    private async Task WriteRounds()
    {
        while (NextRound() is { } round)
            await Write(round);
    }

    /// <summary>Some of each account that has something waiting; null, and the end of these rounds, where none has.</summary>
    private List<PendingCreate[]>? NextRound()
    {
        lock (changing)
        {
            var (round, room) = (new List<PendingCreate[]>(), MostInRound);
            for (var left = turns.Count; left > 0 && room > 0; left--)
            {
                var account = turns.Dequeue();
                var some = Take(accounts[account], Math.Min(room, MostOfAccountInRound));
                if (accounts[account].Count > 0)
                    turns.Enqueue(account);
                else
                    accounts.Remove(account);
                room -= some.Length;
                if (some.Length > 0)
                    round.Add(some);
            }

            if (round.Count > 0 || turns.Count > 0)
                return round;
            rounds--;
            return null;
        }
    }

    private PendingCreate[] Take(Queue<PendingCreate> queue, int most)
    {
        var taken = new List<PendingCreate>(Math.Min(most, queue.Count));
        while (taken.Count < most && queue.TryDequeue(out var next))
        {
            waiting--;
            if (IsStillWanted(next))
                taken.Add(next);
        }

        return [.. taken];
    }

    private bool IsStillWanted(PendingCreate pending)
    {
        if (time.GetElapsedTime(pending.Since) > limits.Timeout)
            pending.Fail(new TimeoutException());
        return !pending.IsAbandoned;
    }

    private async Task Write(IReadOnlyList<PendingCreate[]> round)
    {
        if (round.Count == 0)
            return;

        try
        {
            await WriteTogether(round, inCompany: true);
        }
        catch (PostgresException e) when (IsOfOne(e))
        {
            // Nothing of it was kept. It may be one alone that cannot be written, or that has to wait for a lock, longer
            // than others would wait with it.
            foreach (var pending in round.SelectMany(some => some))
                _ = WriteAlone(pending);
        }
        catch (Exception e)
        {
            Fail(round, e);
        }
    }

    private async Task WriteAlone(PendingCreate pending)
    {
        await alone.WaitAsync(CancellationToken.None);
        try
        {
            if (IsStillWanted(pending))
                await WriteTogether([[pending]], inCompany: false);
        }
        catch (PostgresException e) when (e.SaysRunIsGone())
        {
            pending.Succeed(WriteAttempts.NotFound);
        }
        catch (Exception e)
        {
            pending.Fail(e);
        }
        finally
        {
            alone.Release();
        }
    }

    private async Task WriteTogether(IReadOnlyList<PendingCreate[]> round, bool inCompany)
    {
        // A trace shows a shared statement once, at the first of those that share it.
        Activity.Current = round[0][0].Request;
        var written = round.Select(some => new NewEvaluations([.. some.Select(pending => pending.Evaluation)])).ToArray();
        var statements = written.Select(e => e.Statement() with { HasCompany = inCompany }).ToArray();
        var refused = await database.List<TargetRow>(statements, CancellationToken.None);
        for (var i = 0; i < written.Length; i++)
        {
            var attempts = written[i].Attempts(refused[i]);
            for (var j = 0; j < attempts.Count; j++)
                round[i][j].Succeed(attempts[j]);
        }
    }

    private static void Fail(IEnumerable<PendingCreate[]> round, Exception exception)
    {
        foreach (var pending in round.SelectMany(some => some))
            pending.Fail(exception);
    }

    /// <summary>
    /// Data that do not fit, a constraint, a conflict with another transaction, a lock, a statement that takes too long:
    /// PostgreSQL's error classes (its documentation, appendix A) that need not be true of the others.
    /// </summary>
    private static bool IsOfOne(PostgresException e) =>
        e.SqlState[..2] is "22" or "23" or "40" or "55" || e.SqlState is PostgresErrorCodes.QueryCanceled;
}
