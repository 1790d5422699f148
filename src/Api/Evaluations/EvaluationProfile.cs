using AutoMapper;
using RunEvaluations.Application.Evaluations;

namespace RunEvaluations.Api.Evaluations;

internal sealed class EvaluationProfile : Profile
{
    public EvaluationProfile() => CreateMap<EvaluationView, EvaluationResponse>();
}
