using AutoMapper;

namespace RunEvaluations.Architecture.Tests.Samples;

internal sealed record Leaf(string Text);

internal sealed record Wider
{
    public string? Text { get; init; }
    public string? Unknown { get; init; }
}

internal sealed record Tree(string Text, IReadOnlyDictionary<string, Tree[]> Branches);

internal sealed record Chicken(string Text, Egg? Laid);

internal sealed record Egg(string Text, Chicken? LaidBy);

internal sealed record Holder(string Text, Tree Held);

internal sealed class LeafProfile : Profile
{
    public LeafProfile() => CreateMap<Leaf, Leaf>();
}

internal sealed class IdleProfile : Profile;

internal sealed class IncompleteProfile : Profile
{
    public IncompleteProfile() => CreateMap<Leaf, Wider>();
}

internal sealed class CyclicProfile : Profile
{
    public CyclicProfile()
    {
        CreateMap<Tree, Leaf>();
        CreateMap<Chicken, Leaf>();
        CreateMap<Holder, Leaf>();
    }
}
