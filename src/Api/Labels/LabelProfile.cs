using AutoMapper;
using RunEvaluations.Application.Labels;

namespace RunEvaluations.Api.Labels;

internal sealed class LabelProfile : Profile
{
    public LabelProfile() => CreateMap<LabelView, LabelResponse>();
}
