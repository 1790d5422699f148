using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using RunEvaluations.Domain.ApiKeys;

namespace RunEvaluations.Domain.Tests.ApiKeys;

public sealed class ApiKeyTextTests
{
    private static readonly string Random = new('x', 42);

    public static TheoryData<string> Accounts =>
        ["demo", "a", "Ä/<acme>", "urn:x:1.2_3", new('x', 128), string.Concat(Enumerable.Repeat("😀", 128))];

    [Theory]
    [MemberData(nameof(Accounts))]
    public void A_key_is_read_as_it_was_made(string account)
    {
        var made = ApiKeyText.New(account);

        var read = ApiKeyText.Read(made.Reveal());

        Assert.Matches(@"\Arek_[A-Za-z0-9_-]{43}\.[A-Za-z0-9_-]{2,683}\z", made.Reveal());
        Assert.Equal(account, read?.AccountId);
        Assert.Equal(made.Reveal(), read?.Reveal());
        Assert.Equal(made.Hash, read?.Hash);
    }

    [Fact]
    public void No_two_keys_are_the_same() =>
        Assert.Equal(1_000, Enumerable.Range(0, 1_000).Select(_ => ApiKeyText.New("demo").Reveal()).Distinct().Count());

    [Fact]
    public void The_prefix_is_the_keys_own_beginning_and_the_hash_is_that_of_all_of_it()
    {
        var key = ApiKeyText.New("demo");

        Assert.Equal(key.Reveal()[..12], key.Prefix);
        Assert.Equal(SHA256.HashData(Encoding.UTF8.GetBytes(key.Reveal())), key.Hash);
        Assert.Equal($"{key.Prefix}…", $"{key}");
    }

    [Fact]
    public void Nothing_else_is_a_key()
    {
        var good = ApiKeyText.New("demo").Reveal();
        string[] bad =
        [
            "", "rek_", good[..^1], good[1..], good + "=", good + "A", " " + good, good + " ", good + "\n",
            good.Replace("rek_", "REK_", StringComparison.Ordinal), good.Replace('.', '_'), good + ".ZGVtbw",
            good[..48], good[..30] + good[31..], good[..30] + "+" + good[31..], good[..30] + " " + good[31..],
            // Stray bits in the last characters of either part; half a character; nothing that may be an account.
            $"rek_{Random}B.ZGVtbw", $"rek_{Random}A.ZGVtbx", $"rek_{Random}A.Z", $"rek_{Random}A.{Part("a b")}",
            $"rek_{Random}A.{Base64Url.EncodeToString([0xC3])}", $"rek_{Random}A.{Part(new string('x', 129))}",
            new('x', 100_000), $"rek_{Random}A.{new string('A', 100_000)}",
        ];

        Assert.NotNull(ApiKeyText.Read($"rek_{Random}A.ZGVtbw"));
        Assert.All(bad, text => Assert.Null(ApiKeyText.Read(text)));
    }

    private static string Part(string account) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(account));
}
