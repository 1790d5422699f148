using MediatR;
using RunEvaluations.Application.Pipeline;
using RunEvaluations.Architecture.Tests.Samples;

namespace RunEvaluations.Architecture.Tests;

/// <summary>A write of evaluations that is not marked as one would be missing from the metric.</summary>
public class CountedWriteTests
{
    private const string Feature = "RunEvaluations.Application.Evaluations";

    [Fact]
    public void Each_request_that_writes_evaluations_is_counted() =>
        WritesAreCounted(Layers.TypesOf(Layers.Application).Where(t => t.Namespace == Feature)).Passes(atLeast: 4);

    [Fact]
    public void A_write_that_is_not_counted_is_found() =>
        Assert.Equal(
            ["Contested is not an IEvaluationWrite"],
            WritesAreCounted([typeof(Contested), typeof(GetSample), typeof(ListSamples), typeof(CountedSample)]).Offences);

    private static Inspection WritesAreCounted(IEnumerable<Type> types) =>
        Inspection.Of(types.Where(t => t.Implements(typeof(IRequest<>))), request =>
            IsRead(request) || request.IsAssignableTo(typeof(IEvaluationWrite))
                ? []
                : [$"{request.Name} is not an IEvaluationWrite"]);

    private static bool IsRead(Type request) =>
        request.Name.StartsWith("Get", StringComparison.Ordinal) || request.Name.StartsWith("List", StringComparison.Ordinal);
}
