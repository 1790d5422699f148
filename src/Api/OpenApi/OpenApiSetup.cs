using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.OpenApi;
using RunEvaluations.Api.Errors;
using RunEvaluations.Api.Imports;
using RunEvaluations.Domain.Values;

namespace RunEvaluations.Api.OpenApi;

/// <summary>The service's description of itself: <c>/openapi/v1.json</c>, and a page to try it at <c>/docs</c>.</summary>
internal static class OpenApiSetup
{
    private const string ErrorSchema = "Error";
    private const string DocumentPath = "/openapi/v1.json";

    public static void AddApiDocument(this IServiceCollection services) => services.AddOpenApi("v1", options =>
    {
        options.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1;
        options.CreateSchemaReferenceId = SchemaName;
        // HEAD answers wherever GET does; listing it beside each GET would say nothing more.
        options.ShouldInclude = description => description.HttpMethod != "HEAD";
        options.AddDocumentTransformer(Describe);
        options.AddOperationTransformer(AddRefusals);
        options.AddOperationTransformer(WireSchemas.CorrectTables);
        options.AddOperationTransformer(CreatingOperations.Describe);
        options.AddOperationTransformer(ImportBodyAttribute.Describe);
        options.AddOperationTransformer(CredentialSchemes.DescribeScope);
        options.AddSchemaTransformer(WireSchemas.Correct);
    });

    public static void MapApiDocument(this WebApplication app)
    {
        // By its one name: the framework's pattern would answer any other in plain text.
        app.MapOpenApi(DocumentPath).AllowAnonymous();
        app.UseSwaggerUI(page =>
        {
            page.RoutePrefix = "docs";
            page.DocumentTitle = "RunEvaluations";
            page.SwaggerEndpoint(DocumentPath, "RunEvaluations");
        });
    }

    /// <summary>The names of the published contract where it has one, and otherwise names without our suffixes.</summary>
    private static string? SchemaName(JsonTypeInfo type) => type.Type.Name switch
    {
        "EvaluationResponse" => "RunEvaluation",
        "LabelResponse" => "EvaluationLabel",
        nameof(JsonObjectText) => "JsonObject",
        var name when name.EndsWith("Response", StringComparison.Ordinal) => name[..^"Response".Length],
        var name when name.EndsWith("Body", StringComparison.Ordinal) => name[..^"Body".Length],
        _ => OpenApiOptions.CreateDefaultSchemaReferenceId(type),
    };

    private static Task Describe(
        OpenApiDocument document,
        OpenApiDocumentTransformerContext context,
        CancellationToken cancellationToken)
    {
        document.Info = new OpenApiInfo
        {
            Title = "RunEvaluations",
            Version = "v1",
            Description = "Records evaluations of runs against evaluation labels. Every answer that refuses has the "
                + "same body; the codes are listed in docs/errors.md. HEAD answers wherever GET does.",
        };
        document.Servers = [];
        document.Components ??= new OpenApiComponents();
        CredentialSchemes.Describe(document);
        return Task.CompletedTask;
    }

    private static async Task AddRefusals(
        OpenApiOperation operation,
        OpenApiOperationTransformerContext context,
        CancellationToken cancellationToken)
    {
        var refuses = context.Description.ActionDescriptor.EndpointMetadata.OfType<RefusesAttribute>().SingleOrDefault();
        if (refuses is null || context.Document is not { } document)
            return;

        document.AddComponent(
            ErrorSchema,
            await context.GetOrCreateSchemaAsync(typeof(ErrorResponse), null, cancellationToken));
        var statuses = context.Creates() ? refuses.Statuses.Union(CreatingOperations.Refusals) : refuses.Statuses;
        foreach (var status in statuses.Order())
        {
            operation.Responses![$"{status}"] = new OpenApiResponse
            {
                Description = ReasonPhrases.GetReasonPhrase(status),
                Headers = status is 429 or 503 ? RetryAfter() : null,
                Content = new Dictionary<string, OpenApiMediaType>
                {
                    ["application/json"] = new() { Schema = new OpenApiSchemaReference(ErrorSchema, document) },
                },
            };
        }
    }

    private static Dictionary<string, IOpenApiHeader> RetryAfter() => new()
    {
        ["Retry-After"] = new OpenApiHeader
        {
            Description = "After how many seconds to ask again.",
            Schema = new OpenApiSchema { Type = JsonSchemaType.Integer },
        },
    };
}
