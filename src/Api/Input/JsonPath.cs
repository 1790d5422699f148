using System.Globalization;
using System.Text;

namespace RunEvaluations.Api.Input;

/// <summary>
/// Where in a document a reader stands, such as <c>result.outputs.a[2]</c>; spelt out only when asked for.
/// </summary>
internal sealed class JsonPath
{
    /// <summary>What the document itself is called.</summary>
    public const string Root = "body";

    private const int LongestName = 64;
    private readonly List<(string? Name, int Index)> steps = [];

    public void Enter() => steps.Add((null, -1));

    public void Leave() => steps.RemoveAt(steps.Count - 1);

    public void Member(string name) => steps[^1] = (name, -1);

    public void Item() => steps[^1] = (null, steps[^1].Index + 1);

    public override string ToString()
    {
        var path = new StringBuilder();
        foreach (var (name, index) in steps)
        {
            if (name is not null)
                path.Append(path.Length == 0 ? "" : ".").Append(Shown(name));
            else if (index >= 0)
                path.Append('[').Append(index.ToString(CultureInfo.InvariantCulture)).Append(']');
        }

        return path.Length == 0 ? Root : path.ToString();
    }

    /// <summary>A name from outside, kept short enough to be repeated in an answer.</summary>
    public static string Shown(string name)
    {
        if (name.Length is > 0 and <= LongestName)
            return name;
        if (name.Length == 0)
            return "\"\"";

        var end = char.IsHighSurrogate(name[LongestName - 1]) ? LongestName - 1 : LongestName;
        return name[..end] + "…";
    }
}
