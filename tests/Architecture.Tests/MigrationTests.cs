using System.Globalization;
using System.Text.RegularExpressions;
using RunEvaluations.Architecture.Tests.Source;
using RunEvaluations.Architecture.Tests.Sql;

namespace RunEvaluations.Architecture.Tests;

public partial class MigrationTests
{
    private static readonly IReadOnlyList<string> Paths = Checkout.Files("src/Infrastructure/Database/Migrations", "*");

    [Fact]
    public void Migrations_are_numbered_without_a_gap_and_say_what_they_do() =>
        NamesFollowOneAnother([.. Paths.Select(path => Path.GetFileName(path))]).Passes(atLeast: 1);

    [Fact]
    public void A_gap_a_duplicate_or_another_kind_of_name_is_found() =>
        Assert.Equal(
            [
                "0003_add_b.sql is not number 2",
                "0003_add_d.sql is not number 4",
                "5_add_e.sql is not NNNN_verb_object.sql",
            ],
            NamesFollowOneAnother(
                ["0001_add_a.sql", "0003_add_b.sql", "0003_add_c.sql", "0003_add_d.sql", "5_add_e.sql"]).Offences);

    [Fact]
    public void Every_key_of_an_account_starts_with_it() =>
        KeysStartWithTheAccount([.. Paths.Select(Checkout.Read)]).Passes(atLeast: 5);

    [Fact]
    public void A_key_that_starts_with_something_else_is_found()
    {
        const string Bad = """
            -- create table commented_out (id uuid primary key, account_id text);
            create table fine (
              account_id text not null check (char_length(account_id) > 0 and account_id <> 'a;b)'),
              id uuid,
              primary key (account_id, id)
            );
            create table of_nobody (number int primary key);
            create table if not exists swapped (account_id text, id uuid, constraint k primary key (id, account_id));
            create table beside (note text, id uuid primary key, account_id text);
            create table keyless (account_id text);
            """;

        Assert.Equal(
            ["swapped has a key that starts with id", "beside has a key that starts with id", "keyless has no key"],
            KeysStartWithTheAccount([Bad]).Offences);
    }

    private static Inspection NamesFollowOneAnother(IReadOnlyList<string> names)
    {
        var number = 0;
        return Inspection.Of(names, name =>
        {
            number++;
            if (!Name().IsMatch(name))
                return [$"{name} is not NNNN_verb_object.sql"];
            return int.Parse(name.AsSpan(0, 4), CultureInfo.InvariantCulture) == number
                ? []
                : [$"{name} is not number {number}"];
        });
    }

    private static Inspection KeysStartWithTheAccount(IEnumerable<string> migrations) =>
        Inspection.Of(
            migrations.SelectMany(MigrationTable.In).Where(table => table.HasAccount),
            table => table.FirstKeyColumn switch
            {
                "account_id" => [],
                null => [$"{table.Name} has no key"],
                var column => [$"{table.Name} has a key that starts with {column}"],
            });

    [GeneratedRegex(@"^\d{4}_[a-z]+_[a-z0-9_]+\.sql$")]
    private static partial Regex Name();
}
