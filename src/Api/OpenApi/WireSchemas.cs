using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using RunEvaluations.Api.Preconditions;
using RunEvaluations.Api.Tables;
using RunEvaluations.Domain.Values;

namespace RunEvaluations.Api.OpenApi;

/// <summary>What the generator cannot see of how our types look on the wire.</summary>
internal static class WireSchemas
{
    private static readonly Dictionary<string, OpenApiMediaType> NoContent = [];

    public static Task Correct(
        OpenApiSchema schema,
        OpenApiSchemaTransformerContext context,
        CancellationToken cancellationToken)
    {
        var type = context.JsonTypeInfo.Type;
        if (type == typeof(JsonObjectText))
            DescribeRawObject(schema);
        else if (type == typeof(EntityTagCondition))
            DescribeCondition(schema);
        else if ((Nullable.GetUnderlyingType(type) ?? type) == typeof(DateTimeOffset))
            schema.Type = MayBeNull(context) ? JsonSchemaType.String | JsonSchemaType.Null : JsonSchemaType.String;
        else if (type.IsEnum)
            schema.Type = JsonSchemaType.String;
        else if (context.ParameterDescription is not null && schema.Enum is { } names)
            schema.Enum = [.. names.Where(name => name is not null)];
        else if (type.Name.EndsWith("Response", StringComparison.Ordinal))
            DescribeAnswer(schema, context.JsonTypeInfo);
        return Task.CompletedTask;
    }

    /// <summary>A table is a text to a reader of the document, whatever its rows are made of.</summary>
    public static Task CorrectTables(
        OpenApiOperation operation,
        OpenApiOperationTransformerContext context,
        CancellationToken cancellationToken)
    {
        foreach (var content in operation.Responses?.Values.SelectMany(answer => answer.Content ?? NoContent) ?? [])
        {
            if (content is { Key: CsvWriter.Type, Value: OpenApiMediaType table })
                table.Schema = new OpenApiSchema { Type = JsonSchemaType.String };
        }

        return Task.CompletedTask;
    }

    private static bool MayBeNull(OpenApiSchemaTransformerContext context) =>
        Nullable.GetUnderlyingType(context.JsonTypeInfo.Type) is not null
        && context.ParameterDescription is null
        && context.JsonPropertyInfo?.ShouldSerialize is null;

    private static void DescribeCondition(OpenApiSchema schema)
    {
        schema.Type = JsonSchemaType.String;
        schema.Properties = null;
        schema.Required = null;
        schema.Description = "*, or entity tags in double quotes, separated by commas (RFC 9110, section 13.1).";
    }

    private static void DescribeRawObject(OpenApiSchema schema)
    {
        schema.Type = JsonSchemaType.Object;
        schema.Description = "A JSON object. It comes back as it was sent: the order of its members, the spelling of its numbers.";
    }

    /// <summary>
    /// Requests are closed; answers may grow. A member is always there, null or not, unless it is left out where it has
    /// no value: then it is never null.
    /// </summary>
    private static void DescribeAnswer(OpenApiSchema schema, JsonTypeInfo type)
    {
        schema.AdditionalPropertiesAllowed = true;
        schema.Required = new HashSet<string>();
        foreach (var member in type.Properties.Where(m => !m.IsExtensionData))
        {
            if (member.ShouldSerialize is null)
                schema.Required.Add(member.Name);
            else if (schema.Properties![member.Name] is OpenApiSchema { Type: { } kind } property)
                property.Type = kind & ~JsonSchemaType.Null;
        }
    }
}
