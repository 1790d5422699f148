using System.Text;
using RunEvaluations.Api.Input;
using RunEvaluations.Domain.Results;

namespace RunEvaluations.Api.Tests.Input;

/// <summary>Thousands of damaged bodies: none may throw, and none may pass the checks and then fail to be read.</summary>
public sealed class StrictJsonPropertyTests
{
    private static readonly byte[] Whole = Encoding.UTF8.GetBytes(
        """
        {"name":"n\u00e9 \ud83d\ude00","value":0.5,"note":"x","count":-1,"total":9,"archived":false,
        "label_id":"0198c0de-7a3b-7c4d-8e5f-0123456789ab","started_at":"2026-01-31T09:30:00.5+01:00","state":"in_review",
        "categories":["a","b"],"ranks":[1,2],"evaluator_ids":["0198c0de-7a3b-7c4d-8e5f-0123456789ab"],
        "weights":{"a":1.5},"part":{"key":"k","weight":1},"parts":[{"key":"k","weight":1,"hint":null,"order":3}],
        "metadata":{"a":[1.0,{"b":"c"}]},"comment":"é"}
        """);

    private static readonly string[] Fragments =
    [
        "null", "1e400", "\"\"", "{}", "[]", "\\u0000", "\\ud800", "\\udc00", "\0", "\"", "\\", "{", "}", "[", "]", ":", ",",
        "-", "9", ".", "e", "+", "true", " ", "\n", "/*", "\"value\":1,", "\"note\":null,", "\"x\":1,",
        "99999999999999999999",
    ];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void A_damaged_body_is_read_or_refused_and_never_surprises(int seed)
    {
        var random = new Random(seed);
        using var logs = new RecordedLogs();
        var refused = 0;

        for (var i = 0; i < 5000; i++)
        {
            var result = StrictJson.Read(Damage(random), typeof(SampleRequest), logs);
            if (result.Error is not { } error)
            {
                Assert.IsType<SampleRequest>(result.Value);
                continue;
            }

            refused++;
            Assert.Equal(ErrorKind.Invalid, error.Kind);
            Assert.Contains(error.Code, (string[])["invalid_request", "invalid_body"]);
        }

        Assert.Empty(logs.Entries);
        Assert.InRange(refused, 1, 4999);
    }

    [Theory]
    [InlineData(5)]
    [InlineData(6)]
    public void A_damaged_item_of_a_batch_is_refused_as_it_is_alone_or_with_the_whole(int seed)
    {
        var random = new Random(seed);
        using var logs = new RecordedLogs();
        var (alone, whole) = (0, 0);

        for (var i = 0; i < 3000; i++)
        {
            var damaged = Damage(random);
            byte[] body = [(byte)'[', .. Whole, (byte)',', .. damaged, (byte)']'];
            var result = StrictJson.Read(body, typeof(Batch<SampleRequest>), logs);
            if (result.Error is { } error)
            {
                whole++;
                Assert.Equal(ErrorKind.Invalid, error.Kind);
                Assert.NotNull(StrictJson.Read(damaged, typeof(SampleRequest), logs).Error);
                continue;
            }

            var items = ((Batch<SampleRequest>)result.Value).Make(item => item);
            Assert.Null(items[0].Error);
            // Damage can make two items of one.
            if (items.Count != 2 || items[1].Error is not { } refusal)
                continue;
            alone++;
            Assert.Equal(refusal.Message, StrictJson.Read(damaged, typeof(SampleRequest), logs).Error?.Message);
        }

        Assert.Empty(logs.Entries);
        Assert.InRange(alone, 1, 2999);
        Assert.InRange(whole, 1, 2999);
    }

    private static byte[] Damage(Random random)
    {
        var body = Whole.ToList();
        for (var times = random.Next(1, 4); times > 0; times--)
        {
            var at = random.Next(body.Count);
            switch (random.Next(4))
            {
                case 0:
                    body[at] = (byte)random.Next(256);
                    break;
                case 1:
                    body.RemoveRange(at, Math.Min(random.Next(1, 12), body.Count - at));
                    break;
                case 2:
                    body.InsertRange(at, Encoding.UTF8.GetBytes(Fragments[random.Next(Fragments.Length)]));
                    break;
                default:
                    body.InsertRange(at, body.GetRange(at, Math.Min(random.Next(1, 24), body.Count - at)));
                    break;
            }

            if (body.Count == 0)
                break;
        }

        return [.. body];
    }
}
