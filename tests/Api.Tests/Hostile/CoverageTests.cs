using Microsoft.AspNetCore.Mvc.Controllers;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using RunEvaluations.Api.Tests.Humanloop;

namespace RunEvaluations.Api.Tests.Hostile;

/// <summary>What the attacks rest on: every operation is among them, and what they spoil is good.</summary>
[Collection(HostileInput.Name)]
public sealed class CoverageTests(HostileService service)
{
    [Fact]
    public void Every_operation_that_is_served_is_attacked()
    {
        var served = service.Service.Services.GetRequiredService<EndpointDataSource>().Endpoints
            .Where(e => e.Metadata.GetMetadata<ControllerActionDescriptor>() is not null && !HumanloopEndpoints.Has(e))
            .Select(e => e.Metadata.GetMetadata<IEndpointNameMetadata>()!.EndpointName);
        Assert.Equal(served.Order(StringComparer.Ordinal), Endpoints.All.Select(e => e.Operation).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_operation_that_takes_a_body_has_a_good_one_to_spoil() =>
        Assert.DoesNotContain(Endpoints.All, endpoint => endpoint.TakesBody != endpoint.GoodBody is not null);

    /// <summary>In this order, and each only once: what is archived or retracted cannot be changed.</summary>
    [Fact]
    public async Task Every_good_body_is_accepted()
    {
        var world = await World.Create(service.Service);
        foreach (var endpoint in Endpoints.WithBody)
        {
            var attack = Attack.OnBody(endpoint, "nothing", endpoint.GoodBody!, Verdict.Ordinary);
            using var connection = await RawConnection.Open(service.Service.Address);
            await connection.Send(world.Spell(attack, service.Forgery));
            var answer = await connection.Read();
            Assert.True(answer is { Status: 200 or 201 }, $"{endpoint}: {answer?.Body}");
        }
    }

    [Fact]
    public async Task A_write_is_noticed()
    {
        var label = Endpoints.Of("create_evaluation_label");
        var accepted = Attack.OnBody(label, "nothing", """{"name":"Noticed","value_type":"binary"}""", new Verdict(201));
        var noticed = await Assert.ThrowsAnyAsync<Xunit.Sdk.XunitException>(() => service.Withstands(accepted));
        Assert.Contains("has written", noticed.Message, StringComparison.Ordinal);
    }
}
