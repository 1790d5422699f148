using System.Text;
using FsCheck;
using FsCheck.Fluent;
using RunEvaluations.Application.ApiKeys;
using RunEvaluations.Application.Evaluations;
using RunEvaluations.Application.Evaluators;
using RunEvaluations.Application.Imports;
using RunEvaluations.Application.Labels;
using RunEvaluations.Application.Runs;
using RunEvaluations.Domain.Evaluators;
using RunEvaluations.Domain.Imports;
using RunEvaluations.Domain.Labels;
using RunEvaluations.Domain.Runs;
using RunEvaluations.Domain.Values;

namespace RunEvaluations.Application.Tests;

/// <summary>What the tests of the slices are told with.</summary>
internal static class A
{
    public const string NotStorable = "must not contain the character U+0000 or half of a surrogate pair";
    public const string NotACursor = "must be a cursor from the Link header of a page of this list";
    public const string NotALimit = "must be a whole number from 1 to 1000";

    public static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    public static readonly Caller User = Caller.User("acme", "ann");
    public static readonly Caller Evaluator = Caller.Evaluator("acme", Id(0xee));

    /// <summary>The token of every request, so that a port that is handed another one does not answer.</summary>
    public static readonly CancellationToken Token = new CancellationTokenSource().Token;

    // Records compare lists by reference: one list makes views comparable.
    private static readonly Guid[] LabelIds = [Id(91)];
    private static readonly Scope[] OneScope = [Scope.EvaluationsWrite];

    public static Guid Id(int number) => new(number, 0, 0x7000, 0x80, 0, 0, 0, 0, 0, 0, 0);

    public static Guid[] Ids(int count) => [.. Enumerable.Range(1, count).Select(Id)];

    public static string Text(int length, string character = "x") =>
        string.Concat(Enumerable.Repeat(character, length));

    /// <summary>A JSON object of so many bytes, some characters of which take two.</summary>
    public static JsonObjectText Json(int bytes)
    {
        var text = $$"""{"é":"{{Text(bytes - 9)}}"}""";
        Assert.Equal(bytes, Encoding.UTF8.GetByteCount(text));
        return new JsonObjectText(text);
    }

    public static EvaluationView Evaluation(int number = 1) => new()
    {
        Id = Id(number),
        AccountId = "acme",
        RunId = Id(90),
        EvaluationLabelId = Id(91),
        Value = 1,
        CreatedAt = Now,
        Version = 1,
        Tag = "1-0f",
    };

    public static LabelView Label(int number = 1) => new()
    {
        Id = Id(number),
        AccountId = "acme",
        Name = "accuracy",
        ValueType = EvaluationValueType.Binary,
        CreatedBy = "ann",
        CreatedAt = Now,
    };

    public static EvaluatorView EvaluatorView(int number = 1) => new()
    {
        Id = Id(number),
        AccountId = "acme",
        Name = "judge",
        Kind = EvaluatorKind.Llm,
        EvaluationLabelIds = LabelIds,
        CreatedBy = "ann",
        CreatedAt = Now,
    };

    public static ApiKeyView ApiKey(int number = 1) => new()
    {
        Id = Id(number),
        AccountId = "acme",
        Name = "pipeline",
        Prefix = "rek_AbCdEfGh",
        Scopes = OneScope,
        UserId = "ann",
        CreatedBy = "ann",
        CreatedAt = Now,
    };

    public static ImportView Import(long lines = 0) => new()
    {
        Id = Id(1),
        Format = ImportFormat.Ndjson,
        Lines = lines,
        Chain = new byte[32],
        Created = lines,
        Refused = 0,
        Blank = 0,
        StartedAt = Now,
        UpdatedAt = Now,
    };

    /// <summary>The first chunk of an import, with nothing but lines to record.</summary>
    public static ImportChunk Chunk(params DraftedEvaluation[] drafts) => new()
    {
        ImportId = Id(1),
        Format = ImportFormat.Ndjson,
        From = ImportPosition.Start,
        To = new(drafts.Length, new byte[32]),
        Drafts = drafts,
        Refused = [],
        Blank = 0,
        IsLast = true,
    };

    public static RunView Run(int number = 1) => new()
    {
        Id = Id(number),
        AccountId = "acme",
        Status = RunStatus.Completed,
        CreatedBy = "ann",
        CreatedAt = Now.AddMinutes(number),
    };
}

internal static class Always
{
    public static void Holds<T>(Func<T, bool> property) => Prop.ForAll(property).QuickCheckThrowOnFailure();

    public static void Holds<T>(Gen<T> values, Func<T, bool> property) =>
        Prop.ForAll(values.ToArbitrary(), property).QuickCheckThrowOnFailure();
}
