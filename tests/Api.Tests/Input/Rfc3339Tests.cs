using System.Globalization;
using RunEvaluations.Api.Json;

namespace RunEvaluations.Api.Tests.Input;

public sealed class Rfc3339Tests
{
    [Theory]
    [InlineData("2026-01-31T09:30:00Z", "2026-01-31T09:30:00.0000000")]
    [InlineData("2024-02-29T23:59:59.999999Z", "2024-02-29T23:59:59.9999990")]
    [InlineData("2026-01-31t09:30:00z", "2026-01-31T09:30:00.0000000")]
    [InlineData("2026-01-31T09:30:00.1-00:00", "2026-01-31T09:30:00.1000000")]
    [InlineData("2026-01-31T09:30:00+23:59", "2026-01-30T09:31:00.0000000")]
    [InlineData("2026-01-31T09:30:00-23:59", "2026-02-01T09:29:00.0000000")]
    [InlineData("0001-01-01T00:00:00.000001Z", "0001-01-01T00:00:00.0000010")]
    [InlineData("9999-12-31T23:59:59.9999999Z", "9999-12-31T23:59:59.9999990")]
    [InlineData("2026-01-31T09:30:00.12345678901234567890Z", "2026-01-31T09:30:00.1234560")]
    public void A_time_with_its_offset_is_read_in_utc(string text, string expected)
    {
        Assert.True(Rfc3339.TryParse(text, out var time));
        Assert.Equal(TimeSpan.Zero, time.Offset);
        Assert.Equal(expected, time.DateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fffffff", CultureInfo.InvariantCulture));
    }

    [Theory]
    [InlineData("")]
    [InlineData("2026-01-31")]
    [InlineData("2026-01-31T09:30Z")]
    [InlineData("2026-01-31T09:30:00")]
    [InlineData("2026-01-31 09:30:00Z")]
    [InlineData(" 2026-01-31T09:30:00Z")]
    [InlineData("2026-01-31T09:30:00Z\n")]
    [InlineData("2026-01-31T09:30:00.Z")]
    [InlineData("2026-01-31T09:30:00,5Z")]
    [InlineData("2026-01-31T09:30:00+0100")]
    [InlineData("2026-01-31T09:30:00+01")]
    [InlineData("2026-01-31T09:30:00+24:00")]
    [InlineData("2026-01-31T09:30:00+01:60")]
    [InlineData("2026-01-31T24:00:00Z")]
    [InlineData("2026-01-31T23:60:00Z")]
    [InlineData("2026-12-31T23:59:60Z")]
    [InlineData("2026-13-01T00:00:00Z")]
    [InlineData("2026-02-29T00:00:00Z")]
    [InlineData("0000-01-01T00:00:00Z")]
    [InlineData("0001-01-01T00:00:00Z")]
    [InlineData("0001-01-01T00:00:00+00:01")]
    [InlineData("9999-12-31T23:59:59-00:01")]
    [InlineData("+2026-01-31T09:30:00Z")]
    [InlineData("12026-01-31T09:30:00Z")]
    [InlineData("２026-01-31T09:30:00Z")]
    [InlineData("Sat, 31 Jan 2026 09:30:00 GMT")]
    [InlineData("2026-W05-6T09:30:00Z")]
    public void Anything_else_is_not_a_time(string text) => Assert.False(Rfc3339.TryParse(text, out _));
}
