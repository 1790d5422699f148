using System.Globalization;
using RunEvaluations.Application.Humanloop;
using RunEvaluations.Domain.Humanloop;

namespace RunEvaluations.Api.Humanloop.Input;

/// <summary>The parameters of a request. Those that are not known are ignored; of one that is given twice the last counts.</summary>
internal sealed class QueryFields(HttpRequest request)
{
    private readonly IQueryCollection query = request.Query;

    public Faults Faults { get; } = new();

    public string? Text(string name) => query.TryGetValue(name, out var values) && values.Count > 0 ? values[^1] : null;

    public bool? Flag(string name) => Parsed<bool>(
        name, "must be true or false", text => bool.TryParse(text, out var flag) ? flag : null);

    public DateTimeOffset? Time(string name) =>
        Parsed<DateTimeOffset>(name, Shape.Time.Words, text => Iso8601.TryParse(text, out var time) ? time : null);

    public Guid? VersionId(string name, FileKind? kind = null) =>
        Parsed<Guid>(name, "must be the id of a Version", text => HumanloopId.ReadVersion(text, kind));

    public Guid? FileId(string name) => Parsed<Guid>(name, "must be the id of a File", text => HumanloopId.ReadFile(text));

    public DeploymentEnvironment? Environment(string name) =>
        Parsed(name, Shapes.Environment.Words, EnvironmentNames.Read);

    public T? OneOf<T>(string name, IReadOnlyDictionary<string, T> names)
        where T : struct =>
        Parsed<T>(
            name,
            "must be one of " + string.Join(", ", names.Keys),
            text => names.TryGetValue(text, out var value) ? value : null);

    /// <summary>Of a parameter that may be given several times.</summary>
    public IReadOnlyList<Guid> Ids(string name, string prefix, string what)
    {
        var ids = new List<Guid>();
        foreach (var text in query[name])
        {
            if (HumanloopId.Read(prefix, text ?? "") is { } id)
                ids.Add(id);
            else
                Faults.Add(Place.Query.Member(name), $"must be the id of {what}", Faults.WrongValue);
        }

        return ids;
    }

    public IReadOnlyList<T> Several<T>(string name, IReadOnlyDictionary<string, T> names)
        where T : struct
    {
        var found = new List<T>();
        foreach (var text in query[name])
        {
            if (names.TryGetValue(text ?? "", out var value))
                found.Add(value);
            else
                Faults.Add(Place.Query.Member(name), "must be of " + string.Join(", ", names.Keys), Faults.WrongValue);
        }

        return found;
    }

    public PageWanted Page(int size = 10) => new(Whole("page", 1, 1, int.MaxValue), Whole("size", size, 0, PageWanted.MaxSize));

    public void Require(string name)
    {
        if (Text(name) is null)
            Faults.Add(Place.Query.Member(name), "field required", Faults.Missing);
    }

    private int Whole(string name, int otherwise, int least, int most) => Parsed<int>(
        name,
        string.Create(CultureInfo.InvariantCulture, $"must be a whole number from {least} to {most}"),
        text => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && number >= least && number <= most ? number : null) ?? otherwise;

    private T? Parsed<T>(string name, string words, Func<string, T?> parse)
        where T : struct
    {
        if (Text(name) is not { } text)
            return null;
        var value = parse(text);
        if (value is null)
            Faults.Add(Place.Query.Member(name), words, Faults.WrongValue);
        return value;
    }
}
