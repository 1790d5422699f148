using RunEvaluations.Api.Humanloop.Input;
using RunEvaluations.Application.Humanloop.Files;
using RunEvaluations.Domain.Humanloop;
using RunEvaluations.Domain.Values;

namespace RunEvaluations.Api.Humanloop;

/// <summary>Reads which version of which file is meant.</summary>
internal static class References
{
    /// <summary>Of a member with a <c>version_id</c>, or an <c>id</c> or <c>path</c> and perhaps an <c>environment</c>.</summary>
    public static FileReference Of(Fields named, FileKind? kind = null) => named.VersionId("version_id") is { } version
        ? new() { VersionId = version, Kind = kind }
        : new()
        {
            FileId = named.FileId("id"),
            Path = named.Text("id") is null ? named.Text("path") : null,
            Environment = named.Environment("environment"),
            Kind = kind,
        };

    /// <summary>Of a file in the path, with a <c>version_id</c> or an <c>environment</c> in the query.</summary>
    public static FileReference Of(Guid fileId, FileKind kind, QueryFields query) => new()
    {
        FileId = fileId,
        Kind = kind,
        VersionId = query.VersionId("version_id"),
        Environment = query.Text("version_id") is null ? query.Environment("environment") : null,
    };

    /// <summary>Of a file in the body, with a <c>version_id</c> or an <c>environment</c> in the query.</summary>
    public static FileReference Of(Fields body, FileKind kind, QueryFields query) =>
        query.VersionId("version_id") is { } version
            ? new() { VersionId = version, Kind = kind }
            : new()
            {
                FileId = body.FileId("id"),
                Path = body.Text("id") is null ? body.Text("path") : null,
                Environment = query.Environment("environment"),
                Kind = kind,
            };

    /// <summary>The version with this content, of the file that is meant.</summary>
    public static VersionContent Described(this FileReference reference, JsonObjectText content) =>
        new() { FileId = reference.FileId, Path = reference.Path, Content = content };
}
