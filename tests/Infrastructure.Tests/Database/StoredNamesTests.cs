using RunEvaluations.Domain.Evaluators;
using RunEvaluations.Domain.Labels;
using RunEvaluations.Domain.Runs;
using RunEvaluations.Infrastructure.Database;

namespace RunEvaluations.Infrastructure.Tests.Database;

public sealed class StoredNamesTests
{
    private enum Spelling
    {
        One,
        TwoWords,
    }

    [Fact]
    public void Names_are_stored_in_snake_case()
    {
        Assert.Equal("one", StoredNames.Of(Spelling.One));
        Assert.Equal("two_words", StoredNames.Of(Spelling.TwoWords));
    }

    [Fact]
    public void Every_name_is_read_back()
    {
        AllAreReadBack<Spelling>();
        AllAreReadBack<RunStatus>();
        AllAreReadBack<EvaluationValueType>();
        AllAreReadBack<EvaluatorKind>();
    }

    private static void AllAreReadBack<T>()
        where T : struct, Enum =>
        Assert.All(Enum.GetValues<T>(), value => Assert.Equal(value, StoredNames.Read<T>(StoredNames.Of(value))));
}
