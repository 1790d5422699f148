using AutoMapper;
using RunEvaluations.Application.Evaluations;
using RunEvaluations.Domain.Evaluations;

namespace RunEvaluations.Api.Evaluations;

internal sealed class EvaluationProfile : Profile
{
    public EvaluationProfile()
    {
        CreateMap<EvaluationView, EvaluationResponse>();
        CreateMap<EvaluationEntry, EvaluationEntryResponse>()
            .ForMember(r => r.PreviousHash, m => m.MapFrom(e => Hex(e.PreviousHash)))
            .ForMember(r => r.Hash, m => m.MapFrom(e => Hex(e.Hash)));
    }

    private static string? Hex(byte[]? bytes) => bytes is null ? null : Convert.ToHexStringLower(bytes);
}
