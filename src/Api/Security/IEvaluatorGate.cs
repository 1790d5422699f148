using RunEvaluations.Domain.Values;

namespace RunEvaluations.Api.Security;

/// <summary>Says whether an evaluator's credential still opens the door.</summary>
internal interface IEvaluatorGate
{
    /// <summary>
    /// True where the evaluator exists in the caller's account and is not archived. What it throws is not taken for a
    /// refusal: the request fails with it.
    /// </summary>
    Task<bool> IsActiveAsync(Caller caller, CancellationToken cancellationToken);
}
