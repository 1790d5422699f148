namespace RunEvaluations.Domain.Imports;

/// <summary>How the lines of an import are spelt.</summary>
public enum ImportFormat
{
    /// <summary>A JSON object a line.</summary>
    Ndjson,

    /// <summary>Comma-separated values (RFC 4180), with a header line.</summary>
    Csv,
}
