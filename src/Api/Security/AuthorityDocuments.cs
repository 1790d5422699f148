using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace RunEvaluations.Api.Security;

/// <summary>Fetches an authority's discovery document and its keys.</summary>
internal sealed class AuthorityDocuments(Uri authority, Func<Uri, bool> mayFetch) : IDisposable
{
    private const long MaximumSize = 1 << 20;

    // A redirect could lead to an address that may not be fetched.
    private readonly HttpClient client = new(new SocketsHttpHandler { AllowAutoRedirect = false })
    {
        Timeout = TimeSpan.FromSeconds(10),
        MaxResponseContentBufferSize = MaximumSize,
    };

    private readonly Uri discovery = new($"{authority.AbsoluteUri.TrimEnd('/')}/.well-known/openid-configuration");

    /// <summary>Issuer and usable keys; throws whatever goes wrong on the way.</summary>
    public async Task<OpenIdConnectConfiguration> FetchAsync()
    {
        var configuration = OpenIdConnectConfiguration.Create(await TextAsync(discovery));
        if (string.IsNullOrWhiteSpace(configuration.Issuer))
            throw new InvalidDataException("The discovery document names no issuer.");

        foreach (var key in JwksReader.ReadUsable(await TextAsync(new Uri(configuration.JwksUri, UriKind.Absolute))))
            configuration.SigningKeys.Add(key);

        return configuration.SigningKeys.Count > 0
            ? configuration
            : throw new InvalidDataException("The authority has no key that can be used here.");
    }

    public void Dispose() => client.Dispose();

    private async Task<string> TextAsync(Uri address)
    {
        if (!mayFetch(address))
            throw new InvalidDataException("The discovery document names an address without https.");
        return await client.GetStringAsync(address);
    }
}
