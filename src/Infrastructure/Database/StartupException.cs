namespace RunEvaluations.Infrastructure.Database;

/// <summary>A refusal to start that an operator can act on: one clear line that names the setting.</summary>
public sealed class StartupException(string message, Exception? inner = null) : Exception(message, inner);
