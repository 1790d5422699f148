using RunEvaluations.Domain.Values;

namespace RunEvaluations.Api.Tests.TestBed;

internal static class UniqueId
{
    private static readonly UuidVersion7 Ids = new(TimeProvider.System);

    public static Guid Next() => Ids.Next();

    public static string Next(string prefix) => $"{prefix}-{Ids.Next():N}";
}
