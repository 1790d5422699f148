using Npgsql;
using RunEvaluations.Infrastructure.Database;

namespace RunEvaluations.Infrastructure.Tests.Database;

public sealed class PostgresErrorsTests
{
    [Theory]
    [InlineData("evaluators_name", "\"evaluators_name\"", true)]
    [InlineData("evaluators_pkey", "\"evaluators_pkey\"", false)]
    [InlineData(null, "\"evaluators_name_102081\"", true)]
    [InlineData(null, "„evaluators_name_102081“", true)]
    [InlineData(null, "\"evaluators_pkey_102081\"", false)]
    public void A_constraint_is_known_by_its_name_or_by_that_of_a_part_of_its_table(
        string? name, string inMessage, bool violated)
    {
        Assert.Equal(violated, Refusal(PostgresErrorCodes.UniqueViolation, name, inMessage).Violates("evaluators_name"));
        Assert.False(Refusal(PostgresErrorCodes.CheckViolation, name, inMessage).Violates("evaluators_name"));
    }

    private static PostgresException Refusal(string sqlState, string? constraint, string inMessage) =>
        new($"duplicate key value violates unique constraint {inMessage}", "ERROR", "ERROR", sqlState, constraintName: constraint);
}
