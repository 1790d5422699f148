using System.Security.Claims;
using RunEvaluations.Domain.Values;

namespace RunEvaluations.Api.Security;

/// <summary>The identity of an authenticated request, whatever kind of credential it came with.</summary>
internal sealed class CallerIdentity(Caller caller, string kind) : ClaimsIdentity(authenticationType: kind)
{
    public Caller Caller { get; } = caller;
}
