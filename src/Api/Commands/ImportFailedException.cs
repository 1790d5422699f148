namespace RunEvaluations.Api.Commands;

/// <summary>An import that sending once more would not help.</summary>
internal sealed class ImportFailedException(string message) : Exception(message);
