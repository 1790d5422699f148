using RunEvaluations.Application.Humanloop.Files;
using RunEvaluations.Domain.Humanloop;
using RunEvaluations.Infrastructure.Tests.TestBed;

namespace RunEvaluations.Infrastructure.Tests.Humanloop;

public sealed class VersionTests(Ledger ledger) : IClassFixture<Ledger>
{
    private readonly Workspace workspace = new(ledger, ledger.NewAccount());

    [Theory]
    [InlineData("""{"a":1,"b":{"c":[1,2],"d":null}}""", """{ "b": {"d":null, "c":[1, 2]},"a":1 }""", true)]
    [InlineData("""{"a":[1,2]}""", """{"a":[2,1]}""", false)]
    [InlineData("""{"a":1}""", """{"a":2}""", false)]
    [InlineData("""{"a":1}""", """{"a":"1"}""", false)]
    public async Task The_same_content_is_the_same_version(string content, string again, bool same)
    {
        var version = workspace.AVersion(content);
        var first = await workspace.Has(version);

        var second = await workspace.Has(version with { Content = Workspace.Json(again) });

        Assert.Equal(first.FileId, second.FileId);
        Assert.Equal(same, first.VersionId == second.VersionId);
        Assert.Equal(same ? 1 : 2, (await Versions(first)).Count);
    }

    [Fact]
    public async Task The_same_content_in_another_file_is_another_version()
    {
        var (one, other) = (await workspace.Has(workspace.AVersion()), await workspace.Has(workspace.AVersion()));

        Assert.NotEqual((one.FileId, one.VersionId), (other.FileId, other.VersionId));
    }

    [Theory]
    [InlineData(FileKind.Prompt)]
    [InlineData(FileKind.Tool)]
    [InlineData(FileKind.Flow)]
    [InlineData(FileKind.Agent)]
    public async Task The_first_version_stays_what_is_meant_until_another_is_deployed(FileKind kind)
    {
        var version = workspace.AVersion("""{"a":1}""", kind);
        var first = await workspace.Has(version);
        var second = await workspace.Has(version with { Content = Workspace.Json("""{"a":2}""") });

        Assert.Equal(["production"], first.Environments);
        Assert.Empty(second.Environments);
        Assert.Equal(first.VersionId, (await workspace.Finds(new() { Path = version.Path }))!.VersionId);
        Assert.Equal(second.VersionId, (await workspace.Finds(new() { FileId = first.FileId, Latest = true }))!.VersionId);

        await Deploy(second, DeploymentEnvironment.Production);

        Assert.Equal(second.VersionId, (await workspace.Finds(new() { Path = version.Path }))!.VersionId);
        Assert.Empty((await workspace.Sees(first)).Environments);
    }

    [Fact]
    public async Task Of_a_dataset_or_an_outside_evaluator_the_latest_version_is_meant()
    {
        var judge = workspace.AJudge("\"return_type\":\"text\"");
        await workspace.HasJudge(judge);
        var latestJudge = await workspace.HasJudge(
            workspace.AJudge("\"return_type\":\"text\",\"options\":[]") with { Path = judge.Path });
        var dataset = workspace.AVersion("{}", FileKind.Dataset);
        await workspace.HasDataset(dataset, "one");
        var latestDataset = await workspace.HasDataset(dataset, "two");

        Assert.Empty(latestJudge.Environments);
        Assert.Equal(latestJudge.VersionId, (await workspace.Finds(new() { Path = judge.Path }))!.VersionId);
        Assert.Equal(latestDataset.VersionId, (await workspace.Finds(new() { Path = dataset.Path }))!.VersionId);
    }

    [Fact]
    public async Task The_first_version_of_an_evaluator_that_a_service_would_run_is_deployed()
    {
        var python = workspace.AVersion(
            """{"spec":{"evaluator_type":"python","return_type":"boolean","code":""}}""", FileKind.Evaluator);

        Assert.Equal(["production"], (await workspace.HasJudge(python)).Environments);
    }

    [Fact]
    public async Task An_environment_has_its_own_version_until_that_is_withdrawn()
    {
        var version = workspace.AVersion("""{"a":1}""");
        var first = await workspace.Has(version);
        var second = await workspace.Has(version with { Content = Workspace.Json("""{"a":2}""") });
        var staged = new FileReference { Path = version.Path, Environment = DeploymentEnvironment.Staging };

        Assert.Null(await workspace.Finds(staged));
        await Deploy(second, DeploymentEnvironment.Staging);
        Assert.Equal(second.VersionId, (await workspace.Finds(staged))!.VersionId);
        Assert.Equal(first.VersionId, (await workspace.Finds(staged with { Environment = null }))!.VersionId);
        await ledger.Deployments.Withdraw(workspace.AccountId, first.FileId, DeploymentEnvironment.Staging, default);
        Assert.Null(await workspace.Finds(staged));
    }

    [Fact]
    public async Task A_version_of_another_file_is_not_deployed()
    {
        var (one, other) = (await workspace.Has(workspace.AVersion()), await workspace.Has(workspace.AVersion()));

        await Deploy(one with { VersionId = other.VersionId }, DeploymentEnvironment.Staging);

        Assert.Single(await ledger.Deployments.List(workspace.AccountId, one.FileId, default));
    }

    [Fact]
    public async Task A_name_is_one_versions_alone_and_comes_with_the_version_or_later()
    {
        var version = workspace.AVersion("""{"a":1}""") with { Name = "first" };
        var first = await workspace.Has(version);
        var other = version with { Content = Workspace.Json("""{"a":2}""") };

        Assert.Equal(HumanloopErrors.VersionNameTaken, (await workspace.Puts(other)).Error);
        var second = await workspace.Has(other with { Name = null, Description = "without a name" });
        var taken = await ledger.Files.NameVersion(
            workspace.AccountId, second.FileId, second.VersionId, new("first", null), default);
        Assert.Equal(HumanloopErrors.VersionNameTaken, taken.Error);

        await workspace.Has(version with { Name = "one" });
        await workspace.Has(other with { Name = "first" });
        Assert.Equal(("one", null), Named(await workspace.Sees(first)));
        Assert.Equal(("first", "without a name"), Named(await workspace.Sees(second)));

        await workspace.Has(version with { Name = null });
        Assert.Equal(("one", null), Named(await workspace.Sees(first)));

        static (string?, string?) Named(FileView file) => (file.VersionName, file.VersionDescription);
    }

    [Fact]
    public async Task Many_at_once_make_one_file_and_one_version()
    {
        var versions = Enumerable.Range(0, 8).Select(_ => workspace.AVersion()).ToList();

        foreach (var version in versions)
        {
            var puts = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => workspace.Puts(version))));

            Assert.All(puts, put => Assert.Equal(puts[0].Value, put.Value));
            Assert.Single(await Versions(await workspace.Sees(puts[0].Value)));
        }
    }

    [Fact]
    public async Task A_path_is_one_files_alone_of_one_type_until_that_is_deleted()
    {
        var version = workspace.AVersion();
        var (file, other) = (await workspace.Has(version), await workspace.Has(workspace.AVersion()));

        Assert.Equal(
            HumanloopErrors.PathOfOtherKind(version.Path!, FileKind.Prompt),
            (await workspace.Puts(version with { Kind = FileKind.Flow })).Error);
        Assert.Equal(HumanloopErrors.PathTaken, await Move(other, version.Path!));
        Assert.True(await ledger.Files.Delete(workspace.AccountId, FileKind.Prompt, file.FileId, Account.Now, default));
        Assert.Null(await Move(other, version.Path!));
        Assert.Equal(other.FileId, (await workspace.Finds(new() { Path = version.Path }))!.FileId);
    }

    [Fact]
    public async Task A_deleted_file_is_found_no_more_and_what_was_made_with_it_still_shows_it()
    {
        var file = await workspace.Has(workspace.AVersion());

        Assert.False(await ledger.Files.Delete(workspace.AccountId, FileKind.Flow, file.FileId, Account.Now, default));
        Assert.True(await ledger.Files.Delete(workspace.AccountId, FileKind.Prompt, file.FileId, Account.Now, default));

        Assert.Null(await workspace.Finds(new() { FileId = file.FileId }));
        Assert.Null(await workspace.Finds(new() { VersionId = file.VersionId }));
        Assert.Null(await ledger.Files.Versions(workspace.AccountId, FileKind.Prompt, file.FileId, default));
        Assert.Equal(file.Path, (await workspace.Sees(file)).Path);
        Assert.False(await ledger.Files.Delete(workspace.AccountId, FileKind.Prompt, file.FileId, Account.Now, default));
    }

    [Fact]
    public async Task All_versions_but_the_last_can_be_deleted()
    {
        var version = workspace.AVersion("""{"a":1}""");
        var first = await workspace.Has(version);
        Assert.Equal(HumanloopErrors.LastVersion, await DeleteVersion(first));
        var second = await workspace.Has(version with { Content = Workspace.Json("""{"a":2}""") });

        Assert.Null(await DeleteVersion(first));

        Assert.Equal(HumanloopErrors.VersionNotFound, await DeleteVersion(first));
        Assert.Equal(HumanloopErrors.LastVersion, await DeleteVersion(second));
        Assert.Equal(second.VersionId, (await workspace.Finds(new() { Path = version.Path }))!.VersionId);
        Assert.Empty(await ledger.Deployments.List(workspace.AccountId, first.FileId, default));
        Assert.NotEqual(first.VersionId, (await workspace.Has(version)).VersionId);
    }

    [Fact]
    public async Task Of_two_that_delete_the_last_two_versions_at_once_one_is_refused()
    {
        for (var i = 0; i < 8; i++)
        {
            var version = workspace.AVersion("""{"a":1}""");
            var first = await workspace.Has(version);
            var second = await workspace.Has(version with { Content = Workspace.Json("""{"a":2}""") });

            var errors = await Task.WhenAll(
                Task.Run(() => DeleteVersion(first)), Task.Run(() => DeleteVersion(second)));

            Assert.Equal(HumanloopErrors.LastVersion, Assert.Single(errors, e => e is not null));
            Assert.Single(await Versions(first));
        }
    }

    [Fact]
    public async Task Files_are_listed_by_type_name_directory_and_environment()
    {
        var name = $"{Account.NextId():N}";
        var one = await workspace.Has(workspace.AVersion() with { Path = $"{name}/deep/One" });
        var two = await workspace.Has(workspace.AVersion("{}", FileKind.Flow) with { Path = $"{name}/two" });
        await workspace.Has(workspace.AVersion() with { Path = $"{name}x/three" });
        await Deploy(two, DeploymentEnvironment.Development);
        var all = new FileFilter { AccountId = workspace.AccountId, Directory = name, Page = Workspace.FirstPage };

        Assert.Equal([two.FileId, one.FileId], await List(all));
        Assert.Equal([one.FileId, two.FileId], await List(all with { Ascending = true }));
        Assert.Equal([one.FileId, two.FileId], await List(all with { SortBy = FileOrder.Name, Ascending = true }));
        Assert.Equal([one.FileId], await List(all with { Kinds = [FileKind.Prompt, FileKind.Tool] }));
        Assert.Equal([one.FileId], await List(all with { Name = "oN" }));
        Assert.Empty(await List(all with { Name = "deep" }));
        Assert.Equal([two.FileId], await List(all with { Environment = DeploymentEnvironment.Development }));
        Assert.Empty(await List(all with { By = "bob" }));
        var second = await ledger.Files.List(all with { Page = new(2, 1) }, default);
        Assert.Equal((one.FileId, 2L), (Assert.Single(second.Records).FileId, second.Total));
        Assert.Equal(2, (await ledger.Files.List(all with { Page = new(3, 1) }, default)).Total);

        async Task<IEnumerable<Guid>> List(FileFilter filter) =>
            (await ledger.Files.List(filter, default)).Records.Select(file => file.FileId);
    }

    private Task Deploy(FileView version, DeploymentEnvironment environment) => ledger.Deployments.Deploy(
        Domain.Values.Caller.User(workspace.AccountId, "ann"),
        version.FileId,
        version.VersionId,
        environment,
        Account.Now,
        default);

    private async Task<Domain.Results.Error?> DeleteVersion(FileView version) => (await ledger.Files.DeleteVersion(
        workspace.AccountId, version.FileId, version.VersionId, Account.Now, default)).Error;

    private async Task<Domain.Results.Error?> Move(FileView file, string path) =>
        (await ledger.Files.Move(workspace.AccountId, file.Kind, file.FileId, path, default)).Error;

    private async Task<IReadOnlyList<FileView>> Versions(FileView file) =>
        (await ledger.Files.Versions(workspace.AccountId, file.Kind, file.FileId, default))!;
}
