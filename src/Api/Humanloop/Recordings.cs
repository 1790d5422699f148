using RunEvaluations.Api.Humanloop.Answers;
using RunEvaluations.Api.Humanloop.Input;
using RunEvaluations.Application.Humanloop.Files;
using RunEvaluations.Application.Humanloop.Logs;
using RunEvaluations.Domain.Humanloop;
using RunEvaluations.Domain.Values;

namespace RunEvaluations.Api.Humanloop;

/// <summary>Reads a Log to record, from a request of its own or from a span of a trace.</summary>
internal static class Recordings
{
    public static RecordLog Of(Caller caller, FileKind kind, Fields body, FileReference reference) => new()
    {
        Caller = caller,
        Reference = reference,
        Version = body.Object(FileJson.NameOf(kind)) is { } described ? reference.Described(described.All()) : null,
        LogId = body.Id("log_id", HumanloopId.Log),
        Links = new LogLinks
        {
            ExperimentId = body.Id("run_id", HumanloopId.Experiment),
            DatapointId = body.Id("source_datapoint_id", HumanloopId.Datapoint),
            TraceParentId = body.Id("trace_parent_id", HumanloopId.Log),
        },
        // A flow's Log is of the whole trace unless it says that more is to come.
        Complete = body.Text("log_status") != "incomplete",
        Content = body.Without(LogShapes.Envelope),
    };
}
