using MediatR;
using RunEvaluations.Domain.Results;

namespace RunEvaluations.Application.Pipeline;

/// <summary>The one place that decides which requests a standby may answer: those that are an <see cref="IReadRequest"/>.</summary>
internal sealed class StandbyBehavior<TRequest, TResponse>(IReadSource source) : IPipelineBehavior<TRequest, TResponse>
    where TRequest : IRequest<TResponse>, IReadRequest
    where TResponse : IResult<TResponse>
{
    public async Task<TResponse> Handle(
        TRequest request,
        CancellationToken cancellationToken,
        RequestHandlerDelegate<TResponse> next)
    {
        source.MayBeOld = true;
        try
        {
            return await next();
        }
        finally
        {
            source.MayBeOld = false;
        }
    }
}
