using MediatR;
using RunEvaluations.Application.Pipeline;

namespace RunEvaluations.Api.Limits;

/// <summary>
/// Gives each request its turn at the database and bounds how long it waits, for the turn and for the answer. Here, and
/// not around the whole HTTP request, since a body that arrives slowly keeps nobody from the database.
/// </summary>
internal sealed class DatabasePlaces<TRequest, TResponse>(AccountLimits limits, DatabaseWait wait, StreamedPlace streamed)
    : IPipelineBehavior<TRequest, TResponse>
    where TRequest : IRequest<TResponse>, IAccountRequest
{
    /// <summary>Rows that are read later hold a connection, and with it the place, until the answer has been sent.</summary>
    private static readonly bool IsStreamed =
        typeof(TResponse).GenericTypeArguments is [var value] && value.IsAssignableTo(typeof(IAsyncDisposable));

    public async Task<TResponse> Handle(
        TRequest request,
        CancellationToken cancellationToken,
        RequestHandlerDelegate<TResponse> next)
    {
        var account = request.Caller.AccountId;
        var place = await wait.For(token => limits.TakePlace(account, token), cancellationToken);
        if (IsStreamed)
        {
            streamed.Hold(place);
            return await wait.For(() => next());
        }

        using (place)
            return await wait.For(() => next());
    }
}
