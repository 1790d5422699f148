namespace RunEvaluations.Domain.Values;

/// <summary>
/// A JSON object kept as the text it was sent as, so that it comes back unchanged: the order of its members, the
/// spelling of its numbers. Whoever makes one has checked that the text is an object.
/// </summary>
public sealed record JsonObjectText(string Text);
