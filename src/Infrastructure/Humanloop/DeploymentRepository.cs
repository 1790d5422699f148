using RunEvaluations.Application.Humanloop.Files;
using RunEvaluations.Domain.Humanloop;
using RunEvaluations.Domain.Values;
using RunEvaluations.Infrastructure.Database;

namespace RunEvaluations.Infrastructure.Humanloop;

internal sealed class DeploymentRepository(AccountDatabase database) : IDeploymentRepository
{
    public async Task Deploy(
        Caller by,
        Guid fileId,
        Guid versionId,
        DeploymentEnvironment environment,
        DateTimeOffset at,
        CancellationToken cancellationToken)
    {
        const string Sql = """
            insert into humanloop_deployments (account_id, file_id, environment, version_id, deployed_by, deployed_at)
            select @AccountId, v.file_id, @Environment, v.id, @UserId, @At
            from humanloop_versions v
            where v.account_id = @AccountId and v.file_id = @FileId and v.id = @VersionId and v.deleted_at is null
            on conflict (account_id, file_id, environment) do update
            set version_id = excluded.version_id, deployed_by = excluded.deployed_by, deployed_at = excluded.deployed_at
            """;
        var values = new
        {
            by.AccountId,
            by.UserId,
            FileId = fileId,
            VersionId = versionId,
            Environment = StoredNames.Of(environment),
            At = at,
        };
        await database.Execute(Sql, values, cancellationToken);
    }

    public async Task Withdraw(
        string accountId, Guid fileId, DeploymentEnvironment environment, CancellationToken cancellationToken)
    {
        const string Sql = """
            delete from humanloop_deployments d
            where d.account_id = @AccountId and d.file_id = @FileId and d.environment = @Environment
            """;
        var values = new { AccountId = accountId, FileId = fileId, Environment = StoredNames.Of(environment) };
        await database.Execute(Sql, values, cancellationToken);
    }

    public async Task<IReadOnlyList<DeploymentView>> List(
        string accountId, Guid fileId, CancellationToken cancellationToken)
    {
        const string Sql = """
            select d.environment, d.version_id, d.deployed_at from humanloop_deployments d
            where d.account_id = @AccountId and d.file_id = @FileId
            """;
        return await database.List<DeploymentView>(
            Sql, new { AccountId = accountId, FileId = fileId }, cancellationToken);
    }
}
