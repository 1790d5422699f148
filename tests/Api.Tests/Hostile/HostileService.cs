using Npgsql;
using RunEvaluations.Api.Tests.TestBed;
using RunEvaluations.Testing;

namespace RunEvaluations.Api.Tests.Hostile;

/// <summary>
/// The whole service, attacked. Its tests run one after the other, so that whatever is written has been written by the
/// attack at hand.
/// </summary>
public sealed class HostileService : IAsyncLifetime
{
    private readonly ServiceFixture service = new();
    private NpgsqlDataSource? database;
    private string digest = "";
    private string? known;

    internal World World { get; private set; } = null!;

    /// <summary>For requests that may write.</summary>
    internal ServiceFixture Service
    {
        get
        {
            known = null;
            return service;
        }
    }

    internal Forgery Forgery { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        await service.InitializeAsync();
        World = await World.Create(service);
        Forgery = new Forgery(service.SigningKey, World);
        database = NpgsqlDataSource.Create(service.Connections.Owner);
        digest = await DigestStatement();
    }

    public async Task DisposeAsync()
    {
        await database!.DisposeAsync();
        await service.DisposeAsync();
    }

    /// <summary>
    /// Sends the attack and checks everything that has to be true of any of them: the expected answer and no other,
    /// the connection usable or closed, nothing written, the service well.
    /// </summary>
    internal Task Withstands(Attack attack) => Withstands(attack, service.Address, World["token"]);

    /// <param name="attack">What to send.</param>
    /// <param name="address">Where to.</param>
    /// <param name="token">What the service there accepts.</param>
    internal async Task Withstands(Attack attack, Uri address, string token)
    {
        var before = known ?? await Digest();
        using var connection = await RawConnection.Open(address);
        await connection.Send(World.Spell(attack, Forgery));
        if (attack.Stops)
            connection.StopSending();

        var answer = await connection.Read();
        if (answer is not null || !attack.Stops)
            attack.Expected.Check(answer);
        if (attack.Exhausts || (answer?.Closes ?? true))
        {
            Assert.Equal("", await connection.Rest());
            using var another = await RawConnection.Open(address);
            await AnswersOrdinarily(another, token);
        }
        else
        {
            await AnswersOrdinarily(connection, token);
        }

        known = await Digest();
        Assert.True(before == known, $"{attack} has written something.");
    }

    /// <summary>A digest of every row of every table; on a given server, where others write too, of the two accounts.</summary>
    internal async Task<string> Digest()
    {
        await using var command = database!.CreateCommand(digest);
        return (string)(await command.ExecuteScalarAsync())!;
    }

    /// <summary>One answer to one read and nothing more: bytes that an attack has left behind would be in the way.</summary>
    private async Task AnswersOrdinarily(RawConnection connection, string token)
    {
        var read = World.Fill(Wire.Get("/v1/run/$run", "Connection: close"), token, 0);
        await connection.Send(Wire.Bytes(read));
        var answer = await connection.Read();
        Assert.True(answer is { Status: 200 }, $"The next read is answered with {answer?.Status}: {answer?.Body}");
        Assert.Contains(World["run"], answer!.Body, StringComparison.Ordinal);
        Assert.Equal("", await connection.Rest());
    }

    private async Task<string> DigestStatement()
    {
        var tables = await service.Query<string[]>(
            $$"""
            select array_agg(relname::text order by relname) from pg_class
            where relkind = 'r' and relnamespace = 'public'::regnamespace
              and (relrowsecurity or not '{{GivenServer.IsUsed}}')
            """);
        Assert.InRange(tables.Length, 5, 100);
        var where = GivenServer.IsUsed ? $"where account_id in ('{World["account"]}', '{World["foreign_account"]}')" : "";
        var digests = tables.Select(table =>
            $"(select md5(string_agg(t::text, ';' order by t::text)) from \"{table}\" t {where})");
        return $"select concat_ws(' ', {string.Join(", ", digests)})";
    }
}

/// <summary>All attacks share one service.</summary>
[CollectionDefinition(Name)]
public sealed class HostileInput : ICollectionFixture<HostileService>
{
    public const string Name = "Hostile input";
}
