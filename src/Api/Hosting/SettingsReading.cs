using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Reflection;
using RunEvaluations.Api.Settings;

namespace RunEvaluations.Api.Hosting;

internal static class SettingsReading
{
    private const BindingFlags Settable = BindingFlags.Public | BindingFlags.Instance | BindingFlags.IgnoreCase;

    /// <summary>
    /// Reads a section of the settings. What is not a setting (a misspelt name would leave the default in force),
    /// cannot be read, or is out of the range of its <see cref="RangeAttribute"/>, stops the start.
    /// </summary>
    /// <exception cref="SettingException">Names the one setting, not only the section.</exception>
    public static T Read<T>(this IConfiguration configuration, string section)
        where T : new()
    {
        var given = configuration.GetSection(section);
        foreach (var setting in given.GetChildren())
            Check(setting, typeof(T));
        return given.Get<T>() ?? new T();
    }

    private static void Check(IConfigurationSection setting, Type section)
    {
        if (section.GetProperty(setting.Key, Settable) is not { } property)
            throw new SettingException(
                setting.Path,
                $"is unknown; there is {string.Join(", ", section.GetProperties().Select(p => p.Name))}.");

        var type = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
        var isList = type.IsAssignableTo(typeof(IEnumerable<string>));
        if (isList ? setting.Value is { Length: > 0 } : setting.GetChildren().Any())
            throw new SettingException(setting.Path, $"must be {Kind(type, setting.Path)}.");

        var range = property.GetCustomAttribute<RangeAttribute>();
        if (!TryRead(setting, type, out var value) || (value is not null && range?.IsValid(value) == false))
            throw new SettingException(setting.Path, $"must be {Kind(type, setting.Path)}{Limits(range)}.");
    }

    private static bool TryRead(IConfigurationSection setting, Type type, out object? value)
    {
        try
        {
            value = setting.Get(type);
            return true;
        }
        catch (InvalidOperationException)
        {
            value = null;
            return false;
        }
    }

    private static string Kind(Type type, string path) => type switch
    {
        _ when type == typeof(bool) => "true or false",
        _ when type == typeof(int) => "a whole number",
        _ when type == typeof(TimeSpan) => "a time as hours:minutes:seconds",
        _ when type == typeof(string) => "one value",
        _ when type.IsEnum => $"one of {string.Join(", ", Enum.GetNames(type))}",
        _ => $"a list, given as '{path}:0', '{path}:1' and so on",
    };

    private static string Limits(RangeAttribute? range) => range is null
        ? ""
        : string.Create(CultureInfo.InvariantCulture, $" from {range.Minimum} to {range.Maximum}");
}
