using System.Net;
using Npgsql;
using RunEvaluations.Api.Tests.TestBed;
using RunEvaluations.Testing;

namespace RunEvaluations.Api.Tests.Commands;

[NeedsOwnDatabase("looks at the rows of everybody")]
[Collection(ProgramCollections.Commands)]
public sealed class VerifyCommandTests : IDisposable
{
    private readonly ProgramDirectory directory = new();

    public void Dispose() => directory.Dispose();

    [Fact]
    public async Task A_row_that_was_altered_behind_the_services_back_is_caught()
    {
        var database = await TestServer.NewDatabase();
        await using var service = await ProgramProcess.Serve(directory, database.Settings()[0]);
        var ada = directory.User(service.Address);
        var evaluation = await ada.HasEvaluation(value: 10);
        (await ada.Put(Story.PathOf(evaluation), new { value = 20 })).Is(HttpStatusCode.OK);
        string[] verify = ["verify", "--account", ada.Account, database.Settings()[0]];

        var before = await ProgramProcess.Run(directory, verify);
        await using var owner = NpgsqlDataSource.Create(database.Owner);
        await using var alter = owner.CreateCommand("update run_evaluation_entries set value = 30 where version = 2");
        Assert.Equal(1, await alter.ExecuteNonQueryAsync());
        var after = await ProgramProcess.Run(directory, verify);

        Assert.Equal((0, "1 evaluations with 2 entries: every entry fits.\n"), (before.ExitCode, before.Output));
        Assert.Equal(
            (1, $"Run {evaluation["run_id"].GetGuid()}, evaluation {evaluation.Id}: entry 2 is not what its hash was made of.\n"),
            (after.ExitCode, after.Output));
    }
}
