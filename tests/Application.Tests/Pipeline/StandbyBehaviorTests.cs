using NSubstitute;
using RunEvaluations.Application.Evaluators;
using RunEvaluations.Application.Imports;
using RunEvaluations.Application.Pipeline;
using RunEvaluations.Application.Runs;
using RunEvaluations.Application.Statistics.Gates;
using RunEvaluations.Application.Statistics.Search;
using RunEvaluations.Domain.Results;

namespace RunEvaluations.Application.Tests.Pipeline;

public sealed class StandbyBehaviorTests
{
    private readonly IReadSource source = Substitute.For<IReadSource>();

    [Fact]
    public void What_gets_lists_exports_searches_or_checks_a_gate_is_a_read_and_nothing_else_is() =>
        Assert.Equal(
            RegistrationTests.RequestTypes
                .Where(type => type.Name.StartsWith("Get", StringComparison.Ordinal)
                    || type.Name.StartsWith("List", StringComparison.Ordinal)
                    || type.Name.StartsWith("Export", StringComparison.Ordinal)
                    || type == typeof(SearchEvaluations) || type == typeof(CheckGate))
                .Select(type => type.Name)
                .Order(),
            RegistrationTests.RequestTypes
                .Where(type => type.IsAssignableTo(typeof(IReadRequest)))
                .Select(type => type.Name)
                .Order());

    [Fact]
    public async Task A_read_may_be_old_until_it_has_been_handled()
    {
        var behavior = new StandbyBehavior<GetRun, Result<RunView>>(source);

        await behavior.Handle(new GetRun(A.User, A.Id(1)), default, () =>
        {
            Assert.True(source.MayBeOld);
            return Task.FromResult<Result<RunView>>(Domain.Runs.RunErrors.NotFound);
        });

        Assert.False(source.MayBeOld);
    }

    [Fact]
    public async Task A_read_that_fails_leaves_nothing_behind()
    {
        var behavior = new StandbyBehavior<GetRun, Result<RunView>>(source);

        await Assert.ThrowsAsync<TimeoutException>(() =>
            behavior.Handle(new GetRun(A.User, A.Id(1)), default, () => throw new TimeoutException()));

        Assert.False(source.MayBeOld);
    }

    [Theory]
    [InlineData(typeof(FindImport))]
    [InlineData(typeof(FindRefusedLines))]
    public void Whoever_goes_on_with_an_import_is_told_what_is_stored_now(Type request) =>
        Assert.False(request.IsAssignableTo(typeof(IReadRequest)));

    [Fact]
    public void A_credential_is_no_read() =>
        Assert.False(typeof(CheckEvaluatorCredential).IsAssignableTo(typeof(IReadRequest)));
}
