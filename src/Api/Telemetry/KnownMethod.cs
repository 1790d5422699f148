namespace RunEvaluations.Api.Telemetry;

/// <summary>The method of a request as it may be shown: any word of a caller's may stand in its place.</summary>
internal static class KnownMethod
{
    public const string Other = "_OTHER";

    // Those that OpenTelemetry's conventions know.
    private static readonly string[] All =
        ["GET", "HEAD", "POST", "PUT", "DELETE", "CONNECT", "OPTIONS", "TRACE", "PATCH", "QUERY"];

    public static string Of(HttpRequest request) => All.Contains(request.Method) ? request.Method : Other;
}
