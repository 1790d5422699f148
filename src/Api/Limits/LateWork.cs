namespace RunEvaluations.Api.Limits;

/// <summary>
/// Work that nobody waits for any more. Npgsql calls a silent statement off with a second connection, for which it
/// blocks a thread; with a whole pool of them at once, the few threads of a small machine would answer nobody. So the
/// pool may have one thread more for each, as long as it is there.
/// </summary>
internal static class LateWork
{
    private static readonly Lock Sync = new();
    private static readonly (int Workers, int Ports) AtRest = Limits();
    private static int count;

    public static async Task See<T>(Task<T> work, Func<T, Task> whenDone)
    {
        Add(1);
        try
        {
            await whenDone(await work);
        }
        catch (Exception)
        {
            // Whoever asked has been told already, and how it ended says nothing new.
        }
        finally
        {
            Add(-1);
        }
    }

    private static void Add(int change)
    {
        lock (Sync)
        {
            count += change;
            ThreadPool.SetMinThreads(AtRest.Workers + count, AtRest.Ports);
        }
    }

    private static (int Workers, int Ports) Limits()
    {
        ThreadPool.GetMinThreads(out var workers, out var ports);
        return (workers, ports);
    }
}
