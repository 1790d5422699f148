using RunEvaluations.Api.Security;

namespace RunEvaluations.Api.Limits;

/// <summary>Refuses the request of an account that makes too many. It has to know the caller: after authentication.</summary>
internal sealed class AccountRate(RequestDelegate next, AccountLimits limits, LimitSettings settings)
{
    public Task Invoke(HttpContext context) =>
        context.User.FindCaller() is not { } caller || limits.Admits(caller.AccountId)
            ? next(context)
            : TooManyRequests.WriteAsync(context, settings);
}
