namespace RunEvaluations.Domain.Humanloop;

/// <summary>
/// How ids look to Humanloop's clients: a prefix that says what it is, and the 32 hexadecimal digits of a UUID. What the
/// ledger has too, has the same UUID there.
/// </summary>
public static class HumanloopId
{
    public const string Suite = "evr";
    public const string Experiment = "exp";
    public const string Log = "log";
    public const string Datapoint = "dp";

    private const int Digits = 32;

    public static string Of(string prefix, Guid id) => $"{prefix}_{id:N}";

    public static string OfFile(FileKind kind, Guid id) => Of(FilePrefix(kind), id);

    public static string OfVersion(FileKind kind, Guid id) => Of(VersionPrefix(kind), id);

    /// <summary>Null where the text is no id of this kind.</summary>
    public static Guid? Read(string prefix, string text) =>
        text.Length == prefix.Length + 1 + Digits
        && text.StartsWith(prefix, StringComparison.Ordinal)
        && text[prefix.Length] == '_'
        && !text.AsSpan(prefix.Length + 1).ContainsAnyInRange('A', 'F')
        && Guid.TryParseExact(text.AsSpan(prefix.Length + 1), "N", out var id)
            ? id
            : null;

    /// <summary>The id of a file of any kind, or of this one.</summary>
    public static Guid? ReadFile(string text, FileKind? kind = null) => ReadAny(text, kind, FilePrefix);

    /// <summary>The id of a version of a file of any kind, or of this one.</summary>
    public static Guid? ReadVersion(string text, FileKind? kind = null) => ReadAny(text, kind, VersionPrefix);

    public static string FilePrefix(FileKind kind) => kind switch
    {
        FileKind.Prompt => "pr",
        FileKind.Tool => "tl",
        FileKind.Flow => "fl",
        FileKind.Agent => "ag",
        FileKind.Evaluator => "ev",
        FileKind.Dataset => "ds",
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    private static string VersionPrefix(FileKind kind) =>
        $"{FilePrefix(kind)}v";

    private static Guid? ReadAny(string text, FileKind? kind, Func<FileKind, string> prefix)
    {
        IEnumerable<FileKind> kinds = kind is { } one ? [one] : Enum.GetValues<FileKind>();
        return kinds.Select(k => Read(prefix(k), text)).FirstOrDefault(id => id is not null);
    }
}
