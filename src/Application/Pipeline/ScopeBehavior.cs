using System.Reflection;
using MediatR;
using RunEvaluations.Domain.Results;
using RunEvaluations.Domain.Values;

namespace RunEvaluations.Application.Pipeline;

/// <summary>
/// Refuses a request whose credential lacks the scope that it needs. A request that does not say which it needs is
/// refused to everybody.
/// </summary>
internal sealed class ScopeBehavior<TRequest, TResponse> : IPipelineBehavior<TRequest, TResponse>
    where TRequest : IRequest<TResponse>, IAccountRequest
    where TResponse : IResult<TResponse>
{
    private static readonly Scope? Needed = typeof(TRequest).GetCustomAttribute<NeedsScopeAttribute>()?.Scope;
    private static readonly bool NeedsNone = typeof(TRequest).IsDefined(typeof(NeedsNoScopeAttribute));

    public async Task<TResponse> Handle(
        TRequest request,
        CancellationToken cancellationToken,
        RequestHandlerDelegate<TResponse> next)
    {
        if (Needed is { } scope && !request.Caller.Scopes.Permit(scope))
            return TResponse.Fail(CallerErrors.ScopeRequired(scope));
        if (Needed is null && !NeedsNone)
            throw new InvalidOperationException($"{typeof(TRequest).Name} does not say which scope it needs.");
        return await next();
    }
}
