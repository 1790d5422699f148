using System.Security.Claims;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace RunEvaluations.Raw;

internal static class SigningKey
{
    public static SecurityKey Read(string algorithm, string path)
    {
        var text = File.ReadAllText(path);
        if (algorithm == SecurityAlgorithms.HmacSha256)
            return new SymmetricSecurityKey(Convert.FromBase64String(text.Trim()));

        // Kept as long as the process.
        var rsa = RSA.Create();
        rsa.ImportFromPem(text);
        return new RsaSecurityKey(rsa);
    }
}

internal static class Callers
{
    public static string Account(this ClaimsPrincipal caller) => caller.FindFirstValue("account_id")!;

    /// <summary>
    /// Lets the bearer handler check tokens with the library's quicker reader, which keeps the names of claims. From
    /// .NET 8 on the handler does so itself; the package of this repository is older.
    /// </summary>
    public static void ReadTokensQuickly(this JwtBearerOptions options)
    {
        options.SecurityTokenValidators.Clear();
        options.SecurityTokenValidators.Add(new JsonWebTokens());
    }

    private sealed class JsonWebTokens : ISecurityTokenValidator
    {
        private readonly JsonWebTokenHandler handler = new();

        public bool CanValidateToken => true;

        public int MaximumTokenSizeInBytes { get; set; } = TokenValidationParameters.DefaultMaximumTokenSizeInBytes;

        public bool CanReadToken(string securityToken) => handler.CanReadToken(securityToken);

        public ClaimsPrincipal ValidateToken(
            string securityToken, TokenValidationParameters validationParameters, out SecurityToken validatedToken)
        {
            var result = handler.ValidateToken(securityToken, validationParameters);
            if (!result.IsValid)
                throw result.Exception;
            validatedToken = result.SecurityToken;
            return new ClaimsPrincipal(result.ClaimsIdentity);
        }
    }
}
