using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using RunEvaluations.Api.Json;

namespace RunEvaluations.Api.Input;

/// <summary>The members that a body of a type may have: found out once, and every line of a file is held against them.</summary>
internal sealed class BodyMembers
{
    private static readonly ConcurrentDictionary<Type, BodyMembers> Known = new();

    private readonly BodyMember[] members;

    private BodyMembers(JsonTypeInfo type) =>
        members = [.. type.Properties.Where(RequiredMembers.IsRead).Select((member, place) => new BodyMember(member, place))];

    public IReadOnlyList<BodyMember> All => members;

    public static BodyMembers Of(JsonTypeInfo type) => Known.GetOrAdd(type.Type, _ => new BodyMembers(type));

    /// <summary>The member at whose name the reader stands, or null where the type has none of that name.</summary>
    public BodyMember? At(ref Utf8JsonReader reader)
    {
        foreach (var member in members)
        {
            if (reader.ValueTextEquals(member.Utf8Name))
                return member;
        }

        return null;
    }
}

/// <param name="member">As the serializer knows it.</param>
/// <param name="place">Its number among those of its type.</param>
internal sealed class BodyMember(JsonPropertyInfo member, int place)
{
    public int Place => place;

    public string Name { get; } = member.Name;

    public byte[] Utf8Name { get; } = Encoding.UTF8.GetBytes(member.Name);

    public Type Type { get; } = member.PropertyType;

    public bool AllowsNull { get; } = RequiredMembers.AllowsNull(member);

    public bool IsRequired { get; } = member.IsRequired;
}
