namespace RunEvaluations.Api.Input;

/// <summary>A request type whose body may have <see cref="InputLimits.MaxRunBodyBytes"/>.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct)]
internal sealed class LargeBodyAttribute : Attribute;
