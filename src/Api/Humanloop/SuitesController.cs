using MediatR;
using Microsoft.AspNetCore.Mvc;
using RunEvaluations.Api.Humanloop.Answers;
using RunEvaluations.Api.Humanloop.Input;
using RunEvaluations.Application.Humanloop.Suites;
using RunEvaluations.Domain.Humanloop;
using RunEvaluations.Domain.Values;

namespace RunEvaluations.Api.Humanloop;

/// <summary>Humanloop's Evaluations, which are suites here.</summary>
[NeedsScope(Scope.EvaluationsRead)]
public sealed class SuitesController(IMediator mediator) : HumanloopController(mediator)
{
    [HttpGet("v5/evaluations")]
    public Task<IActionResult> List(CancellationToken cancellationToken)
    {
        var query = new QueryFields(Request);
        query.Require("file_id");
        var (fileId, page) = (query.FileId("file_id"), query.Page());
        return Read(query, () => Send(
            new ListSuites(Caller, fileId!.Value, page), found => Page(found, s => SuiteJson.Of(s, Request)), cancellationToken));
    }

    [HttpPost("v5/evaluations")]
    [NeedsScope(Scope.EvaluationsWrite)]
    public Task<IActionResult> Create(CancellationToken cancellationToken) =>
        Read(SuiteShapes.Create, body =>
        {
            var file = body.Object("file");
            var request = new CreateSuite
            {
                Caller = Caller,
                Name = body.Text("name"),
                Evaluators = Evaluators(body),
                File = file is null || (file.Text("id") ?? file.Text("path")) is null ? null : References.Of(file),
            };
            return Send(
                request, made => SuiteJson.Of(made, Request), cancellationToken, StatusCodes.Status201Created);
        });

    [HttpGet("v5/evaluations/{id}")]
    public Task<IActionResult> Get(string id, CancellationToken cancellationToken) =>
        WithSuite(id, suite => Send(new GetSuite(Caller, suite), found => SuiteJson.Of(found, Request), cancellationToken));

    [HttpDelete("v5/evaluations/{id}")]
    [NeedsScope(Scope.EvaluationsWrite)]
    public Task<IActionResult> Delete(string id, CancellationToken cancellationToken) =>
        WithSuite(id, suite => Send(new DeleteSuite(Caller, suite), cancellationToken));

    [HttpPost("v5/evaluations/{id}/evaluators")]
    [NeedsScope(Scope.EvaluationsWrite)]
    public Task<IActionResult> AddEvaluators(string id, CancellationToken cancellationToken) =>
        WithSuite(id, suite => Read(SuiteShapes.AddEvaluators, body => Send(
            new AddEvaluators(Caller, suite, Evaluators(body)), found => SuiteJson.Of(found, Request), cancellationToken)));

    [HttpDelete("v5/evaluations/{id}/evaluators/{evaluatorVersionId}")]
    [NeedsScope(Scope.EvaluationsWrite)]
    public Task<IActionResult> RemoveEvaluator(string id, string evaluatorVersionId, CancellationToken cancellationToken) =>
        WithSuite(id, async suite => HumanloopId.ReadVersion(evaluatorVersionId, FileKind.Evaluator) is { } version
            ? await Send(
                new RemoveEvaluator(Caller, suite, version), found => SuiteJson.Of(found, Request), cancellationToken)
            : Missing(HumanloopErrors.NotAnEvaluatorOfIt));

    [HttpGet("v5/evaluations/{id}/stats")]
    public Task<IActionResult> Stats(string id, CancellationToken cancellationToken) =>
        WithSuite(id, suite => Send(new GetSuiteStats(Caller, suite), StatsJson.Of, cancellationToken));

    [HttpGet("v5/evaluations/{id}/logs")]
    public Task<IActionResult> Logs(string id, CancellationToken cancellationToken) =>
        WithSuite(id, suite =>
        {
            var query = new QueryFields(Request);
            var (experiments, page) = (query.Ids("run_id", HumanloopId.Experiment, "a Run"), query.Page());
            return Read(query, () => Send(
                new ListSuiteLogs(Caller, suite, experiments, page), found => Page(found, SuiteJson.Of), cancellationToken));
        });

    private static IReadOnlyList<WantedEvaluator> Evaluators(Fields body) =>
    [
        .. body.Objects("evaluators").Select(e => new WantedEvaluator(
            References.Of(e, FileKind.Evaluator), e.Flag("orchestrated") ?? true)),
    ];
}
