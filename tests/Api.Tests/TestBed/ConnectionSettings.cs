using RunEvaluations.Infrastructure.Database;

namespace RunEvaluations.Api.Tests.TestBed;

internal static class ConnectionSettings
{
    /// <summary>The arguments that give a program both connections: that of the service first.</summary>
    public static string[] Settings(this DatabaseConnections connections) =>
    [
        $"--ConnectionStrings:RunEvaluations={connections.Service}",
        $"--ConnectionStrings:Owner={connections.Owner}",
    ];
}
