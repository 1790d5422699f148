using System.Text.RegularExpressions;
using RunEvaluations.Api.Tests.TestBed;

namespace RunEvaluations.Api.Tests.Errors;

/// <summary>The status and code of each refusal that docs/errors.md lists. Every refusal a test meets must be there.</summary>
internal static partial class DocumentedCodes
{
    public static readonly IReadOnlySet<(int Status, string Code)> All =
        Row().Matches(File.ReadAllText(Path.Combine(Checkout.Root, "docs", "errors.md")))
            .Select(row => (int.Parse(row.Groups[1].Value, null), row.Groups[2].Value))
            .ToHashSet();

    [GeneratedRegex(@"^\| (\d{3}) \| `(\w+)` \|", RegexOptions.Multiline)]
    private static partial Regex Row();
}
