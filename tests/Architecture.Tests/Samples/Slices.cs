using MediatR;
using RunEvaluations.Application.Pipeline;
using RunEvaluations.Domain.Values;

namespace RunEvaluations.Architecture.Tests.Samples;

internal sealed record Orphan(Caller Caller) : IRequest<int>, IAccountRequest;

internal sealed record Contested(Caller Caller) : IRequest<int>, IAccountRequest;

internal sealed record NobodysRequest : IRequest<int>;

internal sealed record Fetched(Caller Caller) : IRequest<int>, IAccountRequest;

internal sealed class FirstHandler : IRequestHandler<Contested, int>
{
    public Task<int> Handle(Contested request, CancellationToken cancellationToken) => Task.FromResult(1);
}

internal sealed class GreedyHandler : IRequestHandler<Contested, int>, IRequestHandler<NobodysRequest, int>
{
    public Task<int> Handle(Contested request, CancellationToken cancellationToken) => Task.FromResult(2);

    public Task<int> Handle(NobodysRequest request, CancellationToken cancellationToken) => Task.FromResult(3);
}

internal sealed class ChattyHandler(IMediator mediator) : IRequestHandler<Fetched, int>
{
    public Task<int> Handle(Fetched request, CancellationToken cancellationToken) =>
        mediator.Send(new Orphan(request.Caller), cancellationToken);
}

internal sealed record GetSample(Caller Caller) : IRequest<int>, IAccountRequest;

internal sealed record ListSamples(Caller Caller) : IRequest<int>, IAccountRequest;

internal sealed record CountedSample(Caller Caller) : IRequest<int>, ICountedWrite
{
    public static string Outcome => "counted";
}
