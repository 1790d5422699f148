using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using RunEvaluations.Api.Humanloop.Input;
using RunEvaluations.Api.Json;
using RunEvaluations.Application.Humanloop.Files;
using RunEvaluations.Domain.Humanloop;

namespace RunEvaluations.Api.Humanloop.Answers;

/// <summary>
/// A version of a file as Humanloop's clients read it: its content, and what they need to tell which kind it is. A member
/// without a value is left out.
/// </summary>
internal static partial class FileJson
{
    public static JsonObject Of(FileDetail detail)
    {
        var json = Of(detail.File);
        if (detail.Datapoints is { } datapoints)
            json["datapoints"] = new JsonArray([.. datapoints.Select(Of)]);
        return json;
    }

    public static JsonObject Of(FileView file)
    {
        var content = JsonNode.Parse(file.Content.Text)!.AsObject();
        var json = new JsonObject
        {
            ["path"] = file.Path,
            ["id"] = HumanloopId.OfFile(file.Kind, file.FileId),
            ["name"] = FilePath.NameOf(file.Path),
            ["version_id"] = HumanloopId.OfVersion(file.Kind, file.VersionId),
            ["type"] = NameOf(file.Kind),
            ["created_at"] = Time(file.CreatedAt),
            ["updated_at"] = Time(file.UpdatedAt),
            ["last_used_at"] = Time(file.LastUsedAt),
            ["created_by"] = User(file.CreatedBy),
        };
        if (file.VersionName is { } name)
            json["version_name"] = name;
        if (file.VersionDescription is { } description)
            json["version_description"] = description;
        if (file.Environments.Count > 0)
            json["environments"] = new JsonArray([.. file.Environments.Select(e => Environment(e, file.CreatedAt))]);
        AddCounts(json, file, content);
        // Answers show linked tools as files; here they are names that mean nothing.
        foreach (var (member, value) in content.Where(m => m.Key != "linked_tools"))
            json[member] = value?.DeepClone();
        if (file.Kind is FileKind.Agent)
        {
            json["status"] = "committed";
            json["tools"] ??= new JsonArray();
        }

        return json;
    }

    public static JsonObject Of(DatapointView datapoint)
    {
        var json = JsonNode.Parse(datapoint.Content.Text)!.AsObject();
        json["id"] = HumanloopId.Of(HumanloopId.Datapoint, datapoint.Id);
        // A client that has none for a callable would fail.
        json["inputs"] ??= new JsonObject();
        return json;
    }

    public static JsonObject Of(FileEnvironmentView environment)
    {
        var json = Environment(EnvironmentNames.Of(environment.Environment), environment.CreatedAt);
        if (environment.Version is { } version)
            json["file"] = Of(version);
        return json;
    }

    public static string NameOf(FileKind kind) => kind.ToString().ToLowerInvariant();

    public static JsonNode Time(DateTimeOffset time) => JsonSerializer.SerializeToNode(time, WireJson.Options)!;

    public static JsonObject User(string id) => new() { ["id"] = id, ["email_address"] = id };

    private static void AddCounts(JsonObject json, FileView file, JsonObject content)
    {
        if (file.Kind is FileKind.Dataset)
        {
            json["datapoints_count"] = file.Datapoints;
            return;
        }

        json["version_logs_count"] = file.VersionLogs;
        if (file.Kind is FileKind.Flow)
            return;
        json["total_logs_count"] = file.TotalLogs;
        json["inputs"] = new JsonArray([.. Inputs(file.Kind, content).Distinct().Select(name => new JsonObject { ["name"] = name })]);
    }

    /// <summary>The names that a template has room for, and the parameters of a function.</summary>
    private static IEnumerable<string> Inputs(FileKind kind, JsonObject content) => kind switch
    {
        FileKind.Tool => content["function"]?["parameters"] is JsonObject parameters && parameters["properties"] is JsonObject named
            ? named.Select(p => p.Key)
            : [],
        FileKind.Evaluator => Placeholders(content["spec"]?["prompt"]?["template"]),
        _ => Placeholders(content["template"]),
    };

    private static IEnumerable<string> Placeholders(JsonNode? template) => template is null
        ? []
        : Placeholder().Matches(template.ToJsonString(WireJson.Options)).Select(match => match.Groups[1].Value);

    private static JsonObject Environment(string name, DateTimeOffset createdAt) => new()
    {
        ["id"] = EnvironmentNames.IdOf(EnvironmentNames.Read(name)!.Value),
        ["created_at"] = Time(createdAt),
        ["name"] = name,
        ["tag"] = name == EnvironmentNames.Of(DeploymentEnvironment.Production) ? "default" : "other",
    };

    [GeneratedRegex(@"\{\{\s*([A-Za-z_][A-Za-z0-9_]*)\s*\}\}")]
    private static partial Regex Placeholder();
}
