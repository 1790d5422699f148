using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Logging;
using RunEvaluations.Api.Tests.Security;
using RunEvaluations.Api.Tests.TestBed;

namespace RunEvaluations.Api.Tests.ApiKeys;

public sealed class SecretsTests(ServiceFixture service) : IClassFixture<ServiceFixture>
{
    [Fact]
    public async Task No_secret_and_no_hash_of_one_reaches_a_log_an_answer_or_a_row()
    {
        using var log = new LogLines();
        await using var app = service.Build(
            service.Connections,
            builder => builder.Logging.AddProvider(log).SetMinimumLevel(LogLevel.Trace).AddFilter(_ => true));
        await app.StartAsync();
        var account = UniqueId.Next("account");
        var address = new Uri(app.Urls.Single());
        var admin = new ApiClient(address, service.Token(account, "ada"), account);
        var made = await admin.HasKey("evaluations:write", "evaluations:read");
        var secret = made.Secret();
        var client = new ApiClient(address, secret, account);

        var evaluation = await service.User(account).HasEvaluation();
        var answers = new List<Answer>
        {
            await client.Put(Story.PathOf(evaluation), new { value = 2 }),
            await client.Get($"{Story.PathOf(evaluation)}/history"),
            await client.Get("/v1/api-keys"),
            await admin.Get("/v1/api-keys"),
            await new ApiClient(address, secret + "A", account).Get("/v1/runs"),
            await client.Send(HttpMethod.Get, "/v1/runs", null, ("X-API-KEY", secret + "B")),
            await client.Post("/v1/runs", "{"),
        };
        await admin.Delete($"/v1/api-key/{made.Id}");
        answers.Add(await client.Get("/v1/runs"));
        Assert.Equal([200, 200, 403, 200, 401, 401, 400, 401], answers.Select(a => a.Status));

        var hash = SHA256.HashData(Encoding.ASCII.GetBytes(secret));
        var everything = string.Join('\n', log.From(LogLevel.Trace))
            + string.Concat(answers.Select(a => a.Text + string.Concat(a.Headers.Values)))
            + await service.Query<string>("select query_to_xml('select * from run_evaluation_entries', true, true, '')::text")
            + await service.Query<string>($"select (to_jsonb(k) - 'secret_hash')::text from api_keys k where id = '{made.Id}'");
        Assert.Contains("insert into api_keys", everything, StringComparison.Ordinal);
        Assert.All(
            [secret[12..], secret[12..40], Convert.ToHexString(hash)],
            part => Assert.DoesNotContain(part, everything, StringComparison.OrdinalIgnoreCase));
    }
}
