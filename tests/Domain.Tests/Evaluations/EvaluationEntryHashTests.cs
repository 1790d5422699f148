using System.Security.Cryptography;
using RunEvaluations.Domain.Evaluations;
using RunEvaluations.Domain.Values;

namespace RunEvaluations.Domain.Tests.Evaluations;

public sealed class EvaluationEntryHashTests
{
    private static readonly Guid Id = Guid.Parse("00112233-4455-6677-8899-aabbccddeeff");

    private static readonly EvaluationEntry Creation = new()
    {
        Version = 1,
        Action = EvaluationAction.Created,
        Value = 1,
        CreatedBy = "ann",
        CreatedAt = new DateTimeOffset(2000, 1, 1, 0, 0, 1, TimeSpan.Zero),
        Hash = [],
    };

    private static readonly RecordedEvaluation Evaluation = new()
    {
        AccountId = "acme",
        RunId = Id,
        Id = Id,
        EvaluationLabelId = Id,
        Version = 1,
        Value = 1,
        Hash = [],
        Entries = [Creation],
    };

    public static TheoryData<RecordedEvaluation, EvaluationEntry> Others { get; } = new()
    {
        { Evaluation with { AccountId = "acmf" }, Creation },
        { Evaluation with { RunId = Guid.Empty }, Creation },
        { Evaluation with { Id = Guid.Empty }, Creation },
        { Evaluation with { EvaluationLabelId = Guid.Empty }, Creation },
        { Evaluation with { OutputName = "" }, Creation },
        { Evaluation with { FieldPath = "" }, Creation },
        { Evaluation with { Comment = "é" }, Creation },
        { Evaluation with { Metadata = new JsonObjectText("{}") }, Creation },
        { Evaluation with { Confidence = 0 }, Creation },
        { Evaluation, Creation with { Version = 2 } },
        { Evaluation, Creation with { Action = EvaluationAction.Changed } },
        { Evaluation, Creation with { Action = EvaluationAction.Retracted } },
        { Evaluation, Creation with { Value = double.BitIncrement(1) } },
        { Evaluation, Creation with { CreatedBy = "anne" } },
        { Evaluation, Creation with { CreatedBy = null } },
        { Evaluation, Creation with { CreatedByEvaluatorId = Id } },
        { Evaluation, Creation with { CreatedAt = Creation.CreatedAt.AddMicroseconds(1) } },
        { Evaluation, Creation with { Reason = "" } },
        { Evaluation, Creation with { PreviousHash = [] } },
    };

    [Fact]
    public void The_hash_is_over_the_binary_form_of_a_record()
    {
        const string Uuid = "00000b86" + "00000010" + "00112233445566778899aabbccddeeff";
        const string NoText = "00000019" + "ffffffff";
        const string Record =
            "00000011"
            + "00000011" + "ffffffff"
            + "00000019" + "00000004" + "61636d65"
            + Uuid + Uuid
            + "00000017" + "00000004" + "00000001"
            + "00000019" + "00000007" + "63726561746564"
            + "000002bd" + "00000008" + "3ff0000000000000"
            + "00000019" + "00000003" + "616e6e"
            + "00000b86" + "ffffffff"
            + "000004a0" + "00000008" + "00000000000f4240"
            + NoText + Uuid + NoText + NoText + NoText + NoText
            + "000002bd" + "ffffffff";

        Assert.Equal(SHA256.HashData(Convert.FromHexString(Record)), EvaluationEntryHash.Of(Evaluation, Creation));
    }

    [Theory]
    [MemberData(nameof(Others))]
    public void Whatever_an_entry_says_is_in_its_hash(RecordedEvaluation evaluation, EvaluationEntry entry) =>
        Assert.NotEqual(EvaluationEntryHash.Of(Evaluation, Creation), EvaluationEntryHash.Of(evaluation, entry));
}
