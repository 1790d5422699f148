using RunEvaluations.Api.Settings;

namespace RunEvaluations.Api.Hosting;

internal static class SettingsReading
{
    /// <summary>Reads a section of the settings; what cannot be read, or is not a setting, stops the start.</summary>
    public static T Read<T>(this IConfiguration configuration, string section)
        where T : new()
    {
        try
        {
            return configuration.GetSection(section).Get<T>(o => o.ErrorOnUnknownConfiguration = true) ?? new T();
        }
        catch (InvalidOperationException e)
        {
            throw new SettingException(section, $"cannot be read: {(e.InnerException ?? e).Message}");
        }
    }
}
