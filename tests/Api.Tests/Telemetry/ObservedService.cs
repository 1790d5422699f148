using RunEvaluations.Api.Tests.TestBed;
using RunEvaluations.Testing;

namespace RunEvaluations.Api.Tests.Telemetry;

/// <summary>The program as it runs in production, and what is told it about telemetry.</summary>
internal static class ObservedService
{
    /// <summary>Asks for every line that there is, of the framework too.</summary>
    public static readonly string[] EveryLine =
    [
        "--Logging:LogLevel:Default=Trace",
        "--Serilog:MinimumLevel:Default=Verbose",
        .. new[]
        {
            "Microsoft", "System", "Npgsql", "Microsoft.AspNetCore.Authentication",
            "Microsoft.Extensions.Hosting.Internal.Host",
        }.Select(category => $"--Serilog:MinimumLevel:Override:{category}=Verbose"),
    ];

    public static async Task<ProgramProcess> Serve(ProgramDirectory directory, params string[] settings) =>
        await ProgramProcess.Serve(
            directory,
            [
                "--environment=Production",
                (await TestServer.NewDatabase()).Settings()[0],
                "--Authentication:DevelopmentKey=true",
                .. settings,
            ]);
}
