namespace RunEvaluations.Api.Imports;

/// <summary>The service is told to stop in the middle of an import: the rest is for another instance, or for later.</summary>
internal sealed class StoppingException : Exception;
