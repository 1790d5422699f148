namespace RunEvaluations.Domain.Values;

/// <summary>The scopes that a credential has. Two sets are equal if they hold the same ones.</summary>
public readonly record struct ScopeSet
{
    private readonly int bits;

    private ScopeSet(int bits) => this.bits = bits;

    public static ScopeSet All { get; } = Of(Enum.GetValues<Scope>());

    public static ScopeSet Of(params IEnumerable<Scope> scopes) =>
        new(scopes.Aggregate(0, (bits, scope) => bits | Bit(scope)));

    /// <summary>Whether what needs this scope is allowed: the scope itself will do, and so will <see cref="Scope.Admin"/>.</summary>
    public bool Permit(Scope scope) => (bits & (Bit(scope) | Bit(Scope.Admin))) != 0;

    private static int Bit(Scope scope) => 1 << (int)scope;
}
