using MediatR;
using RunEvaluations.Application.Pipeline;
using RunEvaluations.Architecture.Tests.Samples;

namespace RunEvaluations.Architecture.Tests;

public class SliceTests
{
    private static readonly Type[] Samples =
    [
        typeof(NobodysRequest), typeof(Orphan), typeof(Contested), typeof(FirstHandler), typeof(GreedyHandler),
        typeof(ChattyHandler), typeof(Fetched),
    ];

    [Fact]
    public void Each_request_has_exactly_one_handler() =>
        RequestsHaveOneHandler(Layers.TypesOf(Layers.Application)).Passes(atLeast: 15);

    [Fact]
    public void A_request_without_a_handler_or_with_two_is_found() =>
        Assert.Equal(
            ["Orphan has no handler", "Contested is handled by FirstHandler and GreedyHandler"],
            RequestsHaveOneHandler(Samples).Offences);

    [Fact]
    public void Each_handler_handles_exactly_one_request() =>
        HandlersHandleOneRequest(Layers.TypesOf(Layers.Application)).Passes(atLeast: 15);

    [Fact]
    public void A_handler_of_two_requests_is_found() =>
        Assert.Equal(
            ["GreedyHandler handles Contested and NobodysRequest"],
            HandlersHandleOneRequest(Samples).Offences);

    [Fact]
    public void No_handler_or_behaviour_can_send_a_request() =>
        NothingSends(Layers.TypesOf(Layers.Application)).Passes(atLeast: 15);

    [Fact]
    public void A_handler_that_can_send_a_request_is_found() =>
        Assert.Equal(["ChattyHandler uses IMediator"], NothingSends(Samples).Offences);

    [Fact]
    public void Each_request_is_made_on_behalf_of_a_caller() =>
        RequestsHaveACaller(Layers.TypesOf(Layers.Application)).Passes(atLeast: 15);

    [Fact]
    public void A_request_of_nobody_is_found() =>
        Assert.Equal(["NobodysRequest is made on behalf of nobody"], RequestsHaveACaller(Samples).Offences);

    private static Inspection RequestsHaveOneHandler(IEnumerable<Type> types)
    {
        var handlers = types.SelectMany(type => RequestsHandledBy(type).Select(request => (request, type.Name)))
            .ToLookup(pair => pair.request, pair => pair.Name);
        return Inspection.Of(types.Where(IsRequest), request => handlers[request].Count() switch
        {
            0 => [$"{request.Name} has no handler"],
            1 => [],
            _ => [$"{request.Name} is handled by {string.Join(" and ", handlers[request])}"],
        });
    }

    private static Inspection HandlersHandleOneRequest(IEnumerable<Type> types) =>
        Inspection.Of(types.Where(IsHandler), handler => RequestsHandledBy(handler).ToList() is { Count: > 1 } requests
            ? [$"{handler.Name} handles {string.Join(" and ", requests.Select(request => request.Name))}"]
            : []);

    private static Inspection NothingSends(IEnumerable<Type> types)
    {
        Type[] ways = [typeof(IMediator), typeof(Mediator), typeof(ServiceFactory), typeof(IServiceProvider)];
        return Inspection.Of(
            types.Where(type => IsHandler(type) || type.Implements(typeof(IPipelineBehavior<,>))),
            type => TypeUses.Of(type).Intersect(ways).Select(way => $"{type.Name} uses {way.Name}"));
    }

    private static Inspection RequestsHaveACaller(IEnumerable<Type> types) =>
        Inspection.Of(types.Where(IsRequest), request =>
            request.IsAssignableTo(typeof(IAccountRequest)) ? [] : [$"{request.Name} is made on behalf of nobody"]);

    private static bool IsRequest(Type type) => !type.IsAbstract && type.Implements(typeof(IRequest<>));

    private static bool IsHandler(Type type) => RequestsHandledBy(type).Any();

    private static IEnumerable<Type> RequestsHandledBy(Type type) =>
        type.IsAbstract ? [] : type.InterfacesOf(typeof(IRequestHandler<,>)).Select(i => i.GenericTypeArguments[0]);
}
