using MediatR;
using RunEvaluations.Domain.Results;
using RunEvaluations.Domain.Values;

namespace RunEvaluations.Application.Pipeline;

/// <summary>
/// Refuses the requests of an evaluator that only a user may make: what an evaluator may fill would mean little if it
/// could say so itself.
/// </summary>
internal sealed class UserOnlyBehavior<TRequest, TResponse> : IPipelineBehavior<TRequest, TResponse>
    where TRequest : IRequest<TResponse>, IUserRequest
    where TResponse : IResult<TResponse>
{
    public async Task<TResponse> Handle(
        TRequest request,
        CancellationToken cancellationToken,
        RequestHandlerDelegate<TResponse> next) =>
        request.Caller.UserId is null ? TResponse.Fail(CallerErrors.UserRequired) : await next();
}
