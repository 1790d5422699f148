using System.Text.Json.Nodes;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using RunEvaluations.Api.Errors;
using RunEvaluations.Api.Humanloop.Input;
using RunEvaluations.Api.Input;
using RunEvaluations.Api.Security;
using RunEvaluations.Application.Humanloop;
using RunEvaluations.Domain.Humanloop;
using RunEvaluations.Domain.Results;
using RunEvaluations.Domain.Values;

namespace RunEvaluations.Api.Humanloop;

/// <summary>
/// What the controllers of Humanloop's API have in common. Its document is the one that Humanloop published: it is not a part
/// of ours.
/// </summary>
[ApiController]
[LenientQuery]
[ApiExplorerSettings(IgnoreApi = true)]
public abstract class HumanloopController(IMediator mediator) : ControllerBase
{
    internal const string Root = "/v5";

    private protected Caller Caller => HttpContext.GetCaller();

    /// <summary>The body as the shape has it, or what is wrong with it.</summary>
    private protected async Task<IActionResult> Read(Shape shape, Func<Fields, Task<IActionResult>> act)
    {
        var body = await Request.ReadFields(shape);
        return body.Error is { } refusal ? new ErrorResult(refusal) : await act(body.Value);
    }

    /// <summary>The body as the shape has it, beside the parameters.</summary>
    private protected Task<IActionResult> Read(Shape shape, QueryFields query, Func<Fields, Task<IActionResult>> act) =>
        Read(query, () => Read(shape, act));

    private protected static Task<IActionResult> Read(QueryFields query, Func<Task<IActionResult>> act) =>
        query.Faults.Any ? Task.FromResult<IActionResult>(new ErrorResult(query.Faults.ToError())) : act();

    private protected async Task<IActionResult> Send<T>(
        IRequest<Result<T>> request,
        Func<T, JsonNode> answer,
        CancellationToken cancellationToken,
        int status = StatusCodes.Status200OK)
    {
        var result = await mediator.Send(request, cancellationToken);
        return result.ToActionResult(value => new ObjectResult(answer(value)) { StatusCode = status });
    }

    /// <summary>204.</summary>
    private protected async Task<IActionResult> Send(IRequest<Result<Done>> request, CancellationToken cancellationToken)
    {
        var result = await mediator.Send(request, cancellationToken);
        return result.ToActionResult(_ => NoContent());
    }

    /// <summary>The file that a path names.</summary>
    private protected static async Task<IActionResult> With(
        string kind, string id, Func<FileKind, Guid, Task<IActionResult>> act)
    {
        var file = FileKindConstraint.Kinds[kind];
        return HumanloopId.ReadFile(id, file) is { } fileId
            ? await act(file, fileId)
            : Missing(HumanloopErrors.FileNotFound($"with the id {JsonPath.Shown(id)}"));
    }

    /// <summary>The suite that a path names.</summary>
    private protected static async Task<IActionResult> WithSuite(string id, Func<Guid, Task<IActionResult>> act) =>
        HumanloopId.Read(HumanloopId.Suite, id) is { } suite ? await act(suite) : Missing(HumanloopErrors.SuiteNotFound);

    private protected static IActionResult Missing(Error error) => new ErrorResult(error);

    private protected static JsonObject Page<T>(PageOf<T> page, Func<T, JsonNode> item) => new()
    {
        ["records"] = new JsonArray([.. page.Records.Select(item)]),
        ["page"] = page.Wanted.Number,
        ["size"] = page.Wanted.Size,
        ["total"] = page.Total,
    };
}
