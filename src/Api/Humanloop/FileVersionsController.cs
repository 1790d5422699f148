using System.Text.Json.Nodes;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using RunEvaluations.Api.Humanloop.Answers;
using RunEvaluations.Api.Humanloop.Input;
using RunEvaluations.Application.Humanloop.Files;
using RunEvaluations.Domain.Humanloop;
using RunEvaluations.Domain.Values;

namespace RunEvaluations.Api.Humanloop;

/// <summary>The versions of files, the environments that have them, and the datapoints of datasets.</summary>
[NeedsScope(Scope.EvaluationsRead)]
public sealed class FileVersionsController(IMediator mediator) : HumanloopController(mediator)
{
    private const int DatapointsOnPage = 50;

    private static readonly Shape Named = Shape.Object(new("name", Shapes.Name), new("description", Shapes.Description));

    [HttpGet("v5/{kind:files}/{id}/versions")]
    public Task<IActionResult> List(string kind, string id, CancellationToken cancellationToken) =>
        With(kind, id, (file, fileId) => Send(
            new ListVersions(Caller, file, fileId),
            found => new JsonObject { ["records"] = new JsonArray([.. found.Select(FileJson.Of)]) },
            cancellationToken));

    [HttpPatch("v5/{kind:files}/{id}/versions/{versionId}")]
    [NeedsScope(Scope.EvaluationsWrite)]
    public Task<IActionResult> Name(string kind, string id, string versionId, CancellationToken cancellationToken) =>
        With(kind, id, versionId, (file, fileId, version) => Read(Named, body =>
        {
            var naming = new VersionName(body.Text("name"), body.Text("description"));
            return Send(new NameVersion(Caller, file, fileId, version, naming), FileJson.Of, cancellationToken);
        }));

    [HttpDelete("v5/{kind:files}/{id}/versions/{versionId}")]
    [NeedsScope(Scope.EvaluationsWrite)]
    public Task<IActionResult> Delete(string kind, string id, string versionId, CancellationToken cancellationToken) =>
        With(kind, id, versionId, (file, fileId, version) =>
            Send(new DeleteVersion(Caller, file, fileId, version), cancellationToken));

    [HttpGet("v5/datasets/{id}/datapoints")]
    public Task<IActionResult> Datapoints(string id, CancellationToken cancellationToken)
    {
        var query = new QueryFields(Request);
        return With("datasets", id, (file, fileId) =>
        {
            var (reference, page) = (References.Of(fileId, file, query), query.Page(DatapointsOnPage));
            return Read(query, () => Send(
                new ListDatapoints(Caller, reference, page), found => Page(found, FileJson.Of), cancellationToken));
        });
    }

    [HttpGet("v5/{kind:files}/{id}/environments")]
    public Task<IActionResult> Environments(string kind, string id, CancellationToken cancellationToken) =>
        With(kind, id, (file, fileId) => Send(
            new ListEnvironments(Caller, file, fileId),
            found => new JsonArray([.. found.Select(FileJson.Of)]),
            cancellationToken));

    [HttpPost("v5/{kind:files}/{id}/environments/{environmentId}")]
    [NeedsScope(Scope.EvaluationsWrite)]
    public Task<IActionResult> Deploy(string kind, string id, string environmentId, CancellationToken cancellationToken) =>
        With(kind, id, (file, fileId) =>
        {
            var query = new QueryFields(Request);
            query.Require("version_id");
            var version = query.VersionId("version_id", file);
            return Read(query, async () => EnvironmentNames.ReadId(environmentId) is { } environment
                ? await Send(
                    new DeployVersion(Caller, file, fileId, version!.Value, environment), FileJson.Of, cancellationToken)
                : Missing(HumanloopErrors.EnvironmentNotFound));
        });

    [HttpDelete("v5/{kind:files}/{id}/environments/{environmentId}")]
    [NeedsScope(Scope.EvaluationsWrite)]
    public Task<IActionResult> Withdraw(string kind, string id, string environmentId, CancellationToken cancellationToken) =>
        With(kind, id, async (file, fileId) => EnvironmentNames.ReadId(environmentId) is { } environment
            ? await Send(new WithdrawVersion(Caller, file, fileId, environment), cancellationToken)
            : Missing(HumanloopErrors.EnvironmentNotFound));

    private static Task<IActionResult> With(
        string kind, string id, string versionId, Func<FileKind, Guid, Guid, Task<IActionResult>> act) =>
        With(kind, id, async (file, fileId) => HumanloopId.ReadVersion(versionId, file) is { } version
            ? await act(file, fileId, version)
            : Missing(HumanloopErrors.VersionNotFound));
}
