using System.Net;
using Npgsql;
using RunEvaluations.Api.Tests.TestBed;
using RunEvaluations.Testing;

namespace RunEvaluations.Api.Tests.Faults;

/// <summary>A database that answers, and cannot do what it is asked.</summary>
[NeedsOwnDatabase("makes faults of its server")]
public sealed class DatabaseBusyTests(FaultyService service) : IClassFixture<FaultyService>
{
    [Fact]
    public async Task A_read_only_database_is_503_for_writes_and_reads_go_on()
    {
        await service.Server.Execute("alter system set default_transaction_read_only = on");
        await service.Server.Execute("select pg_reload_conf()");
        try
        {
            await Eventually.Is(async () => (await service.Write()).Status == 503);
            FaultyService.Unavailable(await service.Write());
            (await service.Read()).Is(HttpStatusCode.OK);
            (await service.List()).Is(HttpStatusCode.OK);
        }
        finally
        {
            await service.Server.Execute("alter system reset all");
            await service.Server.Execute("select pg_reload_conf()");
        }

        await service.ServesAgain();
    }

    [Theory]
    [InlineData("lock table run_evaluations", "POST")]
    [InlineData("lock table run_evaluations", "LIST")]
    [InlineData("lock table runs", "GET")]
    [InlineData("lock table runs", "LIST")]
    public async Task What_somebody_else_has_locked_is_503_until_it_is_free(string hold, string asked)
    {
        await using (var holder = new NpgsqlConnection(service.Server.ConnectionString))
        {
            await holder.OpenAsync();
            await using var transaction = await holder.BeginTransactionAsync();
            await using var command = new NpgsqlCommand(hold, holder, transaction);
            await command.ExecuteNonQueryAsync();

            FaultyService.Unavailable(asked switch
            {
                "POST" => await service.Write(),
                "LIST" => await service.List(),
                _ => await service.Read(),
            });
        }

        await service.ServesAgain();
        Assert.Equal(0, await service.Server.Ask<long>("select count(*) from pg_locks where not granted"));
    }

    [Fact]
    public async Task A_statement_that_takes_too_long_is_503_and_ended()
    {
        await service.Server.Execute(
            """
            create function slow() returns trigger language plpgsql as $$ begin perform pg_sleep(600); return new; end $$;
            create trigger slow before insert on run_evaluations for each row execute function slow();
            """);
        try
        {
            FaultyService.Unavailable(await service.Write());
            await Eventually.Is(async () => await service.Server.Ask<long>(
                "select count(*) from pg_stat_activity where wait_event = 'PgSleep'") == 0);
        }
        finally
        {
            await service.Server.Execute("drop trigger slow on run_evaluations; drop function slow");
        }

        await service.ServesAgain();
    }

    [Theory]
    [InlineData("40001")]
    [InlineData("40P01")]
    [InlineData("53100")]
    [InlineData("53200")]
    [InlineData("55P03")]
    [InlineData("57014")]
    [InlineData("57P01")]
    [InlineData("57P05")]
    [InlineData("58030")]
    [InlineData("XX001")]
    public async Task What_says_nothing_about_the_request_is_503(string state)
    {
        await service.Server.Execute(
            $"""
            create function fails() returns trigger language plpgsql as $$
            begin raise exception 'a secret of the inside' using errcode = '{state}'; end $$;
            create trigger fails before insert on run_evaluations for each row execute function fails();
            """);
        try
        {
            FaultyService.Unavailable(await service.Write());
        }
        finally
        {
            await service.Server.Execute("drop trigger fails on run_evaluations; drop function fails");
        }

        await service.ServesAgain();
    }

    [Fact]
    public async Task A_server_without_connections_to_spare_is_503_until_it_has_some()
    {
        var others = new List<NpgsqlConnection>();
        service.Network.Cut();
        try
        {
            while (await service.Server.TryOpen() is { } another)
                others.Add(another);
            await service.IsUnavailable();
        }
        finally
        {
            foreach (var other in others)
                await other.DisposeAsync();
        }

        await service.ServesAgain();
    }

    [Fact]
    public async Task Callers_that_find_no_connection_in_the_pool_are_answered()
    {
        await using var narrow = await service.Beside("Maximum Pool Size=1");
        await using var holder = new NpgsqlConnection(service.Server.ConnectionString);
        await holder.OpenAsync();
        await using (var transaction = await holder.BeginTransactionAsync())
        {
            await using var command = new NpgsqlCommand("lock table run_evaluations", holder, transaction);
            await command.ExecuteNonQueryAsync();

            var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => narrow.Client.Records(service.Run, service.Label, 1)));
            Assert.All(answers, FaultyService.Unavailable);
        }

        await Eventually.Is(async () => (await narrow.Client.Records(service.Run, service.Label, 1)).Status == 201);
    }
}
