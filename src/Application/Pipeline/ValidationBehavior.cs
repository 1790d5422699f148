using FluentValidation;
using MediatR;
using RunEvaluations.Domain.Results;

namespace RunEvaluations.Application.Pipeline;

/// <summary>Refuses a request that its slice's validator finds wrong, before the handler sees it.</summary>
internal sealed class ValidationBehavior<TRequest, TResponse>(IEnumerable<IValidator<TRequest>> validators)
    : IPipelineBehavior<TRequest, TResponse>
    where TRequest : IRequest<TResponse>
    where TResponse : IResult<TResponse>
{
    public async Task<TResponse> Handle(
        TRequest request,
        CancellationToken cancellationToken,
        RequestHandlerDelegate<TResponse> next) =>
        validators.Refusal(request) is { } error ? TResponse.Fail(error) : await next();
}
