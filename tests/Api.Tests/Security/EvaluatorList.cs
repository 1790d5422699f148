using RunEvaluations.Api.Security;
using RunEvaluations.Domain.Values;

namespace RunEvaluations.Api.Tests.Security;

/// <summary>Stands for the evaluators in the database, which may be out of reach.</summary>
internal sealed class EvaluatorList : IEvaluatorGate
{
    public static readonly Guid Active = Guid.Parse("0198f6a5-1111-7abc-8def-0123456789ab");

    public bool OutOfReach { get; set; }

    public bool Archived { get; set; }

    public Task<bool> IsActiveAsync(Caller caller, CancellationToken cancellationToken) => OutOfReach
        ? throw new TimeoutException("The database does not answer.")
        : Task.FromResult(!Archived && caller.AccountId == "acme" && caller.EvaluatorId == Active);
}
