using System.Data;
using System.Data.Common;
using Npgsql;
using RunEvaluations.Architecture.Tests.Samples;

namespace RunEvaluations.Architecture.Tests;

/// <summary>
/// What belongs to accounts is reached through AccountDatabase alone, which tells PostgreSQL the account: a connection
/// of one's own would see nothing, or with the account set by hand whatever that says.
/// </summary>
public class ConnectionTests
{
    private const string Database = "RunEvaluations.Infrastructure.Database";

    [Fact]
    public void Nothing_but_the_database_folder_has_connections() =>
        NoneHasConnections(Layers.TypesOf(Layers.Infrastructure)
            .Where(type => $"{type.Namespace}.".StartsWith($"{Database}.", StringComparison.Ordinal) is false)
            .Where(type => type.Name != "InfrastructureRegistration")).Passes(atLeast: 8);

    [Fact]
    public void In_the_database_folder_few_have_the_services() =>
        Assert.Equal(
            ["AccountBatches", "AccountDatabase", "DatabaseState"],
            from type in Layers.TypesOf(Layers.Infrastructure)
            where type.Namespace == Database
            where type.GetConstructors().SelectMany(c => c.GetParameters()).Any(p => p.ParameterType == typeof(NpgsqlDataSource))
            orderby type.Name
            select type.Name);

    [Fact]
    public void A_connection_anywhere_else_is_found() =>
        Assert.Equal(
            [
                "OpensItsOwn uses NpgsqlDataSource", "OpensItsOwn uses NpgsqlConnection",
                "OpensItsOwn uses DbConnection", "TakesAnyConnection uses IDbConnection",
            ],
            NoneHasConnections([typeof(Innocent), typeof(OpensItsOwn), typeof(TakesAnyConnection)]).Offences);

    private static Inspection NoneHasConnections(IEnumerable<Type> types) =>
        Inspection.Of(types, type =>
            from used in TypeUses.Of(type)
            where used.IsAssignableTo(typeof(DbDataSource)) || used.IsAssignableTo(typeof(IDbConnection))
                || used.IsAssignableTo(typeof(IDbCommand)) || used.IsAssignableTo(typeof(DbBatch))
            select $"{type.Name} uses {used.Name}");
}
