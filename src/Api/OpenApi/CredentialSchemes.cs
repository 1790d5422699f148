using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using RunEvaluations.Api.Security;
using RunEvaluations.Domain.Values;

namespace RunEvaluations.Api.OpenApi;

/// <summary>The ways to bring a credential, and which scope of it each operation needs.</summary>
internal static class CredentialSchemes
{
    private const string Bearer = "BearerAuth";
    private const string ApiKey = "ApiKeyAuth";

    public static void Describe(OpenApiDocument document)
    {
        document.Components!.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>
        {
            [Bearer] = new OpenApiSecurityScheme
            {
                Type = SecuritySchemeType.Http,
                Scheme = "bearer",
                BearerFormat = "JWT",
                Description = "A token, or an API key.",
            },
            [ApiKey] = new OpenApiSecurityScheme
            {
                Type = SecuritySchemeType.ApiKey,
                In = ParameterLocation.Header,
                Name = BearerCredential.KeyHeader,
                Description = "An API key.",
            },
        };
        document.Security = Either(document, []);
    }

    public static Task DescribeScope(
        OpenApiOperation operation,
        OpenApiOperationTransformerContext context,
        CancellationToken cancellationToken)
    {
        // A method's own attribute comes after that of its class.
        var needs = context.Description.ActionDescriptor.EndpointMetadata.OfType<NeedsScopeAttribute>().LastOrDefault();
        if (needs is null || context.Document is not { } document)
            return Task.CompletedTask;

        var scope = ScopeNames.Of(needs.Scope);
        operation.Security = Either(document, [scope]);
        operation.Description = $"{operation.Description} Needs the scope {scope}.".TrimStart();
        return Task.CompletedTask;
    }

    private static List<OpenApiSecurityRequirement> Either(OpenApiDocument document, List<string> scopes) =>
    [
        new() { [new OpenApiSecuritySchemeReference(Bearer, document)] = scopes },
        new() { [new OpenApiSecuritySchemeReference(ApiKey, document)] = scopes },
    ];
}
