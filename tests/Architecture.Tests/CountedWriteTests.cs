using MediatR;
using RunEvaluations.Application.Pipeline;
using RunEvaluations.Architecture.Tests.Samples;

namespace RunEvaluations.Architecture.Tests;

/// <summary>A write of evaluations that is not marked as one would be missing from the metric.</summary>
public class CountedWriteTests
{
    private const string Feature = "RunEvaluations.Application.Evaluations";

    private static readonly string[] Reads = ["Get", "List", "Export", "Verify"];

    [Fact]
    public void Each_request_that_writes_evaluations_is_counted() =>
        WritesAreCounted(Layers.TypesOf(Layers.Application).Where(t => t.Namespace == Feature)).Passes(atLeast: 4);

    [Fact]
    public void A_write_that_is_not_counted_is_found() =>
        Assert.Equal(
            ["Contested is not an ICountedWrite"],
            WritesAreCounted([typeof(Contested), typeof(GetSample), typeof(ListSamples), typeof(CountedSample)]).Offences);

    private static Inspection WritesAreCounted(IEnumerable<Type> types) =>
        Inspection.Of(types.Where(t => t.Implements(typeof(IRequest<>))), request =>
            IsRead(request) || request.IsAssignableTo(typeof(ICountedWrite))
                ? []
                : [$"{request.Name} is not an ICountedWrite"]);

    private static bool IsRead(Type request) =>
        Reads.Any(verb => request.Name.StartsWith(verb, StringComparison.Ordinal));
}
