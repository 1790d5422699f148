using RunEvaluations.Domain.Imports;
using RunEvaluations.Domain.Results;

namespace RunEvaluations.Application.Imports;

/// <summary>How an import stands.</summary>
public sealed record ImportView
{
    public required Guid Id { get; init; }
    public required ImportFormat Format { get; init; }

    /// <summary>Those that the header line of CSV names.</summary>
    public IReadOnlyList<string>? Columns { get; init; }

    public required long Lines { get; init; }
    public required byte[] Chain { get; init; }
    public required long Created { get; init; }
    public required long Refused { get; init; }
    public required long Blank { get; init; }
    public required DateTimeOffset StartedAt { get; init; }
    public required DateTimeOffset UpdatedAt { get; init; }
    public DateTimeOffset? CompletedAt { get; init; }

    public ImportState State => CompletedAt is null ? ImportState.Running : ImportState.Completed;

    public ImportPosition Position() => new(Lines, Chain);

    /// <summary>Why lines that begin after this position are not taken, or null where they are.</summary>
    public Error? RefusalToContinue(ImportFormat format, ImportPosition from)
    {
        if (Lines != from.Lines)
            return ImportErrors.Elsewhere(Lines);
        if (Format != format || Position() != from)
            return ImportErrors.AnotherFile;
        return State == ImportState.Completed ? ImportErrors.Completed : null;
    }
}

/// <summary>A line that was refused, by its number in the file, from 1.</summary>
public sealed record RefusedLine(long Line, Error Error);
