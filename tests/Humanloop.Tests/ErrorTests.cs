using RunEvaluations.Api.Tests.TestBed;
using Xunit.Abstractions;

namespace RunEvaluations.Humanloop.Tests;

/// <summary>What the client makes of refusals.</summary>
public sealed class ErrorTests(ServiceFixture service, ITestOutputHelper output)
    : ClientScenarios(service, output, "errors.js")
{
    [Fact]
    public Task A_wrong_key_is_refused() => Play();

    [Fact]
    public Task A_key_that_may_only_read_changes_nothing() => PlayWith(["evaluations:read"]);

    [Fact]
    public Task What_does_not_exist_is_not_found() => Play();

    [Fact]
    public Task A_name_is_taken_once_in_a_file() => Play();

    [Fact]
    public Task What_is_wrong_with_a_request_is_told_field_by_field() => Play();

    [Fact]
    public Task A_judgment_that_its_evaluator_does_not_allow_is_refused() => Play();
}
