using RunEvaluations.Infrastructure.Database;

namespace RunEvaluations.Architecture.Tests.Samples;

internal static class Innocent
{
    public static string? Name(object thing) => thing.ToString();
}

internal static class InSignature
{
    public static bool IsThere(Migrator? migrator) => migrator is not null;
}

internal static class InAwaitedBody
{
    public static async Task<int> Migrate(IServiceProvider services)
    {
        await Task.Yield();
        return await ((Migrator)services.GetService(typeof(Migrator))!).Migrate(CancellationToken.None);
    }
}

internal static class InLambda
{
    public static Func<Exception> Refusal(string message) => () => new StartupException(message);
}

internal static class InCatch
{
    public static bool Refuses(Action start)
    {
        try
        {
            start();
            return false;
        }
        catch (StartupException)
        {
            return true;
        }
    }
}

internal sealed class InTypeArgument : List<IEnumerable<Migrator[]>>;
