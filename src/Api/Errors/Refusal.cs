namespace RunEvaluations.Api.Errors;

/// <summary>What <see cref="ErrorWriter"/> has answered, kept as a feature of the request for whoever reports on it.</summary>
internal sealed record Refusal(int Status, string Code);
