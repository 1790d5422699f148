using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using RunEvaluations.Api.Evaluations;
using RunEvaluations.Domain.Imports;

namespace RunEvaluations.Api.Imports;

/// <summary>An action that reads a body of lines itself, as they arrive.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class ImportBodyAttribute : Attribute
{
    private const string Csv = "text/csv";

    public static readonly string[] MediaTypes = ["application/x-ndjson", Csv];

    public static ImportFormat FormatOf(string mediaType) => mediaType == Csv ? ImportFormat.Csv : ImportFormat.Ndjson;

    /// <summary>Says in the document what a line is: no parameter of the action does.</summary>
    public static async Task Describe(
        OpenApiOperation operation,
        OpenApiOperationTransformerContext context,
        CancellationToken cancellationToken)
    {
        if (!context.Description.ActionDescriptor.EndpointMetadata.OfType<ImportBodyAttribute>().Any()
            || context.Document is not { } document)
            return;

        document.AddComponent(
            nameof(CreateEvaluationOfRunRequest),
            await context.GetOrCreateSchemaAsync(typeof(CreateEvaluationOfRunRequest), null, cancellationToken));
        operation.RequestBody = new OpenApiRequestBody
        {
            Required = true,
            Description = "A JSON object a line; or CSV with a header line that names the same members, an empty cell for one "
                + "that is absent.",
            Content = new Dictionary<string, OpenApiMediaType>
            {
                [MediaTypes[0]] = new() { Schema = new OpenApiSchemaReference(nameof(CreateEvaluationOfRunRequest), document) },
                [Csv] = new() { Schema = new OpenApiSchema { Type = JsonSchemaType.String } },
            },
        };
    }
}
