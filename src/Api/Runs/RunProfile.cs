using AutoMapper;
using RunEvaluations.Application.Runs;
using RunEvaluations.Domain.Runs;

namespace RunEvaluations.Api.Runs;

internal sealed class RunProfile : Profile
{
    public RunProfile()
    {
        CreateMap<RunView, RunResponse>();
        CreateMap<RunView, RunSummaryResponse>();
        CreateMap<RunResult, RunResultBody>();
        CreateMap<RunUsage, RunUsageBody>();
        CreateMap<RunFailure, RunErrorBody>();
    }
}
