using System.Buffers;
using System.Text;
using System.Text.Json;
using AutoMapper;
using Microsoft.VisualBasic.FileIO;
using RunEvaluations.Api.Evaluations;
using RunEvaluations.Api.Hosting;
using RunEvaluations.Api.Json;
using RunEvaluations.Api.Paging;
using RunEvaluations.Application.Evaluations;
using RunEvaluations.Domain.Values;

namespace RunEvaluations.Api.Tests.Evaluations;

/// <summary>Long answers are written without the serializer, and to the byte as it would write them.</summary>
public sealed class EvaluationFormatsTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    private static readonly EvaluationView Full = new()
    {
        Id = new("0198c0de-7a3b-7c4d-8e5f-0123456789ab"),
        AccountId = "acme",
        RunId = new("0198c0de-7a3b-7c4d-8e5f-0123456789ac"),
        OutputName = "answer",
        FieldPath = "items[0].name",
        EvaluationLabelId = new("0198c0de-7a3b-7c4d-8e5f-0123456789ad"),
        Value = 0.5,
        CreatedBy = "ada",
        CreatedByEvaluatorId = new("0198c0de-7a3b-7c4d-8e5f-0123456789ae"),
        CreatedAt = Noon,
        UpdatedBy = "bob",
        UpdatedAt = Noon.AddMicroseconds(1),
        UpdatedByEvaluatorId = new("0198c0de-7a3b-7c4d-8e5f-0123456789af"),
        Comment = "right",
        Metadata = new JsonObjectText("""{ "a" : [1.0, 1e2], "b": "\u00e9" }"""),
        Confidence = 1,
        Version = 2,
        Tag = "2-00",
    };

    /// <summary>Each takes one field away.</summary>
    private static readonly Func<EvaluationView, EvaluationView>[] Losses =
    [
        e => e with { OutputName = null }, e => e with { FieldPath = null }, e => e with { CreatedBy = null },
        e => e with { CreatedByEvaluatorId = null }, e => e with { UpdatedBy = null }, e => e with { UpdatedAt = null },
        e => e with { UpdatedByEvaluatorId = null }, e => e with { Comment = null }, e => e with { Metadata = null },
        e => e with { Confidence = null },
    ];

    private static readonly string[] Texts =
    [
        "", " ", "plain", "\"", "\"quoted\"", "a,b", "a;b", "line\nbreak", "line\r\nbreak", "\r", "\t", "tab\there", "'", "'quoted'",
        "=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "'=1", "\"=1", "=\"a\",b", "<script>&amp;</script>", "\\u0000 \\",
        "\u0001\u001f\u007f\u0085\u2028", "é e\u0301 ß 漢字 😀 \U0010FFFF", "\uFEFFbom", new('x', 10_000), new('"', 5_000),
        new('漢', 3_000),
    ];

    private static readonly double[] Numbers =
    [
        0, -0d, 1, -1, 0.1, 1 / 3d, 100, 1e15, 1e16, 1e21, 1e-5, 1e-7, 123456789.123456789, 9007199254740993, double.MaxValue,
        double.MinValue, double.Epsilon,
    ];

    private static readonly IMapper Mapper = RecordMappings.Of(typeof(EvaluationProfile).Assembly);

    private static IEnumerable<EvaluationView> All =>
    [
        .. Enumerable.Range(0, 1 << Losses.Length)
            .Select(mask => Losses.Where((_, i) => (mask & 1 << i) != 0).Aggregate(Full, (view, lose) => lose(view))),
        .. Texts.Select(text => Full with { OutputName = text, FieldPath = text, Comment = text }),
        .. Numbers.Select(number => Full with { Value = number, Confidence = number }),
        .. Enumerable.Range(0, 7).Select(digits => Full with { CreatedAt = Noon.AddMicroseconds(Math.Pow(10, digits)) }),
        Full with { CreatedAt = DateTimeOffset.UnixEpoch, UpdatedAt = DateTimeOffset.MaxValue },
        Full with { AccountId = "=acme,\"é\"", CreatedBy = "-ada", UpdatedBy = "@bob" },
        Full with { Metadata = new JsonObjectText("{\"a\":\r\n\t[1,\n2],\"b\":\"\\n\"}") },
    ];

    [Fact]
    public void An_array_is_what_the_serializer_would_write()
    {
        Assert.InRange(All.Count(), 1_024, int.MaxValue);
        Assert.Equal(JsonSerializer.Serialize(All.Select(Response), WireJson.Options), Written(EvaluationJson.Array, All));
        Assert.Equal("[]", Written(EvaluationJson.Array, []));
    }

    [Fact]
    public void A_line_is_what_the_serializer_would_write_but_for_the_line_ends_between_tokens()
    {
        var lines = Written(EvaluationJson.Lines, All).Split('\n');

        Assert.Equal("", lines[^1]);
        Assert.Equal(
            All.Select(view => JsonSerializer.Serialize(Response(view), WireJson.Options).Replace('\r', ' ').Replace('\n', ' ')),
            lines[..^1]);
        Assert.Equal("", Written(EvaluationJson.Lines, []));
    }

    [Fact]
    public void A_table_has_the_same_fields_in_its_columns()
    {
        var names = JsonSerializer.SerializeToElement(Response(Full), WireJson.Options).EnumerateObject().Select(m => m.Name).ToList();

        var (header, rows) = Read(Written(EvaluationCsv.Table, All));

        Assert.Equal(names, header);
        foreach (var (view, row) in All.Zip(rows, (view, row) => (view, row)))
        {
            var json = JsonSerializer.SerializeToElement(Response(view), WireJson.Options);
            Assert.Equal(names.Select(name => Cell(json, name)), row);
        }

        Assert.Equal(All.Count(), rows.Count);
        Assert.Equal(string.Join(',', names) + "\r\n", Written(EvaluationCsv.Table, []));
    }

    [Theory]
    [InlineData(null, "")]
    [InlineData("", "\"\"")]
    [InlineData("a b", "a b")]
    [InlineData("a,b", "\"a,b\"")]
    [InlineData("a\"b", "\"a\"\"b\"")]
    [InlineData("a\r\nb", "\"a\r\nb\"")]
    [InlineData("=1", "'=1")]
    [InlineData("+1", "'+1")]
    [InlineData("-1", "'-1")]
    [InlineData("@a", "'@a")]
    [InlineData("\ta", "'\ta")]
    [InlineData("\ra", "\"'\ra\"")]
    [InlineData("'a", "''a")]
    [InlineData("=a,\"b\"", "\"'=a,\"\"b\"\"\"")]
    [InlineData("a=1", "a=1")]
    public void A_cell_of_text_is_quoted_and_never_a_formula(string? text, string cell)
    {
        var row = Written(EvaluationCsv.Table, [Full with { OutputName = text }])[Header.Length..];

        Assert.StartsWith($"{Full.Id},acme,{Full.RunId},{cell},items[0].name,", row, StringComparison.Ordinal);
    }

    [Fact]
    public void Numbers_and_times_in_a_table_are_as_JSON_spells_them()
    {
        var row = Written(EvaluationCsv.Table, [Full with { Value = -1e21, Confidence = 0.1 }])[Header.Length..];

        Assert.Contains($",{Full.EvaluationLabelId},-1E+21,ada,", row, StringComparison.Ordinal);
        Assert.Contains(",2026-03-01T12:00:00Z,bob,2026-03-01T12:00:00.000001Z,", row, StringComparison.Ordinal);
        Assert.EndsWith(",0.1\r\n", row, StringComparison.Ordinal);
    }

    private static string Header => Written(EvaluationCsv.Table, []);

    private static EvaluationResponse Response(EvaluationView view) => Mapper.Map<EvaluationResponse>(view);

    private static string Written(StreamFormat<IEvaluationRow> format, IEnumerable<EvaluationView> views)
    {
        var output = new ArrayBufferWriter<byte>();
        using var writer = format.Open(output);
        writer.Begin();
        foreach (var view in views)
            writer.Write(view);
        writer.End();
        return new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(output.WrittenSpan);
    }

    /// <summary>What a table says, as somebody else's reader of tables reads it.</summary>
    private static (string[] Header, List<string[]> Rows) Read(string csv)
    {
        using var reader = new TextFieldParser(new StringReader(csv))
        {
            Delimiters = [","],
            HasFieldsEnclosedInQuotes = true,
            TrimWhiteSpace = false,
        };
        var header = reader.ReadFields()!;
        var rows = new List<string[]>();
        while (reader.ReadFields() is { } row)
            rows.Add(row);
        return (header, rows);
    }

    /// <summary>What the table is to say of a member that may be missing or null.</summary>
    private static string Cell(JsonElement evaluation, string name)
    {
        if (!evaluation.TryGetProperty(name, out var member) || member.ValueKind is JsonValueKind.Null)
            return "";
        if (member.ValueKind is not JsonValueKind.String)
            return member.GetRawText();
        var text = member.GetString()!;
        return text.Length > 0 && "=+-@\t\r'".Contains(text[0], StringComparison.Ordinal) ? $"'{text}" : text;
    }
}
