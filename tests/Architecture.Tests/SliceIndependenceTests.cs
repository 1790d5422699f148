using Microsoft.CodeAnalysis.CSharp.Syntax;
using RunEvaluations.Architecture.Tests.Source;

namespace RunEvaluations.Architecture.Tests;

public class SliceIndependenceTests
{
    [Fact]
    public void A_slice_names_no_request_or_handler_but_its_own() =>
        SlicesKeepToThemselves(Checkout.Sources("src/Application")).Passes(atLeast: 15);

    [Fact]
    public void A_slice_that_names_another_or_holds_two_is_found()
    {
        SourceFile[] bad =
        [
            new("Things/GetThing.cs", """
                /// <summary>Unlike <see cref="ListThings"/>, one.</summary>
                record GetThing(string Note) : IRequest<Result<Thing>>, IAccountRequest;
                class GetThingHandler : IRequestHandler<GetThing, Result<Thing>>;
                """),
            new("Things/ListThings.cs", """
                record ListThings : IRequest<Result<Page<Thing>>>;
                class ListThingsHandler : IRequestHandler<ListThings, Result<Page<Thing>>>
                {
                    object Handle() => new GetThing("as GetThingHandler does");
                }
                """),
            new("Things/ThingRules.cs", "class ThingRules { GetThingHandler? handler; }"),
            new("Things/Both.cs", "record One : MediatR.IRequest<int>; record Two : IRequest<int>;"),
        ];

        Assert.Equal(
            ["Things/ListThings.cs:4 names GetThing", "Things/ThingRules.cs:1 names GetThingHandler",
                "Things/Both.cs holds One and Two"],
            SlicesKeepToThemselves(bad).Offences);
    }

    /// <summary>Speaks of every file, so that no slice is reached by way of something that slices share.</summary>
    private static Inspection SlicesKeepToThemselves(IReadOnlyList<SourceFile> files)
    {
        var requests = files.ToDictionary(file => file, file => Declared(file, "IRequest"));
        var owners = files
            .SelectMany(file => requests[file].Concat(Declared(file, "IRequestHandler")).Select(name => (name, file)))
            .ToDictionary(owned => owned.name, owned => owned.file);

        var looked = requests.Count(slice => slice.Value.Count > 0);
        var offences = files.SelectMany(file =>
            file.Root.DescendantNodes()
                .OfType<SimpleNameSyntax>()
                .Where(name => owners.TryGetValue(name.Identifier.ValueText, out var owner) && owner != file)
                .Select(name => $"{file.Place(name)} names {name.Identifier.ValueText}")
                .Concat(requests[file].Count > 1 ? [$"{file.Path} holds {string.Join(" and ", requests[file])}"] : []));
        return new(looked, [.. offences]);
    }

    private static List<string> Declared(SourceFile file, string contract) =>
    [
        .. from type in file.Root.DescendantNodes().OfType<TypeDeclarationSyntax>()
           where type.BaseList?.Types.Any(t => NameOf(t.Type) == contract) == true
           select type.Identifier.ValueText,
    ];

    private static string? NameOf(TypeSyntax type) => type switch
    {
        QualifiedNameSyntax qualified => qualified.Right.Identifier.ValueText,
        SimpleNameSyntax simple => simple.Identifier.ValueText,
        _ => null,
    };
}
