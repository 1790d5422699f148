namespace RunEvaluations.Api.Telemetry;

/// <summary>An exception as it was when it was logged: whoever throws it on would change what a later line says of it.</summary>
internal sealed class WrittenException(string text) : Exception(text)
{
    public override string ToString() => Message;
}
