using RunEvaluations.Api.Security;

namespace RunEvaluations.Api.Tests.Security;

/// <summary>A service with the development key, shared by the tests of a class.</summary>
public sealed class DevelopmentApi : IAsyncLifetime, IDisposable
{
    private readonly TemporaryDirectory directory = new();

    internal GuardedApi Api { get; private set; } = null!;

    internal byte[] Secret { get; private set; } = [];

    internal TokenForge Forge => TokenForge.Hmac(Secret);

    public async Task InitializeAsync()
    {
        Api = await GuardedApi.StartAsync(
            new AuthenticationSettings
            {
                DevelopmentKey = true,
                Issuer = TokenForge.Issuer,
                Audience = TokenForge.Audience,
            },
            directory.Path);
        Secret = DevelopmentKey.ReadOrCreate(directory.Path);
    }

    public async Task DisposeAsync() => await Api.DisposeAsync();

    public void Dispose() => directory.Dispose();
}
