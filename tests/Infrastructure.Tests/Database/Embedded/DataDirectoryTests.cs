using RunEvaluations.Infrastructure.Database.Embedded;

namespace RunEvaluations.Infrastructure.Tests.Database.Embedded;

public sealed class DataDirectoryTests
{
    [Theory]
    [InlineData(null, null, false, "/home/ada/.local/share/run-evaluations")]
    [InlineData(null, "/data", false, "/data/run-evaluations")]
    [InlineData(null, "data", false, "/home/ada/.local/share/run-evaluations")]
    [InlineData(null, null, true, "/var/lib/run-evaluations")]
    [InlineData(null, "/data", true, "/data/run-evaluations")]
    [InlineData(" ", null, true, "/var/lib/run-evaluations")]
    [InlineData("/srv/db/", "/data", false, "/srv/db")]
    [InlineData("~/db", "/data", false, "/home/ada/db")]
    public void The_directory_is_the_configured_one_or_that_of_the_platform(
        string? configured, string? dataHome, bool root, string expected) =>
        Assert.Equal(expected, DataDirectory.Resolve(configured, dataHome, "/home/ada", root));

    [Fact]
    public void A_relative_directory_is_made_absolute() =>
        Assert.Equal(Path.Combine(Environment.CurrentDirectory, "db"), DataDirectory.Resolve("db"));
}
