namespace RunEvaluations.Architecture.Tests.Source;

/// <summary>The files that the tests were built from.</summary>
internal static class Checkout
{
    private static readonly DirectoryInfo Root = FindRoot();

    public static string Read(string path) => File.ReadAllText(Path.Combine(Root.FullName, path));

    /// <summary>C# sources in and below a folder, without what the build puts there.</summary>
    public static IReadOnlyList<SourceFile> Sources(string folder) =>
        [.. Files(folder, "*.cs").Select(path => new SourceFile(path, Read(path)))];

    /// <summary>Paths from the root, with slashes, in order.</summary>
    public static IReadOnlyList<string> Files(string folder, string pattern) =>
    [
        .. Directory.EnumerateFiles(Path.Combine(Root.FullName, folder), pattern, SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(Root.FullName, file).Replace('\\', '/'))
            .Where(path => !path.Split('/').Any(part => part is "bin" or "obj"))
            .Order(StringComparer.Ordinal),
    ];

    private static DirectoryInfo FindRoot()
    {
        var directory = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(directory.FullName, "RunEvaluations.sln")))
        {
            directory = directory.Parent
                ?? throw new DirectoryNotFoundException($"No folder above {AppContext.BaseDirectory} has it.");
        }

        return directory;
    }
}
