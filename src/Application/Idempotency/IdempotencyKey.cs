namespace RunEvaluations.Application.Idempotency;

/// <summary>What a caller names one request with, to be able to send it again without its being done twice.</summary>
/// <param name="Text">The caller's choice, 1 to 255 visible characters. It may be a secret: only a hash is kept.</param>
/// <param name="Fingerprint">SHA-256 over all that the request says: the same text with another one is a mistake.</param>
public sealed record IdempotencyKey(string Text, byte[] Fingerprint);
