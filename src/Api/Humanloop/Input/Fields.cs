using System.Text.Json.Nodes;
using RunEvaluations.Api.Json;
using RunEvaluations.Domain.Humanloop;
using RunEvaluations.Domain.Values;

namespace RunEvaluations.Api.Humanloop.Input;

/// <summary>The members of an object that a <see cref="Shape"/> has passed; each is null where it is absent.</summary>
internal sealed class Fields(JsonObject json)
{
    public bool Has(string name) => json[name] is not null;

    public string? Text(string name) => json[name]?.GetValue<string>();

    public bool? Flag(string name) => json[name]?.GetValue<bool>();

    public Fields? Object(string name) => json[name] is JsonObject inner ? new Fields(inner) : null;

    public IReadOnlyList<Fields> Objects(string name) =>
        json[name] is JsonArray items ? [.. items.Select(item => new Fields(item!.AsObject()))] : [];

    public IReadOnlyList<string> Texts(string name) =>
        json[name] is JsonArray items ? [.. items.Select(item => item!.GetValue<string>())] : [];

    public string? Json(string name) => json[name]?.ToJsonString(WireJson.Options);

    public Guid? Id(string name, string prefix) => Text(name) is { } text ? HumanloopId.Read(prefix, text) : null;

    public Guid? FileId(string name, FileKind? kind = null) => Text(name) is { } text ? HumanloopId.ReadFile(text, kind) : null;

    public Guid? VersionId(string name, FileKind? kind = null) =>
        Text(name) is { } text ? HumanloopId.ReadVersion(text, kind) : null;

    public DeploymentEnvironment? Environment(string name) =>
        Text(name) is { } text ? Enum.Parse<DeploymentEnvironment>(text, ignoreCase: true) : null;

    /// <summary>All of it, as text.</summary>
    public JsonObjectText All() => new(json.ToJsonString(WireJson.Options));

    /// <summary>One of its members alone, as text.</summary>
    public JsonObjectText Only(string name) =>
        new(new JsonObject { [name] = json[name]!.DeepClone() }.ToJsonString(WireJson.Options));

    /// <summary>All of it but these, as text.</summary>
    public JsonObjectText Without(params IEnumerable<string> names)
    {
        var rest = json.DeepClone().AsObject();
        foreach (var name in names)
            rest.Remove(name);
        return new JsonObjectText(rest.ToJsonString(WireJson.Options));
    }
}
