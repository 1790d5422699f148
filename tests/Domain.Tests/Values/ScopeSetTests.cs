using RunEvaluations.Domain.Results;
using RunEvaluations.Domain.Values;

namespace RunEvaluations.Domain.Tests.Values;

public sealed class ScopeSetTests
{
    public static TheoryData<Scope> Scopes => [.. Enum.GetValues<Scope>()];

    [Theory]
    [MemberData(nameof(Scopes))]
    public void A_scope_permits_itself_and_admin_everything(Scope held) =>
        Assert.All(Enum.GetValues<Scope>(), needed =>
            Assert.Equal(held == needed || held == Scope.Admin, ScopeSet.Of(held).Permit(needed)));

    [Theory]
    [MemberData(nameof(Scopes))]
    public void Without_any_nothing_is_permitted(Scope needed)
    {
        Assert.False(ScopeSet.Of().Permit(needed));
        Assert.False(default(ScopeSet).Permit(needed));
    }

    [Fact]
    public void Sets_are_equal_that_hold_the_same()
    {
        Assert.Equal(ScopeSet.Of(Scope.Admin, Scope.LabelsWrite), ScopeSet.Of(Scope.LabelsWrite, Scope.Admin, Scope.Admin));
        Assert.NotEqual(ScopeSet.All, ScopeSet.Of(Scope.Admin));
        Assert.Equal(ScopeSet.All, Caller.User("acme", "ann").Scopes);
    }

    [Fact]
    public void Names_are_those_of_the_wire_to_the_letter()
    {
        Assert.Equal(["evaluations:read", "evaluations:write", "labels:write", "admin"], ScopeNames.All.Keys);
        Assert.Equal(
            [Scope.Admin, Scope.EvaluationsRead],
            ScopeNames.Known(["admin", "", "Admin", "openid", "evaluations:read", "evaluations_read", "labels:write "]));
    }

    [Fact]
    public void A_refusal_names_the_scope_that_is_missing()
    {
        var error = CallerErrors.ScopeRequired(Scope.LabelsWrite);

        Assert.Equal((ErrorKind.Forbidden, "scope_required"), (error.Kind, error.Code));
        Assert.Contains("'labels:write'", error.Message, StringComparison.Ordinal);
        Assert.Equal("labels:write", error.Facts["scope"]);
    }
}
