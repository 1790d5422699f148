namespace RunEvaluations.Infrastructure.Database;

/// <summary>
/// A refusal to start that an operator can act on: the message is one line that says what is wrong and names the
/// setting that changes it. It is shown as it is, without a stack trace.
/// </summary>
public sealed class StartupException(string message, Exception? inner = null) : Exception(message, inner);
