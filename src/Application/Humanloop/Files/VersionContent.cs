using RunEvaluations.Domain.Humanloop;
using RunEvaluations.Domain.Values;

namespace RunEvaluations.Application.Humanloop.Files;

/// <summary>What a caller says of a version of a file. Its shape has been checked.</summary>
public sealed record VersionContent
{
    public Guid? FileId { get; init; }
    public string? Path { get; init; }
    public required JsonObjectText Content { get; init; }
    public string? Name { get; init; }
    public string? Description { get; init; }

    internal FileVersion ToVersion(FileKind kind, Caller caller, DateTimeOffset now) => new()
    {
        Kind = kind,
        FileId = FileId,
        Path = Path,
        Content = Content,
        Name = Name,
        Description = Description,
        CreatedBy = caller,
        CreatedAt = now,
    };
}
