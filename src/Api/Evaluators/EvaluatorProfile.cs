using AutoMapper;
using RunEvaluations.Application.Evaluators;

namespace RunEvaluations.Api.Evaluators;

internal sealed class EvaluatorProfile : Profile
{
    public EvaluatorProfile() => CreateMap<EvaluatorView, EvaluatorResponse>();
}
