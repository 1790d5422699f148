using RunEvaluations.Domain.Humanloop;
using RunEvaluations.Domain.Values;

namespace RunEvaluations.Domain.Tests.Humanloop;

public sealed class ContentHashTests
{
    [Theory]
    [InlineData("""{"a":1,"b":2}""", """{"b":2,"a":1}""")]
    [InlineData("""{"a":{"c":1,"b":[{"e":1,"d":2}]}}""", """{"a":{"b":[{"d":2,"e":1}],"c":1}}""")]
    [InlineData("""{"a":[1,true,null,"x"]}""", """ { "a" : [ 1 , true , null , "x" ] } """)]
    [InlineData("""{"é":"é"}""", """{"\u00e9":"\u00E9"}""")]
    [InlineData("""{"a":"/"}""", """{"a":"\/"}""")]
    public void The_order_of_members_spaces_and_escapes_do_not_count(string one, string other) =>
        Assert.Equal(Of(one), Of(other));

    [Theory]
    [InlineData("""{"a":1}""", """{"a":1.0}""")]
    [InlineData("""{"a":100}""", """{"a":1e2}""")]
    [InlineData("""{"a":0}""", """{"a":-0}""")]
    [InlineData("""{"a":1}""", """{"a":"1"}""")]
    [InlineData("""{"a":null}""", """{}""")]
    [InlineData("""{"a":[1,2]}""", """{"a":[2,1]}""")]
    [InlineData("""{"a":{},"b":1}""", """{"a":{"b":1}}""")]
    [InlineData("""{"a":"x"}""", """{"A":"x"}""")]
    [InlineData("""{"a":"é"}""", """{"a":"e\u0301"}""")]
    [InlineData("""{"a":9007199254740993}""", """{"a":9007199254740992}""")]
    public void Everything_else_does_and_so_does_how_a_number_is_spelt(string one, string other) =>
        Assert.NotEqual(Of(one), Of(other));

    [Fact]
    public void The_parts_count_and_their_order_does()
    {
        var (one, other) = (A.LabelId, Guid.Empty);

        Assert.Equal(Of("{}", one, other), Of(" {} ", one, other));
        Assert.NotEqual(Of("{}", one, other), Of("{}", other, one));
        Assert.NotEqual(Of("{}", one), Of("{}", one, one));
        Assert.NotEqual(Of("{}"), Of("{}", other));
        Assert.Equal(ContentHash.Of(new JsonObjectText("{}")), Of("{}"));
    }

    [Fact]
    public void Lists_of_parts_have_the_same_hash_only_if_they_are_the_same() =>
        Always.Holds<(Guid[] One, Guid[] Other)>(parts =>
            Of("{}", parts.One).SequenceEqual(Of("{}", parts.Other)) == parts.One.SequenceEqual(parts.Other));

    [Fact]
    public void It_is_what_is_stored() => Assert.Equal(
        "44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a", Convert.ToHexStringLower(Of("{ }")));

    private static byte[] Of(string content, params Guid[] parts) => ContentHash.Of(new JsonObjectText(content), parts);
}
