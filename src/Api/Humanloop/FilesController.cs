using MediatR;
using Microsoft.AspNetCore.Mvc;
using RunEvaluations.Api.Humanloop.Answers;
using RunEvaluations.Api.Humanloop.Input;
using RunEvaluations.Application.Humanloop.Files;
using RunEvaluations.Domain.Humanloop;
using RunEvaluations.Domain.Values;

namespace RunEvaluations.Api.Humanloop;

/// <summary>Prompts, tools, flows, agents, evaluators and datasets: files with versions.</summary>
[NeedsScope(Scope.EvaluationsRead)]
public sealed class FilesController(IMediator mediator) : HumanloopController(mediator)
{
    private static readonly Shape ByPath = Shape.Object(new Member("path", Shape.Text, IsRequired: true));

    private static readonly Shape Moved = Shape.Object(
        new("path", Shape.Text), new("name", Shape.Text), new("directory_id", Shape.Text));

    private static readonly Dictionary<string, FileKind> KindNames =
        Enum.GetValues<FileKind>().ToDictionary(FileJson.NameOf, StringComparer.Ordinal);

    private static readonly Dictionary<string, FileOrder> Orders = new()
    {
        ["created_at"] = FileOrder.CreatedAt,
        ["updated_at"] = FileOrder.UpdatedAt,
        ["name"] = FileOrder.Name,
    };

    private static readonly Dictionary<string, bool> Directions = new() { ["asc"] = true, ["desc"] = false };

    [HttpPost("v5/files/retrieve-by-path")]
    public Task<IActionResult> RetrieveByPath(CancellationToken cancellationToken)
    {
        var query = new QueryFields(Request);
        var environment = query.Environment("environment");
        return Read(ByPath, query, body => Send(
            new GetFile(Caller, new() { Path = body.Text("path"), Environment = environment }, IncludeDatapoints: false),
            FileJson.Of,
            cancellationToken));
    }

    [HttpGet("v5/files")]
    public Task<IActionResult> List(CancellationToken cancellationToken)
    {
        var query = new QueryFields(Request);
        var filter = Filter(query) with
        {
            Kinds = query.Several("type", KindNames),
            Directory = query.Text("path"),
            Environment = query.Environment("environment"),
        };
        return Read(query, () => Send(
            new ListFiles(Caller, filter), found => Page(found, FileJson.Of), cancellationToken));
    }

    [HttpGet("v5/{kind:files}")]
    public Task<IActionResult> ListKind(string kind, CancellationToken cancellationToken)
    {
        var query = new QueryFields(Request);
        var filter = Filter(query) with { Kinds = [FileKindConstraint.Kinds[kind]] };
        return Read(query, () => Send(
            new ListFiles(Caller, filter), found => Page(found, FileJson.Of), cancellationToken));
    }

    [HttpPost("v5/{kind:files}")]
    [NeedsScope(Scope.EvaluationsWrite)]
    public Task<IActionResult> Put(string kind, CancellationToken cancellationToken)
    {
        var file = FileKindConstraint.Kinds[kind];
        return Read(VersionShapes.Put[file], body => Send(
            new PutVersion { Caller = Caller, Kind = file, Version = Content(body, VersionShapes.Envelope) },
            FileJson.Of,
            cancellationToken));
    }

    [HttpPost("v5/evaluators")]
    [NeedsScope(Scope.LabelsWrite)]
    public Task<IActionResult> PutEvaluator(CancellationToken cancellationToken) =>
        Read(VersionShapes.Put[FileKind.Evaluator], body => Send(
            new PutEvaluator { Caller = Caller, Version = Content(body, VersionShapes.Envelope) },
            FileJson.Of,
            cancellationToken));

    [HttpPost("v5/datasets")]
    [NeedsScope(Scope.EvaluationsWrite)]
    public Task<IActionResult> PutDataset(CancellationToken cancellationToken)
    {
        var query = new QueryFields(Request);
        var (version, environment) = (query.VersionId("version_id", FileKind.Dataset), query.Environment("environment"));
        var include = query.Flag("include_datapoints") ?? false;
        return Read(VersionShapes.Put[FileKind.Dataset], query, body =>
        {
            var request = new PutDataset
            {
                Caller = Caller,
                Version = Content(body, [.. VersionShapes.Envelope, "datapoints", "action"]),
                Action = Enum.Parse<DatasetAction>(body.Text("action") ?? "set", ignoreCase: true),
                Datapoints = [.. body.Objects("datapoints").Select(datapoint => datapoint.All())],
                FromVersionId = version,
                FromEnvironment = environment,
                IncludeDatapoints = include,
            };
            return Send(request, FileJson.Of, cancellationToken);
        });
    }

    [HttpGet("v5/{kind:files}/{id}")]
    public Task<IActionResult> Get(string kind, string id, CancellationToken cancellationToken)
    {
        var query = new QueryFields(Request);
        return With(kind, id, (file, fileId) =>
        {
            var reference = References.Of(fileId, file, query);
            var include = query.Flag("include_datapoints") ?? false;
            return Read(query, () => Send(new GetFile(Caller, reference, include), FileJson.Of, cancellationToken));
        });
    }

    [HttpPatch("v5/{kind:files}/{id}")]
    [NeedsScope(Scope.EvaluationsWrite)]
    public Task<IActionResult> Move(string kind, string id, CancellationToken cancellationToken) =>
        With(kind, id, (file, fileId) => Read(Moved, body => Send(
            new MoveFile(Caller, file, fileId, body.Text("path"), body.Text("name")), FileJson.Of, cancellationToken)));

    [HttpDelete("v5/{kind:files}/{id}")]
    [NeedsScope(Scope.EvaluationsWrite)]
    public Task<IActionResult> Delete(string kind, string id, CancellationToken cancellationToken) =>
        With(kind, id, (file, fileId) => Send(new DeleteFile(Caller, file, fileId), cancellationToken));

    private FileFilter Filter(QueryFields query) => new()
    {
        AccountId = Caller.AccountId,
        Name = query.Text("name"),
        By = query.Text("user_filter"),
        SortBy = query.OneOf("sort_by", Orders) ?? FileOrder.CreatedAt,
        Ascending = query.OneOf("order", Directions) ?? false,
        Page = query.Page(),
    };

    private static VersionContent Content(Fields body, IEnumerable<string> envelope) => new()
    {
        FileId = body.FileId("id"),
        Path = body.Text("path"),
        Name = body.Text("version_name"),
        Description = body.Text("version_description"),
        Content = body.Without(envelope),
    };
}
