using AutoMapper;
using RunEvaluations.Application.ApiKeys;

namespace RunEvaluations.Api.ApiKeys;

internal sealed class ApiKeyProfile : Profile
{
    public ApiKeyProfile()
    {
        CreateMap<ApiKeyView, ApiKeyResponse>();

        // The secret is no part of a view: whoever makes the key adds it.
        CreateMap<ApiKeyView, CreatedApiKeyResponse>().ForMember(r => r.Secret, member => member.Ignore());
    }
}
