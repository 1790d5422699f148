using System.Net;
using System.Net.Sockets;
using RunEvaluations.Api.Tests.TestBed;
using RunEvaluations.Testing;

namespace RunEvaluations.Api.Tests.Hosting;

[Collection(ProgramCollections.Commands)]
public sealed class RefusedStartTests : IDisposable
{
    private const string Unreachable = "--ConnectionStrings:RunEvaluations=Host=127.0.0.1;Port=1;Username=nobody";

    private readonly ProgramDirectory directory = new();

    public void Dispose() => directory.Dispose();

    [Theory]
    [InlineData("ConnectionStrings:RunEvaluations")]
    [InlineData("ConnectionStrings:RunEvaluations", "--ConnectionStrings:RunEvaluations= ")]
    [InlineData("Authentication:Authority", "--Embedded:Enabled=true")]
    [InlineData("Authentication:Authority", Unreachable)]
    [InlineData("Authentication:Audience", Unreachable, "--Authentication:Authority=https://login.example")]
    [InlineData("Authentication:Authority", Unreachable, "--Authentication:Authority=http://login.example",
        "--Authentication:Audience=x", "--Authentication:RequireHttps=false")]
    [InlineData("Authentication:DevelopmentKey", Unreachable, "--Authentication:Authority=https://login.example",
        "--Authentication:DevelopmentKey=true")]
    public Task Production_has_to_be_told(string setting, params string[] arguments) =>
        Refused(setting, "Production", arguments);

    [Theory]
    [InlineData("Embedded:DataDir", "--Embedded:DataDir=/srv")]
    [InlineData("Authentication:Audiense", "--Authentication:Audiense=x")]
    [InlineData("Limits:MaxBodySize", "--Limits:MaxBodySize=1")]
    [InlineData("Shutdown:Delay", "--Shutdown:Delay=00:00:01")]
    [InlineData("Database:Migrate", "--Database:Migrate=false")]
    [InlineData("Log:Lines", "--Log:Lines=1000")]
    [InlineData("ConnectionStrings:RunEvaluation", "--ConnectionStrings:RunEvaluation=Host=db.example")]
    public Task A_misspelt_setting_is_refused(string setting, params string[] arguments) =>
        Refused(setting, "Development", arguments);

    [Theory]
    [InlineData("Limits:MaxBodyBytes", "abc")]
    [InlineData("Limits:MaxBodyBytes", "0")]
    [InlineData("Limits:MaxRunBodyBytes", "-1")]
    [InlineData("Limits:MaxRunBodyBytes", "99999999999")]
    [InlineData("Limits:MaxBatchBodyBytes", "0")]
    [InlineData("Shutdown:Timeout", "-1")]
    [InlineData("Shutdown:Timeout", "30")]
    [InlineData("Shutdown:ReadinessDelay", "soon")]
    [InlineData("Idempotency:Lifetime", "24:00:00")]
    [InlineData("Idempotency:Lifetime", "00:00:59")]
    [InlineData("Idempotency:LongestWait", "00:00:00")]
    [InlineData("Idempotency:LongestWait", "2")]
    [InlineData("Database:MigrateOnStart", "maybe")]
    [InlineData("Database:ReadFrom", "anywhere")]
    [InlineData("Database:ReadFrom", "standby")]
    [InlineData("Database:MaxStaleness", "00:00:00")]
    [InlineData("ConnectionStrings:RunEvaluations", "Host=a,b;Target Session Attributes=best")]
    [InlineData("Database:Timeout", "5")]
    [InlineData("Database:Timeout", "00:00:00.5")]
    [InlineData("Limits:RequestsPerSecond", "-1")]
    [InlineData("Limits:Burst", "0")]
    [InlineData("Limits:ConcurrentRequests", "0")]
    [InlineData("Limits:HeadersTimeout", "00:00:01")]
    [InlineData("Limits:MinBytesPerSecond", "0")]
    [InlineData("Limits:MaxConnections", "0")]
    [InlineData("CleanUp:Interval", "24:00:00")]
    [InlineData("CleanUp:Interval", "daily")]
    [InlineData("Log:Buffer", "99")]
    [InlineData("Log:Buffer", "1000001")]
    [InlineData("Embedded:Enabled", "yes")]
    [InlineData("Embedded:DataDirectory:0", "/srv", "Embedded:DataDirectory")]
    [InlineData("Authentication:PublicKeys", "key.pem")]
    [InlineData("ConnectionStrings:RunEvaluations", "nonsense")]
    [InlineData("ConnectionStrings:RunEvaluations", "Host=db.example;Port=abc")]
    [InlineData("ConnectionStrings:RunEvaluations", "Username=nobody")]
    [InlineData("Serilog:MinimumLevel", "nonsense", "Serilog")]
    [InlineData("OTEL_EXPORTER_OTLP_ENDPOINT", "localhost:4317")]
    public Task A_value_that_cannot_be_is_refused(string setting, string value, string? named = null) =>
        Refused(named ?? setting, "Development", $"--{setting}={value}");

    [Fact]
    public async Task A_refusal_never_shows_a_part_of_the_password()
    {
        var error = await Refused(
            "ConnectionStrings:RunEvaluations", "Production",
            "--ConnectionStrings:RunEvaluations=Host=db.example;Username=nobody;Password=begins;hunter2=ends");

        Assert.DoesNotContain("hunter2", error, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("ConnectionStrings:RunEvaluations", Unreachable)]
    [InlineData("Embedded:BinaryDirectory", "--Embedded:BinaryDirectory=/usr/share")]
    [InlineData("Embedded:DataDirectory", "--Embedded:DataDirectory=/dev/null/data",
        "--Authentication:Authority=https://login.example", "--Authentication:Audience=evaluations")]
    [InlineData("contentRoot", "--contentRoot=/nowhere")]
    public Task What_is_not_there_is_named(string setting, params string[] arguments) =>
        Refused(setting, "Development", arguments);

    [Theory]
    [InlineData("urls", "--urls=nonsense")]
    [InlineData("urls", "--urls=http://127.0.0.1:99999")]
    [InlineData("urls", "--urls=http://192.0.2.1:80")]
    [InlineData("Kestrel:Endpoints", "--Kestrel:Endpoints:Http:Url=nonsense")]
    public async Task An_address_that_cannot_be_is_named(string setting, string argument) =>
        await Refused(setting, "Development", await Database(), argument);

    [Fact]
    public async Task A_port_in_use_is_named()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();

        var error = await Refused("urls", "Development", await Database(), $"--urls=http://{other.LocalEndpoint}");

        Assert.Contains("in use", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_logged_before_is_out()
    {
        // As the owner, who is a superuser: Development warns of that and goes on.
        var database = $"--ConnectionStrings:RunEvaluations={(await TestServer.NewDatabase()).Owner}";

        var end = await ProgramProcess.Run(directory, [database, "--urls=nonsense"]);

        Assert.Contains("row-level security does not hold it", end.Output, StringComparison.Ordinal);
        Assert.Contains("urls", end.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_settings_file_that_is_no_json_is_named_with_its_line()
    {
        await File.WriteAllTextAsync(Path.Combine(directory.Working, "appsettings.json"), "{\n  \"Limits\": {\n");

        var error = await Refused("appsettings.json", "Development");

        Assert.Contains("LineNumber: 2", error, StringComparison.Ordinal);
    }

    private static async Task<string> Database() =>
        $"--ConnectionStrings:RunEvaluations={(await TestServer.NewDatabase()).Service}";

    /// <summary>What it says: one line, and nothing has been started.</summary>
    private async Task<string> Refused(string named, string environment, params string[] arguments)
    {
        var end = await ProgramProcess.Run(
            directory, arguments, ("DOTNET_ENVIRONMENT", environment), ("DOTNET_URLS", "http://127.0.0.1:0"));

        var line = Assert.Single(end.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.StartsWith("RunEvaluations cannot start: ", line, StringComparison.Ordinal);
        Assert.Contains(named, line, StringComparison.Ordinal);
        Assert.Equal((1, ""), (end.ExitCode, end.Output));
        return line;
    }
}
