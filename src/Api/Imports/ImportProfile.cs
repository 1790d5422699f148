using AutoMapper;
using RunEvaluations.Application.Imports;

namespace RunEvaluations.Api.Imports;

internal sealed class ImportProfile : Profile
{
    public ImportProfile()
    {
        CreateMap<ImportView, ImportResponse>();
        CreateMap<ImportView, ImportOutcomeResponse>().ForMember(r => r.Refusals, m => m.Ignore());
    }
}
