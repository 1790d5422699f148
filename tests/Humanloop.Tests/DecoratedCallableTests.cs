using RunEvaluations.Api.Tests.TestBed;
using Xunit.Abstractions;

namespace RunEvaluations.Humanloop.Tests;

/// <summary>Callables that the client has wrapped, and the traces that it sends of them.</summary>
public sealed class DecoratedCallableTests(ServiceFixture service, ITestOutputHelper output)
    : ClientScenarios(service, output, "decorated.js")
{
    [Fact]
    public Task A_decorated_flow_leaves_a_complete_log() => Play();

    [Fact]
    public Task A_decorated_flow_may_answer_with_a_message_or_fail() => Play();

    [Fact]
    public Task A_decorated_tool_leaves_a_log() => Play();

    [Fact]
    public Task A_decorated_prompt_leaves_a_log_of_what_was_asked_and_answered() => Play();

    [Fact]
    public Task What_a_decorated_flow_calls_is_in_its_trace() => Play();

    [Fact]
    public Task A_decorated_flow_is_evaluated() => Play();

    [Fact]
    public Task A_decorated_prompt_is_evaluated() => Play();

    [Fact]
    public Task A_flow_that_calls_decorated_callables_is_evaluated() => Play();
}
