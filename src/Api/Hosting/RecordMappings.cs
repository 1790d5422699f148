using System.Reflection;
using AutoMapper;
using AutoMapper.Configuration;

namespace RunEvaluations.Api.Hosting;

/// <summary>
/// Profiles that map records. For every type with a generic interface, which each record has, AutoMapper 8 closes the
/// extension methods of <see cref="Enumerable"/> over it; since .NET 7 some of them refuse that (dotnet/runtime#69119)
/// and no mapping can be made. Views need none of those methods, so none are offered.
/// </summary>
internal sealed class RecordMappings : MapperConfigurationExpression, IProfileConfiguration
{
    /// <summary>A mapper with every profile of the assembly.</summary>
    public static IMapper Of(Assembly assembly)
    {
        var mappings = new RecordMappings();
        mappings.AllowNullCollections = true;
        mappings.AddProfiles(assembly);
        return new MapperConfiguration(mappings).CreateMapper();
    }

    IEnumerable<MethodInfo> IProfileConfiguration.SourceExtensionMethods => [];
}
