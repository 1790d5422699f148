using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace RunEvaluations.Api.Telemetry;

/// <summary>
/// What the service itself counts. Attributes are few and their values bounded; none of them ever names an account, a
/// user or a path.
/// </summary>
internal sealed class ServiceMeter
{
    public const string Name = "RunEvaluations";

    private readonly LabelSlots labels = new(capacity: 100);
    private readonly Counter<long> evaluations;
    private readonly Counter<long> refusals;

    public ServiceMeter(IMeterFactory meters)
    {
        var meter = meters.Create(Name);
        evaluations = meter.CreateCounter<long>(
            "run_evaluations.evaluations.written", "{evaluation}", "Evaluations created, changed, retracted and refused.");
        refusals = meter.CreateCounter<long>(
            "run_evaluations.security.refusals", "{request}", "Requests refused for their credential or for a limit.");
    }

    /// <param name="outcome">What has come of it, in one word.</param>
    /// <param name="label">The label, where it is known to exist: an invented one must not take a slot.</param>
    /// <param name="code">The code of the refusal, where it is one.</param>
    /// <param name="count">How many of them.</param>
    public void CountEvaluation(string outcome, Guid? label, string? code, int count = 1)
    {
        if (!evaluations.Enabled)
            return;

        var tags = new TagList { { "outcome", outcome } };
        if (label is { } known)
            tags.Add("evaluation_label_id", labels.NameOf(known));
        if (code is not null)
            tags.Add("error.type", code);
        evaluations.Add(count, tags);
    }

    /// <param name="kind">Such as <c>credential_refused</c>.</param>
    /// <param name="code">The code in the answer.</param>
    public void CountRefusal(string kind, string code) =>
        refusals.Add(1, new TagList { { "event", kind }, { "error.type", code } });
}
