namespace RunEvaluations.Domain.Imports;

/// <summary>How far a file has come.</summary>
/// <param name="Lines">How many of its lines.</param>
/// <param name="Chain">
/// SHA-256 over this of the line before and the line's bytes, without its line feed; 32 zeros before the first line. Line
/// by line, so that it is the same however the file was cut into pieces.
/// </param>
public sealed record ImportPosition(long Lines, byte[] Chain)
{
    public static ImportPosition Start => new(0, new byte[32]);

    public bool Equals(ImportPosition? other) =>
        other is not null && Lines == other.Lines && Chain.AsSpan().SequenceEqual(other.Chain);

    public override int GetHashCode() => Lines.GetHashCode();
}
