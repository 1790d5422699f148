using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Hosting.Internal;
using RunEvaluations.Api.Security;
using RunEvaluations.Api.Settings;

namespace RunEvaluations.Api.Tests.Security;

public sealed class AuthenticationSettingsTests : IDisposable
{
    private const string Authority = "https://login.example";
    private static readonly Signer Rsa = Signer.For("RS256");
    private readonly TemporaryDirectory directory = new();

    public void Dispose() => directory.Dispose();

    [Fact]
    public void Production_without_a_source_does_not_start() =>
        Refused("Authority", new AuthenticationSettings());

    [Fact]
    public void Development_without_a_source_uses_the_development_key()
    {
        var rules = Read(new AuthenticationSettings(), Environments.Development);
        Assert.NotNull(rules.DevelopmentSecret);
        Assert.Equal(("run-evaluations", "run-evaluations"), (rules.Issuer, rules.Audience));
        Assert.Equal(["HS256"], rules.Algorithms);
        Assert.Equal("account_id", rules.AccountClaim);
    }

    [Theory]
    [InlineData("Production")]
    [InlineData("Staging")]
    public void Elsewhere_the_development_key_has_to_be_asked_for_by_name(string environment)
    {
        Refused("Authority", new AuthenticationSettings(), environment);
        Refused("Authority", new AuthenticationSettings { DevelopmentKey = false }, environment);
        Assert.NotNull(Read(new AuthenticationSettings { DevelopmentKey = true }, environment).DevelopmentSecret);
    }

    [Fact]
    public void Development_can_do_without_the_development_key()
    {
        Refused("Authority", new AuthenticationSettings { DevelopmentKey = false }, Environments.Development);
        Assert.Null(Read(Keys(Rsa.Pem), Environments.Development).DevelopmentSecret);
        Assert.False(File.Exists(Path.Combine(directory.Path, DevelopmentKey.FileName)));
    }

    [Fact]
    public void The_development_key_needs_a_data_directory()
    {
        var reader = new TokenRulesReader(
            new AuthenticationSettings { DevelopmentKey = true }, In(Environments.Production), dataDirectory: null);
        Assert.Equal("Authentication:DevelopmentKey", Assert.Throws<SettingException>(reader.Read).Setting);
    }

    [Fact]
    public void Two_sources_contradict_each_other()
    {
        Refused("DevelopmentKey", Keys(Rsa.Pem) with { DevelopmentKey = true });
        Refused("DevelopmentKey", AtAuthority(Authority) with { DevelopmentKey = true });
        Refused("PublicKeys", Keys(Rsa.Pem) with { Authority = Authority });
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" ")]
    public void Audience_and_issuer_are_required(string? missing)
    {
        Refused("Audience", AtAuthority(Authority) with { Audience = missing });
        Refused("Audience", Keys(Rsa.Pem) with { Audience = missing });
        Refused("Issuer", Keys(Rsa.Pem) with { Issuer = missing });
        Assert.Null(Read(AtAuthority(Authority)).Issuer);
    }

    [Theory]
    [InlineData("login.example")]
    [InlineData("/login")]
    [InlineData("ftp://login.example")]
    [InlineData("file:///etc/passwd")]
    [InlineData("http://login.example")]
    [InlineData("http://127.0.0.1:8080")]
    [InlineData("https://user:word@login.example")]
    [InlineData("https://login.example/?tenant=1")]
    [InlineData("https://login.example/#x")]
    public void Such_an_authority_is_refused(string authority) => Refused("Authority", AtAuthority(authority));

    [Fact]
    public void Plain_http_has_to_be_allowed_and_in_Production_stays_on_the_loopback_interface()
    {
        var remote = AtAuthority("http://login.example") with { RequireHttps = false };
        var local = AtAuthority("http://127.0.0.1:8080") with { RequireHttps = false };
        Refused("Authority", remote);
        Assert.NotNull(Read(remote, Environments.Development).Authority);
        Assert.NotNull(Read(local).Authority);
        Assert.False(Read(local).MayFetch(new Uri("http://login.example")));
        Refused("Authority", local with { RequireHttps = true }, Environments.Development);
    }

    [Theory]
    [InlineData("none")]
    [InlineData("None")]
    [InlineData("HS256")]
    [InlineData("HS512")]
    [InlineData("rs256")]
    [InlineData("RS1")]
    [InlineData("EdDSA")]
    [InlineData("")]
    public void Such_an_algorithm_is_refused_with_public_keys_and_with_an_authority(string algorithm)
    {
        Refused("Algorithms", Keys(Rsa.Pem) with { Algorithms = ["RS256", algorithm] });
        Refused("Algorithms", AtAuthority(Authority) with { Algorithms = [algorithm] });
    }

    [Theory]
    [InlineData("HS512")]
    [InlineData("HS384")]
    [InlineData("RS256")]
    [InlineData("none")]
    public void The_development_key_signs_with_HS256_alone(string algorithm)
    {
        Refused("Algorithms", new AuthenticationSettings { DevelopmentKey = true, Algorithms = [algorithm] });
        Assert.False(File.Exists(Path.Combine(directory.Path, DevelopmentKey.FileName)));
    }

    [Theory]
    [InlineData("iss")]
    [InlineData("sub")]
    [InlineData("exp")]
    [InlineData("evaluator_id")]
    public void The_account_is_not_read_from_a_claim_with_another_meaning(string claim) =>
        Refused("AccountClaim", Keys(Rsa.Pem) with { AccountClaim = claim });

    [Fact]
    public void The_section_is_read_from_the_configuration()
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Authentication:PublicKeys:0"] = Rsa.Pem,
            ["Authentication:Issuer"] = "i",
            ["Authentication:Audience"] = "a",
            ["Authentication:Algorithms:0"] = "PS256",
            ["Authentication:DevelopmentKey"] = "false",
            ["Authentication:AccountClaim"] = "tenant",
        }).Build();
        var rules = Read(configuration.GetSection(AuthenticationSettings.Section).Get<AuthenticationSettings>()!);
        Assert.Equal(("i", "a", "tenant"), (rules.Issuer, rules.Audience, rules.AccountClaim));
        Assert.Equal(["PS256"], rules.Algorithms);
        Assert.Single(rules.Keys);
    }

    [Fact]
    public void Nothing_of_data_protection_runs_at_the_start()
    {
        var services = new ServiceCollection();
        services.AddTokenAuthentication(Keys(Rsa.Pem), In(Environments.Production), dataDirectory: null);
        Assert.DoesNotContain(services, service => service.ServiceType == typeof(IHostedService));
    }

    private static AuthenticationSettings Keys(params string[] keys) => GuardedApi.PublicKeys(keys);

    private static AuthenticationSettings AtAuthority(string authority) => new() { Authority = authority, Audience = "a" };

    private static HostingEnvironment In(string environment) => new() { EnvironmentName = environment };

    private TokenRules Read(AuthenticationSettings settings, string environment = "Production") =>
        new TokenRulesReader(settings, In(environment), directory.Path).Read();

    private SettingException Refused(string setting, AuthenticationSettings settings, string environment = "Production")
    {
        var refused = Assert.Throws<SettingException>(() =>
            new ServiceCollection().AddTokenAuthentication(settings, In(environment), directory.Path));
        Assert.Equal($"Authentication:{setting}", refused.Setting);
        Assert.StartsWith($"Setting 'Authentication:{setting}' ", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', refused.Message);
        return refused;
    }
}
