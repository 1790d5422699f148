namespace RunEvaluations.Api.Tests.Statistics;

/// <summary>Reads RFC 4180, by the letter: an empty cell is null, and one in quotes is a text.</summary>
internal static class Csv
{
    public static IReadOnlyList<IReadOnlyDictionary<string, string?>> Read(string text)
    {
        Assert.EndsWith("\r\n", text, StringComparison.Ordinal);
        var lines = Lines(text).ToList();
        Assert.All(lines, line => Assert.Equal(lines[0].Count, line.Count));
        return [.. lines.Skip(1).Select(line => lines[0].Zip(line).ToDictionary(cell => cell.First!, cell => cell.Second))];
    }

    private static IEnumerable<List<string?>> Lines(string text)
    {
        var line = new List<string?>();
        for (var at = 0; at < text.Length;)
        {
            string? cell;
            if (text[at] == '"')
            {
                var end = at + 1;
                while (text[end] != '"' || text[end + 1] == '"')
                    end += text[end] == '"' ? 2 : 1;
                cell = text[(at + 1)..end].Replace("\"\"", "\"", StringComparison.Ordinal);
                at = end + 1;
            }
            else
            {
                var end = text.IndexOfAny([',', '\r'], at);
                cell = end == at ? null : text[at..end];
                at = end;
            }

            line.Add(cell);
            if (text[at] == ',')
            {
                at++;
                continue;
            }

            Assert.Equal("\r\n", text.Substring(at, 2));
            at += 2;
            yield return line;
            line = [];
        }
    }
}
