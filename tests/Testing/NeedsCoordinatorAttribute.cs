namespace RunEvaluations.Testing;

/// <summary>
/// Of tests of what the nodes of a Citus cluster do: there are none unless <see cref="GivenServer"/> names its coordinator.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class NeedsCoordinatorAttribute : Attribute;
