using RunEvaluations.Domain.Results;

namespace RunEvaluations.Domain.Imports;

public static class ImportErrors
{
    public static readonly Error NotFound = new(ErrorKind.NotFound, "import_not_found", "There is no import with this id.");

    /// <summary>What was sent does not begin with the lines that the import has taken.</summary>
    public static readonly Error AnotherFile = new(
        ErrorKind.Conflict,
        "import_of_another_file",
        "The import has taken lines that this file does not begin with; another file needs another id.");

    public static readonly Error Completed = new(
        ErrorKind.Conflict,
        "import_completed",
        "The import is complete, and takes no further lines; they need another id.");

    /// <summary>The lines that were sent do not follow those taken; says which line does.</summary>
    public static Error Elsewhere(long lines) => new(
        ErrorKind.Conflict,
        "import_is_elsewhere",
        FormattableString.Invariant($"The import has taken {lines} lines, maybe from somebody who sends at the same time: go on with the next."))
    {
        Facts = new Dictionary<string, object?> { ["next_line"] = lines + 1 },
    };
}
