using System.Reflection;
using RunEvaluations.Api.Commands;
using RunEvaluations.Api.Tests.TestBed;

namespace RunEvaluations.Api.Tests.Commands;

[Collection(ProgramCollections.Commands)]
public sealed class OptionTests(ProgramDirectory directory) : IClassFixture<ProgramDirectory>
{
    [Theory]
    [InlineData("token --user ada", "--account")]
    [InlineData("token --account demo", "--user")]
    [InlineData("token --account  --user ada", "--account")]
    [InlineData("token --account demo --user ada --expires 0h", "--expires")]
    [InlineData("token --account demo --user ada --expires abc", "--expires")]
    [InlineData("token --account demo --user ada --expires 366d", "--expires")]
    [InlineData("token --account demo --user ada --expires", "--expires")]
    [InlineData("token --account demo --user ada --evaluator 7", "--evaluator")]
    [InlineData("token --account demo --account demo --user ada", "--account")]
    [InlineData("token --acount demo --user ada", "'--acount'")]
    [InlineData("token --account demo --user ada --scope admins", "--scope")]
    [InlineData("token --account demo --user ada --scope", "--scope")]
    [InlineData("key create --account demo --name ci --scope admin", "--user")]
    [InlineData("key create --account demo --user ada --scope admin", "--name")]
    [InlineData("key create --account demo --user ada --name ci", "--scope")]
    [InlineData("key create --account demo --user ada --evaluator 01990000-0000-7000-8000-0000000000ee --name ci --scope admin", "--evaluator")]
    [InlineData("key create --account demo --user ada --name ci --scope labels:write,admin", "--scope")]
    [InlineData("key create --account demo --user ada --name ci --scope admin --expires never", "--expires")]
    [InlineData("seed", "--account")]
    [InlineData("account export", "--account")]
    [InlineData("account purge --yes", "--account")]
    [InlineData("account retention", "--account")]
    [InlineData("account retention --account a --days 0", "--days")]
    [InlineData("account retention --account a --days 36501", "--days")]
    [InlineData("account retention --account a --days week", "--days")]
    [InlineData("account retention --account a --days 1 --off", "--off")]
    [InlineData("clean-up all", "'all'")]
    [InlineData("migrat", "'migrat'")]
    [InlineData("serve now", "'now'")]
    [InlineData("--port 80", "'--port'")]
    [InlineData("--Embeded:DataDirectory=/srv", "'--Embeded:DataDirectory=/srv'")]
    [InlineData("--urls", "'--urls'")]
    [InlineData("migrate --urls --Limits:MaxBodyBytes=1", "'--urls'")]
    public async Task A_mistake_is_named_in_one_line(string arguments, string named)
    {
        var end = await ProgramProcess.Run(directory, arguments.Split(' '));

        Assert.Equal(1, end.ExitCode);
        Assert.Empty(end.Output);
        var line = Assert.Single(end.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.Contains(named, line, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--account", " ")]
    [InlineData("--user", "a\nb")]
    public async Task An_id_that_no_token_may_carry_is_refused(string option, string id)
    {
        var other = option == "--user" ? "--account" : "--user";

        var end = await ProgramProcess.Run(directory, ["token", other, "good", option, id]);

        Assert.Equal((1, "", $"{option} must be 1 to 128 visible characters.\n"), (end.ExitCode, end.Output, end.Error));
    }

    [Fact]
    public async Task The_version_is_that_of_the_program()
    {
        var version = typeof(FirstSteps).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!;

        var end = await ProgramProcess.Run(directory, ["--version"]);

        Assert.Equal((0, version.InformationalVersion), (end.ExitCode, end.Output.Trim()));
    }

    [Fact]
    public async Task The_help_tells_the_commands()
    {
        var end = await ProgramProcess.Run(directory, ["--help"]);

        Assert.Equal(0, end.ExitCode);
        Assert.All(
            ["serve", "migrate", "token", "seed", "account", "clean-up"],
            command => Assert.Contains($"  {command}", end.Output, StringComparison.Ordinal));
    }
}
