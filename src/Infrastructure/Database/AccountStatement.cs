using Npgsql;

namespace RunEvaluations.Infrastructure.Database;

/// <summary>A statement for one account, with its values; that of <c>@AccountId</c> is added where it is sent.</summary>
internal sealed record AccountStatement(string AccountId, string Sql, IReadOnlyList<NpgsqlParameter> Values)
{
    /// <summary>Whether it gives up soon where it has to wait for a lock, since others wait with it.</summary>
    public bool HasCompany { get; init; }
}
