using System.Net;
using System.Text.Json;
using RunEvaluations.Api.Tests.TestBed;

namespace RunEvaluations.Api.Tests.Evaluations;

[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class Alone
{
    public const string Name = "alone";
}

/// <summary>Alone, since it looks at the memory of the process.</summary>
[Collection(Alone.Name)]
public sealed class LongListTests(ServiceFixture service) : IClassFixture<ServiceFixture>
{
    private const int Count = 100_000;

    [Theory]
    [InlineData("ndjson", Count)]
    [InlineData("csv", Count + 1)]
    public async Task An_export_of_100000_is_streamed_whole_without_being_held_in_memory(string format, int lines)
    {
        var ada = await AnAccountWithALongRun();
        var before = GC.GetTotalMemory(forceFullCollection: true);

        using var response = await ada.Client.Open($"/v1/evaluations/export?format={format}");
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync());
        var (read, most) = (0, 0L);
        while (await reader.ReadLineAsync() is not null)
        {
            if (++read % 20_000 == 0)
                most = Math.Max(most, GC.GetTotalMemory(forceFullCollection: true) - before);
        }

        Assert.Equal(lines, read);
        Assert.InRange(most, long.MinValue, 8_000_000);
    }

    [Fact]
    public async Task A_list_of_100000_is_streamed_whole_without_being_held_in_memory()
    {
        var (ada, run) = await AnAccountWithALongRun();
        var before = GC.GetTotalMemory(forceFullCollection: true);

        using var response = await ada.Open($"/v1/run/{run}/evaluations");
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        var (read, most, last) = (0, 0L, Guid.Empty);
        await foreach (var evaluation in JsonSerializer.DeserializeAsyncEnumerable<JsonElement>(
            await response.Content.ReadAsStreamAsync()))
        {
            var id = evaluation.GetProperty("id").GetGuid();
            Assert.True(id > last);
            last = id;
            if (++read % 20_000 == 0)
                most = Math.Max(most, GC.GetTotalMemory(forceFullCollection: true) - before);
        }

        Assert.Equal(Count, read);

        // Held in memory, the views alone would take some 25 MB.
        Assert.InRange(most, long.MinValue, 8_000_000);
    }

    private async Task<(ApiClient Client, Guid Run)> AnAccountWithALongRun()
    {
        var ada = service.User();
        var (run, label) = (await ada.HasRun(), await ada.HasContinuousLabel());
        await service.Query<string>($"""
            insert into run_evaluations (account_id, run_id, id, evaluation_label_id, value, first_value, hash,
              created_by, created_at)
            select '{ada.Account}', '{run}', lpad(to_hex(i), 32, '0')::uuid, '{label}', i % 100, i % 100, sha256('i'),
              'ada', now()
            from generate_series(1, {Count}) i;
            select 'done'
            """);
        return (ada, run);
    }
}
