using RunEvaluations.Domain.Results;

namespace RunEvaluations.Api.Humanloop.Input;

/// <summary>One thing that is wrong with a request.</summary>
/// <param name="Loc">Where: <c>body</c>, <c>path</c> or <c>query</c>, and the names and indexes from there.</param>
/// <param name="Msg">What, in words.</param>
/// <param name="Type">What, for programs: <c>value_error.missing</c>, <c>type_error</c> or <c>value_error</c>.</param>
internal sealed record Fault(IReadOnlyList<object> Loc, string Msg, string Type);

/// <summary>All that is wrong with a request, as far as there is room.</summary>
internal sealed class Faults
{
    /// <summary>The name of the fact that holds them.</summary>
    public const string Fact = "faults";

    public const string Missing = "value_error.missing";
    public const string WrongType = "type_error";
    public const string WrongValue = "value_error";

    private const int Most = 50;
    private readonly List<Fault> all = [];

    public bool Any => all.Count > 0;

    public void Add(Place place, string msg, string type)
    {
        if (all.Count < Most)
            all.Add(new Fault(place.Loc(), msg, type));
    }

    public Error ToError()
    {
        var fields = all.GroupBy(f => string.Join('.', f.Loc)).ToDictionary(g => g.Key, g => g.Select(f => f.Msg).ToArray());
        return Error.Invalid(fields) with { Facts = new Dictionary<string, object?> { [Fact] = all } };
    }
}

/// <summary>Where in a request a value stands.</summary>
internal sealed record Place(Place? Outer, object Step)
{
    public static Place Body { get; } = new(null, "body");

    public static Place Query { get; } = new(null, "query");

    public Place Member(string name) => new(this, name);

    public Place Item(int index) => new(this, index);

    public IReadOnlyList<object> Loc() => [.. Outer?.Loc() ?? [], Step];
}
