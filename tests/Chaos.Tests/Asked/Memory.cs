using System.Collections.Concurrent;

namespace RunEvaluations.Chaos.Tests.Asked;

/// <summary>
/// What the clients have asked for, and which runs and evaluations they know of. The latest few alone are used, so that
/// the clients meet at the same evaluations.
/// </summary>
internal sealed class Memory
{
    private const int Latest = 24;

    private readonly ConcurrentQueue<Operation> asked = [];
    private readonly List<Guid> runs = [];
    private readonly List<(Guid Run, Guid Evaluation)> evaluations = [];

    public IReadOnlyCollection<Operation> Asked => asked;

    /// <summary>Before it is asked for the first time.</summary>
    public Operation Note(Operation operation)
    {
        asked.Enqueue(operation);
        return operation;
    }

    public void Know(Guid run) => Know(runs, run);

    public void Know(Guid run, Guid evaluation) => Know(evaluations, (run, evaluation));

    public Guid AnyRun(Random random) => Any(runs, random);

    /// <summary>Default where none is known yet.</summary>
    public (Guid Run, Guid Evaluation) AnyEvaluation(Random random) => Any(evaluations, random);

    public void Forget(Guid evaluation)
    {
        lock (evaluations)
            evaluations.RemoveAll(e => e.Evaluation == evaluation);
    }

    private static void Know<T>(List<T> known, T one)
    {
        lock (known)
        {
            known.Add(one);
            if (known.Count > Latest)
                known.RemoveAt(0);
        }
    }

    private static T? Any<T>(List<T> known, Random random)
    {
        lock (known)
            return known.Count == 0 ? default : known[random.Next(known.Count)];
    }
}
