using System.CommandLine;
using System.CommandLine.Parsing;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Serialization;
using RunEvaluations.Api.Json;

namespace RunEvaluations.Api.Commands;

/// <summary>Where a command finds the service that it talks to, here or elsewhere, and with which credential.</summary>
internal static class ServiceOptions
{
    private const string KeyVariable = "RUN_EVALUATIONS_KEY";
    private const string TokenVariable = "RUN_EVALUATIONS_TOKEN";

    /// <summary>How its answers are read: a later service may say more.</summary>
    public static readonly JsonSerializerOptions Answers = new(WireJson.Options)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Skip,
    };

    public static readonly Option<Uri> Url = new("--url")
    {
        Description = "The service.",
        DefaultValueFactory = _ => new Uri("http://127.0.0.1:5080"),
        CustomParser = argument =>
        {
            if (Uri.TryCreate(argument.Tokens[0].Value, UriKind.Absolute, out var url) && url.Scheme is "http" or "https")
                return url;
            argument.AddError("--url must be an address, such as https://evaluations.example.");
            return null;
        },
    };

    public static readonly Option<string> Key = new("--key") { Description = $"An API key; else that in {KeyVariable}." };
    public static readonly Option<string> Token = new("--token") { Description = $"A token; else that in {TokenVariable}." };

    public static void NeedCredential(CommandResult result)
    {
        if (CredentialOf(result.GetValue(Key), result.GetValue(Token)) is null)
            result.AddError($"A credential must be given: --key or --token, or {KeyVariable} or {TokenVariable} in the environment.");
    }

    /// <summary>What takes long is no failure: whether the service is still there is seen by its connection.</summary>
    public static HttpClient Connect(ParseResult parsed)
    {
        var http = new HttpClient { BaseAddress = parsed.GetRequiredValue(Url), Timeout = Timeout.InfiniteTimeSpan };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue(
            "Bearer", CredentialOf(parsed.GetValue(Key), parsed.GetValue(Token)));
        return http;
    }

    private static string? CredentialOf(string? key, string? token) =>
        new[] { key, token, Environment.GetEnvironmentVariable(KeyVariable), Environment.GetEnvironmentVariable(TokenVariable) }
            .FirstOrDefault(text => !string.IsNullOrEmpty(text));
}
