using AutoMapper;
using RunEvaluations.Application.ApiKeys;

namespace RunEvaluations.Api.ApiKeys;

internal sealed class ApiKeyProfile : Profile
{
    public ApiKeyProfile()
    {
        CreateMap<ApiKeyView, ApiKeyResponse>().ForMember(r => r.User, member => member.MapFrom(k => k.UserId));

        // The secret is no part of a view: whoever makes the key adds it.
        CreateMap<ApiKeyView, CreatedApiKeyResponse>()
            .ForMember(r => r.User, member => member.MapFrom(k => k.UserId))
            .ForMember(r => r.Secret, member => member.Ignore());
    }
}
