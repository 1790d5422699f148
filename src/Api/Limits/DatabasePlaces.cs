using MediatR;
using RunEvaluations.Application.Pipeline;
using RunEvaluations.Domain.Results;

namespace RunEvaluations.Api.Limits;

/// <summary>
/// Gives each request its turn at the database and bounds how long it waits, for the turn and for the answer. Here, and
/// not around the whole HTTP request, since a body that arrives slowly keeps nobody from the database.
/// </summary>
internal sealed class DatabasePlaces<TRequest, TResponse>(
    AccountLimits limits, DatabaseWait wait, StreamedPlace streamed, LongRequestSettings longRequests)
    : IPipelineBehavior<TRequest, TResponse>
    where TRequest : IRequest<TResponse>, IAccountRequest
    where TResponse : IResult<TResponse>
{
    public async Task<TResponse> Handle(
        TRequest request,
        CancellationToken cancellationToken,
        RequestHandlerDelegate<TResponse> next)
    {
        var account = request.Caller.AccountId;
        if (request is ISharingRequest { MayShare: true })
        {
            using var part = limits.Share(account);
            return await wait.For(() => next(), Close);
        }

        if (request is ILongRequest)
            wait.LimitTo(longRequests.Timeout * 0.95);
        using var longOne = request is ILongRequest
            ? await wait.For(token => limits.TakeLongPlace(account, token), cancellationToken)
            : null;
        var place = await wait.For(token => limits.TakePlace(account, token), cancellationToken);
        TResponse? response = default;
        try
        {
            using var turn = limits.IsCrowding(account)
                ? await wait.For(token => limits.TakeTurn(account, token), cancellationToken)
                : null;
            response = await wait.For(() => next(), Close);
            return response;
        }
        finally
        {
            // Rows that are still to be read hold a connection, and with it the place, until the answer has been sent.
            if (response?.Open is null)
                place.Dispose();
            else
                streamed.Hold(place);
        }
    }

    private static async Task Close(TResponse response)
    {
        if (response.Open is { } open)
            await open.DisposeAsync();
    }
}
