using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Authorization;
using RunEvaluations.Application.ApiKeys;
using RunEvaluations.Domain.Values;

namespace RunEvaluations.Api.Security;

/// <summary>What happens around the check of a token; an API key is checked here altogether.</summary>
internal sealed class BearerEvents(TokenRules rules, TokenMemory memory, AuthorityKeys? authority, TimeProvider time)
    : JwtBearerEvents
{
    public override async Task MessageReceived(MessageReceivedContext context)
    {
        try
        {
            context.Token = BearerCredential.Read(context.Request);
            if (context.Token is null)
                context.NoResult();
            else if (BearerCredential.IsKey(context.Token))
                await Admit(context, context.Token);
            else if (await Recall(context.Token, context.HttpContext.RequestAborted) is { } caller)
                await Accept(context, caller);
            else if (authority is not null)
                await authority.GetAsync(KeyId(context.Token), context.HttpContext.RequestAborted);
        }
        catch (Exception e) when (e is TokenRefusedException or AuthorityUnavailableException)
        {
            context.Fail(e);
        }
    }

    public override Task TokenValidated(TokenValidatedContext context) => CheckEvaluator(context);

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

    private static async Task CheckEvaluator(ResultContext<JwtBearerOptions> context)
    {
        if (context.Principal?.FindCaller() is not { EvaluatorId: not null } caller)
            return;

        var gate = context.HttpContext.RequestServices.GetRequiredService<IEvaluatorGate>();
        if (!await gate.IsActiveAsync(caller, context.HttpContext.RequestAborted))
            context.Fail(new TokenRefusedException("The token names an evaluator that does not exist or is archived."));
    }

    /// <summary>Of a token that was found good before and still is; whatever else it may be, it is checked as a new one.</summary>
    private async ValueTask<Caller?> Recall(string token, CancellationToken cancellationToken)
    {
        if (memory.Find(token) is not { } known || known.Lifetime.Fault(time.GetUtcNow()) is not null)
            return null;
        if (authority is null)
            return known.Caller;

        // Each fetch brings new keys, equal ones too.
        var trusted = await authority.GetAsync(null, cancellationToken);
        return trusted.SigningKeys.Any(key => ReferenceEquals(key, known.Key)) ? known.Caller : null;
    }

    private static async Task Accept(MessageReceivedContext context, Caller caller)
    {
        context.Principal = new ClaimsPrincipal(new CallerIdentity(caller, "token"));
        context.Success();
        await CheckEvaluator(context);
    }

    private static async Task Admit(MessageReceivedContext context, string key)
    {
        var http = context.HttpContext;
        if (http.GetEndpoint()?.Metadata.GetMetadata<IAllowAnonymous>() is not null)
        {
            // Whether the process lives does not depend on a database that could say whose key it is.
            context.NoResult();
            return;
        }

        var admitted = await http.RequestServices.GetRequiredService<IApiKeyGate>().Admit(key, http.RequestAborted);
        if (admitted.Error is { } refusal)
        {
            context.Fail(new TokenRefusedException(refusal.Message, refusal.Code));
            return;
        }

        context.Principal = new ClaimsPrincipal(new CallerIdentity(admitted.Value, "api_key"));
        context.Success();
    }

    /// <summary>Read before the authority is asked, so that what is no token does not make it work.</summary>
    private string? KeyId(string token) => StrictJwt.Read(token, rules.Algorithms).Header.KeyId;
}
