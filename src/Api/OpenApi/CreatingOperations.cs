using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using RunEvaluations.Api.Idempotency;

namespace RunEvaluations.Api.OpenApi;

/// <summary>Says of every POST that creates something that it takes an <c>Idempotency-Key</c>.</summary>
internal static class CreatingOperations
{
    /// <summary>With which a request that comes again may be refused.</summary>
    public static readonly IEnumerable<int> Refusals = [StatusCodes.Status409Conflict, StatusCodes.Status422UnprocessableEntity];

    public static bool Creates(this OpenApiOperationTransformerContext context) =>
        context.Description.ActionDescriptor.EndpointMetadata.OfType<HttpCreateAttribute>().Any();

    public static Task Describe(
        OpenApiOperation operation,
        OpenApiOperationTransformerContext context,
        CancellationToken cancellationToken)
    {
        if (!context.Creates())
            return Task.CompletedTask;

        operation.Parameters ??= [];
        operation.Parameters.Add(new OpenApiParameter
        {
            Name = IdempotencyKeyHeader.Name,
            In = ParameterLocation.Header,
            Description = "Names this request: sent again with the same key, it is answered as the first time, and done "
                + "once. 1 to 255 visible ASCII characters.",
            Schema = new OpenApiSchema { Type = JsonSchemaType.String },
        });
        var success = operation.Responses?.FirstOrDefault(r => r.Key is "200" or "201").Value;
        if (success is OpenApiResponse created)
            created.Headers = new Dictionary<string, IOpenApiHeader>
            {
                [ReplayedResult.Header] = new OpenApiHeader
                {
                    Description = "\"true\" where this is the answer to an earlier request with the same key.",
                    Schema = new OpenApiSchema { Type = JsonSchemaType.String },
                },
            };
        return Task.CompletedTask;
    }
}
