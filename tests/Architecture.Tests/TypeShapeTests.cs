using System.Text.RegularExpressions;
using FluentValidation;
using MediatR;
using RunEvaluations.Architecture.Tests.Samples;

namespace RunEvaluations.Architecture.Tests;

public partial class TypeShapeTests
{
    [Fact]
    public void Handlers_validators_behaviours_and_repositories_are_sealed_and_not_public() =>
        PartsAreSealedAndHidden(Layers.AllTypes).Passes(atLeast: 30);

    [Fact]
    public void One_that_is_open_or_public_is_found() =>
        Assert.Equal(
            ["OpenValidator is not sealed", "ThingRepository is public"],
            PartsAreSealedAndHidden(
                [typeof(OpenValidator), typeof(ClosedValidator), typeof(ThingRepository), typeof(FirstHandler)])
                .Offences);

    [Fact]
    public void What_the_application_shows_is_messages_views_ports_paging_and_registration() =>
        ShowsOnlyWhatOthersCall(Layers.TypesOf(Layers.Application)).Passes(atLeast: 30);

    [Fact]
    public void Anything_else_that_is_shown_is_found() =>
        Assert.Equal(
            ["ThingRepository is public"],
            ShowsOnlyWhatOthersCall([typeof(ThingRepository), typeof(OpenValidator), typeof(Orphan)]).Offences);

    [Fact]
    public void No_name_says_only_that_something_is_done() =>
        NamesSayWhatThingsAre(Layers.AllTypes).Passes(atLeast: 80);

    [Fact]
    public void A_name_that_says_nothing_is_found() =>
        Assert.Equal(
            [
                "ThingManager in RunEvaluations.Architecture.Tests.Samples",
                "ThingUtils in RunEvaluations.Architecture.Tests.Samples",
            ],
            NamesSayWhatThingsAre([typeof(ThingManager<>), typeof(ThingUtils), typeof(ThingRepository)]).Offences);

    private static Inspection PartsAreSealedAndHidden(IEnumerable<Type> types)
    {
        var parts = types.Where(type => type is { IsClass: true, IsAbstract: false }
            && (type.Implements(typeof(IRequestHandler<,>))
                || type.Implements(typeof(IPipelineBehavior<,>))
                || type.IsAssignableTo(typeof(IValidator))
                || type.Name.EndsWith("Repository", StringComparison.Ordinal)));
        return Inspection.Of(parts, part =>
            (part.IsSealed ? [] : new[] { $"{part.Name} is not sealed" })
                .Concat(part.IsVisible ? [$"{part.Name} is public"] : []));
    }

    private static Inspection ShowsOnlyWhatOthersCall(IEnumerable<Type> types) =>
        Inspection.Of(types.Where(type => type.IsVisible), type =>
            type.IsInterface
            || type.IsRecord()
            || type.Namespace!.EndsWith(".Paging", StringComparison.Ordinal)
            || (type.IsStatic() && type.Name.EndsWith("Registration", StringComparison.Ordinal))
                ? []
                : [$"{type.Name} is public"]);

    private static Inspection NamesSayWhatThingsAre(IEnumerable<Type> types) =>
        Inspection.Of(types, type =>
        {
            string[] parts = [type.WrittenName(), .. type.Namespace?.Split('.') ?? []];
            return parts.Any(part => Empty().IsMatch(part)) ? [$"{parts[0]} in {type.Namespace}"] : [];
        });

    // Words, not endings: a Database is no Base.
    [GeneratedRegex("(Manager|Helper|Util|Service|Base|Common)s?$")]
    private static partial Regex Empty();
}
