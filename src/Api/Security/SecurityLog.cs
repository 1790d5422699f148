using System.Collections.Concurrent;
using RunEvaluations.Api.Errors;
using RunEvaluations.Api.Telemetry;

namespace RunEvaluations.Api.Security;

/// <summary>
/// Writes a line of its own category for each request that was refused for its credential, its scope or a limit, and
/// counts it. Never what the caller has sent: no token, key, header, path, query or body.
/// </summary>
internal sealed class SecurityLog(
    RequestDelegate next, TimeProvider time, ServiceMeter meter, ILoggerFactory loggers)
{
    public const string Category = "RunEvaluations.Security";

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(10);
    private const int SubjectsInPause = 100;

    private readonly ILogger logger = loggers.CreateLogger(Category);

    // One for each kind of event: a flood of one must not hide another.
    private readonly ConcurrentDictionary<string, LineBudget> budgets = new();

    public async Task Invoke(HttpContext context)
    {
        await next(context);
        if (context.Features.Get<Refusal>() is { } refusal && SecurityEvent.Of(refusal) is { } kind)
            Report(context, kind, refusal.Code);
    }

    private void Report(HttpContext context, string kind, string code)
    {
        meter.CountRefusal(kind, code);

        var account = context.User.FindCaller()?.AccountId;
        var address = Address(context);
        var budget = budgets.GetOrAdd(kind, _ => new LineBudget(time, Pause, SubjectsInPause));
        if (!budget.Allows($"{code} {account ?? address}", out var suppressed))
            return;

        logger.LogWarning(
            "{Event} at {Route}: {Reason}, account {Account}, from {RemoteAddress}, {Suppressed} not shown before",
            kind,
            RouteTemplate.Of(context) ?? RouteTemplate.None,
            code,
            account ?? "(none)",
            address,
            suppressed);
    }

    private static string Address(HttpContext context) => context.Connection.RemoteIpAddress switch
    {
        null => "(none)",
        { IsIPv4MappedToIPv6: true } mapped => mapped.MapToIPv4().ToString(),
        var address => address.ToString(),
    };
}
