namespace RunEvaluations.Architecture.Tests;

internal static class TypeShapes
{
    public static IEnumerable<Type> InterfacesOf(this Type type, Type definition) =>
        type.GetInterfaces().Where(i => i.IsGenericType && i.GetGenericTypeDefinition() == definition);

    public static bool Implements(this Type type, Type definition) => type.InterfacesOf(definition).Any();

    public static bool IsRecord(this Type type) => type.GetMethod("<Clone>$") is not null;

    public static bool IsStatic(this Type type) => type is { IsAbstract: true, IsSealed: true };

    /// <summary>The name as it is written, without the number of type parameters.</summary>
    public static string WrittenName(this Type type) => type.Name.Split('`')[0];
}
