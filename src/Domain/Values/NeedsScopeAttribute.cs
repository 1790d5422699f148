namespace RunEvaluations.Domain.Values;

/// <summary>
/// Says which scope a credential must have. On a request it is enforced; on an endpoint it is what is published of the
/// requests behind it, a method's own going before that of its class.
/// </summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
public sealed class NeedsScopeAttribute(Scope scope) : Attribute
{
    public Scope Scope { get; } = scope;
}

/// <summary>For a request that is a part of finding out whether a credential is good.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class NeedsNoScopeAttribute : Attribute;
