using Npgsql;

namespace RunEvaluations.Infrastructure.Database;

/// <summary>A statement for one account, with its values; that of <c>@AccountId</c> is added where it is sent.</summary>
internal sealed record AccountStatement(string AccountId, string Sql, IReadOnlyList<NpgsqlParameter> Values);
