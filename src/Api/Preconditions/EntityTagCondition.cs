using System.Text.RegularExpressions;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace RunEvaluations.Api.Preconditions;

/// <summary>What the header <c>If-Match</c> or <c>If-None-Match</c> asks for (RFC 9110, sections 13.1.1 and 13.1.2).</summary>
/// <param name="Any">Whether it is <c>*</c>: any version that there is.</param>
/// <param name="Tags">Otherwise the entity tags, without their quotes, and whether each is a weak one.</param>
public sealed partial record EntityTagCondition(bool Any, IReadOnlyList<(string Opaque, bool Weak)> Tags)
{
    public const string Form = "must be * or a list of entity tags, such as \"1-0f8c\", each in double quotes";

    /// <summary>
    /// The tags for the strong comparison, in which a weak tag equals none; null where every version will do.
    /// </summary>
    public IReadOnlyList<string>? Versions => Any ? null : [.. Tags.Where(t => !t.Weak).Select(t => t.Opaque)];

    /// <summary>By the weak comparison, in which it does not matter whether a tag is a weak one.</summary>
    public bool Includes(string opaqueTag) => Any || Tags.Any(t => t.Opaque == opaqueTag);

    /// <summary>Null where the header is malformed.</summary>
    public static EntityTagCondition? Parse(StringValues header)
    {
        // The framework takes w/ for W/, a space behind it, and spaces and tabs inside a tag.
        if (!Grammar().IsMatch(string.Join(',', header.AsEnumerable())))
            return null;
        if (!EntityTagHeaderValue.TryParseStrictList(header, out var tags) || tags.Count == 0)
            return null;
        if (!tags.Contains(EntityTagHeaderValue.Any))
            return new EntityTagCondition(false, [.. tags.Select(t => (t.Tag.Value![1..^1], t.IsWeak))]);
        return tags.Count == 1 ? new EntityTagCondition(true, []) : null;
    }

    [GeneratedRegex("""\A[ \t,]*(?>(?:\*|(?:W/)?"[^\x00-\x20"\x7F]*")[ \t]*(?:,[ \t,]*|\z))+\z""")]
    private static partial Regex Grammar();
}
