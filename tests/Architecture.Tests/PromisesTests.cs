using System.Text.RegularExpressions;
using RunEvaluations.Architecture.Tests.Source;

namespace RunEvaluations.Architecture.Tests;

/// <summary>Every promise that is made in public names a test that is there.</summary>
public partial class PromisesTests
{
    [Fact]
    public void Every_test_that_a_promise_names_is_there()
    {
        var tests = Checkout.Files("tests", "*Tests.cs").Select(Path.GetFileNameWithoutExtension).ToHashSet();

        var named = Named().Matches(Checkout.Read("docs/promises.md")).Select(match => match.Value).Distinct().ToList();

        Assert.True(named.Count >= 30, $"{named.Count} tests are named");
        Assert.Equal([], named.Where(name => !tests.Contains(name)));
    }

    [Fact]
    public void Every_promise_names_a_test()
    {
        var promises = Promises().Matches(Checkout.Read("docs/promises.md"))
            .SelectMany(table => table.Groups["row"].Captures).Select(row => row.Value).ToList();

        Assert.True(promises.Count >= 30, $"{promises.Count} promises are made");
        Assert.Equal([], promises.Where(promise => !Named().IsMatch(promise)));
    }

    [GeneratedRegex(@"\b\w+Tests\b")]
    private static partial Regex Named();

    [GeneratedRegex(@"\| promise \|[^\n]*\n\|[-|]+\n(?<row>\|[^\n]*\n)+")]
    private static partial Regex Promises();
}
