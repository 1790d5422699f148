using RunEvaluations.Domain.Values;

namespace RunEvaluations.Domain.Humanloop;

/// <summary>Where a file is: the names of directories and its own, with slashes between. Directories are implied.</summary>
public static class FilePath
{
    public const int MaxLength = 500;

    /// <summary>What is wrong with the path, in words that follow its name; null where nothing is.</summary>
    public static string? Fault(string path)
    {
        if (!path.FitsIn(MaxLength))
            return $"must have at most {MaxLength} characters";
        if (!path.IsStorable())
            return TextRules.NotStorable;
        return path.Split('/').Any(string.IsNullOrWhiteSpace) ? "must be names with single slashes between, none of them blank" : null;
    }

    public static string NameOf(string path) => path[(path.LastIndexOf('/') + 1)..];

    /// <summary>
    /// What the ledger calls the evaluator or label of a file: its path, shortened at the front where it is too long,
    /// and a number where the name is taken.
    /// </summary>
    public static string LedgerName(string path, int attempt)
    {
        var suffix = attempt == 1 ? "" : $" ({attempt})";
        var room = TextRules.MaxNameLength - suffix.Length;
        var runes = path.EnumerateRunes().ToArray();
        var name = runes.Length <= room ? path : "…" + string.Concat(runes[^(room - 1)..]);
        return name + suffix;
    }
}
