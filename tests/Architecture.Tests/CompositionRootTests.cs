using System.Reflection;
using RunEvaluations.Architecture.Tests.Samples;

namespace RunEvaluations.Architecture.Tests;

/// <summary>The Api references Infrastructure so that Program can put it in place; nothing else may use it.</summary>
public class CompositionRootTests
{
    [Fact]
    public void Only_the_composition_root_of_the_api_uses_infrastructure() =>
        OnlyTheCompositionRootUses(Layers.Infrastructure, Layers.Api.GetTypes()).Passes(atLeast: 100);

    [Fact]
    public void A_use_anywhere_else_is_found()
    {
        Type[] types =
        [
            typeof(Innocent), typeof(InSignature), typeof(InAwaitedBody), typeof(InLambda),
            typeof(InCatch), typeof(InTypeArgument),
        ];

        Assert.Equal(
            [
                "InSignature uses Migrator", "InAwaitedBody uses Migrator", "InLambda uses StartupException",
                "InCatch uses StartupException", "InTypeArgument uses Migrator",
            ],
            OnlyTheCompositionRootUses(Layers.Infrastructure, types).Offences);
    }

    private static Inspection OnlyTheCompositionRootUses(Assembly kept, IEnumerable<Type> types) =>
        Inspection.Of(types, type =>
            IsCompositionRoot(type)
                ? []
                : from used in TypeUses.Of(type)
                  where used.Assembly == kept
                  select $"{type.Name} uses {used.Name}");

    private static bool IsCompositionRoot(Type type) =>
        type.Namespace is null
            ? type.Name == "Program"
            : $"{type.Namespace}." is var name
                && (name.StartsWith("RunEvaluations.Api.Hosting.", StringComparison.Ordinal)
                    || name.StartsWith("RunEvaluations.Api.Commands.", StringComparison.Ordinal));
}
