using Microsoft.AspNetCore.Http.Features;
using RunEvaluations.Api.Errors;
using RunEvaluations.Domain.Results;

namespace RunEvaluations.Api.Input;

/// <summary>Refuses a path or query that does not decode to text, before anything looks at it.</summary>
internal sealed class TargetGuard(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext context)
    {
        var target = context.Features.Get<IHttpRequestFeature>()?.RawTarget ?? "";
        return Problem(target) is { } error ? ErrorWriter.WriteAsync(context, error) : next(context);
    }

    private static Error? Problem(string target)
    {
        if (target.AsSpan().ContainsAnyExceptInRange('!', '~'))
            return Error.Invalid("path", "has a character that must be percent-encoded");
        if (!target.Contains('%'))
            return null;

        var parts = target.Split('?', 2);
        if (PercentEncoding.Problem(parts[0]) is { } reason)
            return Error.Invalid("path", reason);

        var query = parts.Length == 1 ? "" : parts[1];
        return query.Split('&').Select(Parameter).FirstOrDefault(error => error is not null);
    }

    private static Error? Parameter(string pair)
    {
        var parts = pair.Split('=', 2);
        if (PercentEncoding.Problem(parts[0]) is { } name)
            return Error.Invalid("query", "has a parameter whose name " + name);

        var reason = parts.Length == 1 ? null : PercentEncoding.Problem(parts[1]);
        return reason is null ? null : Error.Invalid(JsonPath.Shown(Uri.UnescapeDataString(parts[0])), reason);
    }
}
