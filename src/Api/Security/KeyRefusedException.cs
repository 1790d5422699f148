namespace RunEvaluations.Api.Security;

/// <summary>A key cannot be used to check signatures; the message ends a sentence and holds nothing of the key.</summary>
internal sealed class KeyRefusedException(string reason) : Exception(reason);
