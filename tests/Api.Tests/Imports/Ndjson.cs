using System.Net.Http.Headers;
using System.Text;
using RunEvaluations.Api.Tests.TestBed;

namespace RunEvaluations.Api.Tests.Imports;

/// <summary>Files to import, and their sending.</summary>
internal static class Ndjson
{
    public const string Path = "/v1/evaluations/import";

    public static string Line(Guid run, Guid label, double value, string more = "") =>
        FormattableString.Invariant($$"""{"run_id":"{{run}}","evaluation_label_id":"{{label}}","value":{{value}}{{more}}}""");

    /// <summary>Its lines, each with a line feed.</summary>
    public static HttpContent Of(params IEnumerable<string> lines) =>
        Content(string.Concat(lines.Select(line => line + "\n")), "application/x-ndjson");

    public static HttpContent Csv(string text) => Content(text, "text/csv");

    public static HttpContent Content(string text, string type) => Content(Encoding.UTF8.GetBytes(text), type);

    public static HttpContent Content(byte[] bytes, string type)
    {
        var content = new ByteArrayContent(bytes);
        content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
        return content;
    }

    /// <summary>Sends a file, or the rest of one.</summary>
    public static Task<Answer> Imports(this ApiClient client, HttpContent file, Guid? id = null, long? firstLine = null)
    {
        var query = string.Join('&', new[]
        {
            id is null ? null : $"import_id={id}", firstLine is null ? null : FormattableString.Invariant($"first_line={firstLine}"),
        }.OfType<string>());
        return client.Send(HttpMethod.Post, query.Length > 0 ? $"{Path}?{query}" : Path, file);
    }

    public static (long Lines, long Created, long Refused, long Blank) Counts(this Answer answer) => (
        answer["lines"].GetInt64(), answer["created"].GetInt64(), answer["refused"].GetInt64(), answer["blank"].GetInt64());
}
