using System.Diagnostics;

namespace RunEvaluations.Api.Errors;

/// <summary>The W3C trace id of a request. A caller who sends <c>traceparent</c> finds its own id here.</summary>
internal static class TraceId
{
    private static readonly object Key = new();

    /// <summary>That of the request in which this is asked, if one is being traced.</summary>
    public static string? Current =>
        Activity.Current is { IdFormat: ActivityIdFormat.W3C } activity ? activity.TraceId.ToHexString() : null;

    public static string Of(HttpContext context)
    {
        if (Current is { } traced)
            return traced;

        // With logging and tracing off the host starts no activity; the body still names one id a request.
        if (context.Items[Key] is string known)
            return known;

        var parent = context.Request.Headers.TraceParent.ToString();
        var id = ActivityContext.TryParse(parent, null, out var sent) ? sent.TraceId : ActivityTraceId.CreateRandom();
        context.Items[Key] = id.ToHexString();
        return id.ToHexString();
    }
}
