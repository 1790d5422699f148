using Microsoft.AspNetCore.Authentication.JwtBearer;

namespace RunEvaluations.Api.Security;

/// <summary>What happens around the check of a token.</summary>
internal sealed class BearerEvents(TokenRules rules, AuthorityKeys? authority) : JwtBearerEvents
{
    public override async Task MessageReceived(MessageReceivedContext context)
    {
        try
        {
            context.Token = BearerCredential.Read(context.Request);
            if (context.Token is null)
                context.NoResult();
            else if (authority is not null)
                await authority.GetAsync(KeyId(context.Token), context.HttpContext.RequestAborted);
        }
        catch (Exception e) when (e is TokenRefusedException or AuthorityUnavailableException)
        {
            context.Fail(e);
        }
    }

    public override async Task TokenValidated(TokenValidatedContext context)
    {
        if (context.Principal?.FindCaller() is not { EvaluatorId: not null } caller)
            return;

        var gate = context.HttpContext.RequestServices.GetRequiredService<IEvaluatorGate>();
        if (!await gate.IsActiveAsync(caller, context.HttpContext.RequestAborted))
            context.Fail(new TokenRefusedException("The token names an evaluator that does not exist or is archived."));
    }

    /// <summary>
    /// A refusal becomes the result. Anything else (the gate could not ask the database) is left to be thrown.
    /// </summary>
    public override Task AuthenticationFailed(AuthenticationFailedContext context)
    {
        if (context.Exception is TokenRefusedException or AuthorityUnavailableException)
            context.Fail(context.Exception);
        return Task.CompletedTask;
    }

    public override Task Challenge(JwtBearerChallengeContext context)
    {
        context.HandleResponse();
        return BearerChallenge.WriteAsync(context.HttpContext, context.AuthenticateFailure);
    }

    /// <summary>Read before the authority is asked, so that what is no token does not make it work.</summary>
    private string? KeyId(string token) => StrictJwt.Read(token, rules.Algorithms).Header.KeyId;
}
