using Microsoft.IdentityModel.Tokens;
using RunEvaluations.Domain.Values;

namespace RunEvaluations.Api.Security;

/// <summary>What a token that was found good says, and what it is good by.</summary>
/// <param name="Caller">On whose behalf it speaks.</param>
/// <param name="Lifetime">When it is valid.</param>
/// <param name="Key">The key that its signature fits: the token is as good as long as that very key is trusted.</param>
internal sealed record RememberedToken(Caller Caller, TokenLifetime Lifetime, SecurityKey Key);
