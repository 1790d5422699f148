using RunEvaluations.Domain.Humanloop;

namespace RunEvaluations.Domain.Tests.Humanloop;

public sealed class HumanloopIdTests
{
    private const string Digits = "0199000000007000800000000000abcd";

    private static readonly Guid Id = new("01990000-0000-7000-8000-00000000abcd");

    private static readonly string[] Prefixes =
        [HumanloopId.Suite, HumanloopId.Experiment, HumanloopId.Log, HumanloopId.Datapoint];

    [Theory]
    [InlineData(FileKind.Prompt, "pr")]
    [InlineData(FileKind.Tool, "tl")]
    [InlineData(FileKind.Flow, "fl")]
    [InlineData(FileKind.Agent, "ag")]
    [InlineData(FileKind.Evaluator, "ev")]
    [InlineData(FileKind.Dataset, "ds")]
    public void A_file_and_its_versions_say_of_which_type_they_are(FileKind kind, string prefix)
    {
        Assert.Equal($"{prefix}_{Digits}", HumanloopId.OfFile(kind, Id));
        Assert.Equal($"{prefix}v_{Digits}", HumanloopId.OfVersion(kind, Id));
    }

    [Fact]
    public void An_id_that_was_written_is_read_and_needs_no_escaping_in_an_address() => Always.Holds<Guid>(id =>
        Prefixes.All(prefix => HumanloopId.Read(prefix, HumanloopId.Of(prefix, id)) == id)
        && Enum.GetValues<FileKind>().All(kind =>
            HumanloopId.ReadFile(HumanloopId.OfFile(kind, id)) == id
            && HumanloopId.ReadFile(HumanloopId.OfFile(kind, id), kind) == id
            && HumanloopId.ReadVersion(HumanloopId.OfVersion(kind, id)) == id
            && HumanloopId.ReadVersion(HumanloopId.OfVersion(kind, id), kind) == id
            && HumanloopId.OfVersion(kind, id).All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '_')));

    [Fact]
    public void An_id_of_one_thing_is_none_of_another() => Always.Holds<Guid>(id =>
    {
        var texts = Prefixes.Select(prefix => HumanloopId.Of(prefix, id))
            .Concat(Enum.GetValues<FileKind>().Select(kind => HumanloopId.OfFile(kind, id)))
            .Concat(Enum.GetValues<FileKind>().Select(kind => HumanloopId.OfVersion(kind, id)))
            .ToList();
        return texts.All(text =>
            Prefixes.Count(prefix => HumanloopId.Read(prefix, text) is not null)
            + Enum.GetValues<FileKind>().Count(kind => HumanloopId.ReadFile(text, kind) is not null)
            + Enum.GetValues<FileKind>().Count(kind => HumanloopId.ReadVersion(text, kind) is not null) == 1);
    });

    [Theory]
    [InlineData("")]
    [InlineData("log")]
    [InlineData("log_")]
    [InlineData(Digits)]
    [InlineData("log" + Digits)]
    [InlineData("log-" + Digits)]
    [InlineData("Log_" + Digits)]
    [InlineData("LOG_" + Digits)]
    [InlineData("evr_" + Digits)]
    [InlineData("log_0199000000007000800000000000ABCD")]
    [InlineData("log_0199000000007000800000000000abcD")]
    [InlineData("log_0199000000007000800000000000abc")]
    [InlineData("log_0199000000007000800000000000abcde")]
    [InlineData("log_0199000000007000800000000000abcg")]
    [InlineData("log_ 199000000007000800000000000abcd")]
    [InlineData("log_0199000000007000800000000000abc ")]
    [InlineData("log_0x99000000007000800000000000abcd")]
    [InlineData("log_+199000000007000800000000000abcd")]
    [InlineData("log_01990000-0000-7000-8000-00000000")]
    [InlineData(" log_" + Digits)]
    public void Anything_else_is_no_id(string text) => Assert.Null(HumanloopId.Read(HumanloopId.Log, text));
}
