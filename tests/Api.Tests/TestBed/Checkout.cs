namespace RunEvaluations.Api.Tests.TestBed;

internal static class Checkout
{
    public static readonly string Root = Find(AppContext.BaseDirectory);

    private static string Find(string directory) =>
        File.Exists(Path.Combine(directory, "RunEvaluations.sln"))
            ? directory
            : Find(Path.GetDirectoryName(Path.TrimEndingDirectorySeparator(directory))!);
}
