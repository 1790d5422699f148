using System.Net;
using Microsoft.AspNetCore.Builder;
using Npgsql;
using RunEvaluations.Api.Tests.TestBed;

namespace RunEvaluations.Api.Tests.Idempotency;

/// <summary>Eight clients that send each of 200 keys at once.</summary>
public sealed class CrowdTests(ServiceFixture service) : IClassFixture<ServiceFixture>
{
    private const int Clients = 8;
    private const int Keys = 200;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Eight_clients_with_200_keys_make_200_rows_on_a_pool_of_four(int instances)
    {
        var account = UniqueId.Next("account");
        var services = new List<WebApplication>();
        try
        {
            for (var i = 0; i < instances; i++)
            {
                services.Add(service.Build(service.Connections with { Service = WithPoolOf(4) }));
                await services[i].StartAsync();
            }

            var clients = Enumerable.Range(0, Clients)
                .Select(i => new Uri(services[i % instances].Urls.Single()))
                .Select(address => new ApiClient(address, service.Token(account, "ada"), account))
                .ToList();
            var (run, label) = (await clients[0].HasRun(), await clients[0].HasContinuousLabel(0, Keys));

            var answers = await Task.WhenAll(clients.Select(client => SendAll(client, run, label)));

            for (var key = 0; key < Keys; key++)
            {
                var same = answers.Select(a => a[key].Is(HttpStatusCode.Created)).ToList();
                Assert.Single(same.Select(a => (a.Text, a.Headers["Location"], a.Headers["ETag"])).Distinct());
                Assert.Single(same, answer => !answer.IsReplayed());
            }

            var rows = (await clients[0].Get($"/v1/run/{run}/evaluations")).Items.Select(e => e.GetProperty("value").GetInt32());
            Assert.Equal(Enumerable.Range(0, Keys), rows.Order());
        }
        finally
        {
            foreach (var started in services)
                await started.DisposeAsync();
        }
    }

    private static async Task<List<Answer>> SendAll(ApiClient client, Guid run, Guid label)
    {
        var answers = new List<Answer>();
        for (var key = 0; key < Keys; key++)
        {
            var body = new { evaluation_label_id = label, value = key };
            answers.Add(await client.PostUntilAnswered($"/v1/run/{run}/evaluations", body, $"key-{key}"));
        }

        return answers;
    }

    private string WithPoolOf(int connections) =>
        new NpgsqlConnectionStringBuilder(service.Connections.Service) { MaxPoolSize = connections }.ConnectionString;
}
