using System.Text.Json.Nodes;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using RunEvaluations.Api.Humanloop.Answers;
using RunEvaluations.Api.Humanloop.Input;
using RunEvaluations.Application.Humanloop.Suites;
using RunEvaluations.Domain.Humanloop;
using RunEvaluations.Domain.Values;

namespace RunEvaluations.Api.Humanloop;

/// <summary>The Runs of Humanloop's Evaluations, which are experiments here.</summary>
[NeedsScope(Scope.EvaluationsRead)]
public sealed class ExperimentsController(IMediator mediator) : HumanloopController(mediator)
{
    [HttpGet("v5/evaluations/{id}/runs")]
    public Task<IActionResult> List(string id, CancellationToken cancellationToken) =>
        WithSuite(id, suite => Send(
            new ListExperiments(Caller, suite),
            found => new JsonObject { ["runs"] = new JsonArray([.. found.Select(SuiteJson.Of)]) },
            cancellationToken));

    [HttpPost("v5/evaluations/{id}/runs")]
    [NeedsScope(Scope.EvaluationsWrite)]
    public Task<IActionResult> Create(string id, CancellationToken cancellationToken) =>
        WithSuite(id, suite => Read(SuiteShapes.CreateExperiment, body =>
        {
            var request = new CreateExperiment
            {
                Caller = Caller,
                SuiteId = suite,
                Dataset = body.Object("dataset") is { } dataset ? References.Of(dataset) : null,
                Version = body.Object("version") is { } version ? References.Of(version) : null,
                Orchestrated = body.Flag("orchestrated"),
                UseExistingLogs = body.Flag("use_existing_logs") ?? false,
            };
            return Send(request, SuiteJson.Of, cancellationToken);
        }));

    [HttpPost("v5/evaluations/{id}/runs/{runId}")]
    [NeedsScope(Scope.EvaluationsWrite)]
    public Task<IActionResult> Attach(string id, string runId, CancellationToken cancellationToken) =>
        With(id, runId, (suite, run) => Send(new AttachExperiment(Caller, suite, run), SuiteJson.Of, cancellationToken));

    [HttpDelete("v5/evaluations/{id}/runs/{runId}")]
    [NeedsScope(Scope.EvaluationsWrite)]
    public Task<IActionResult> Detach(string id, string runId, CancellationToken cancellationToken) =>
        With(id, runId, (suite, run) => Send(new DetachExperiment(Caller, suite, run), cancellationToken));

    [HttpPatch("v5/evaluations/{id}/runs/{runId}")]
    [NeedsScope(Scope.EvaluationsWrite)]
    public Task<IActionResult> Update(string id, string runId, CancellationToken cancellationToken) =>
        With(id, runId, (suite, run) => Read(SuiteShapes.UpdateExperiment, body =>
        {
            var request = new UpdateExperiment
            {
                Caller = Caller,
                SuiteId = suite,
                ExperimentId = run,
                Control = body.Flag("control") ?? false,
                Status = body.Text("status") is { } status ? Enum.Parse<ExperimentStatus>(status, ignoreCase: true) : null,
            };
            return Send(request, SuiteJson.Of, cancellationToken);
        }));

    [HttpPost("v5/evaluations/{id}/runs/{runId}/logs")]
    [NeedsScope(Scope.EvaluationsWrite)]
    public Task<IActionResult> AddLogs(string id, string runId, CancellationToken cancellationToken) =>
        With(id, runId, (suite, run) => Read(SuiteShapes.AddLogs, body =>
        {
            var logs = body.Texts("log_ids").Select(log => HumanloopId.Read(HumanloopId.Log, log)!.Value);
            return Send(new AddLogs(Caller, suite, run, [.. logs]), SuiteJson.Of, cancellationToken);
        }));

    private static Task<IActionResult> With(string id, string runId, Func<Guid, Guid, Task<IActionResult>> act) =>
        WithSuite(id, async suite => HumanloopId.Read(HumanloopId.Experiment, runId) is { } run
            ? await act(suite, run)
            : Missing(HumanloopErrors.ExperimentNotFound));
}
