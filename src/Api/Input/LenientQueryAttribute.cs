namespace RunEvaluations.Api.Input;

/// <summary>For endpoints whose clients send parameters that mean nothing to them: those are ignored.</summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class LenientQueryAttribute : Attribute;
