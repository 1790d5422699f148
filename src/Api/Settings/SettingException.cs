namespace RunEvaluations.Api.Settings;

/// <summary>A setting is missing, unsafe or contradicts another: the service must not start.</summary>
/// <param name="setting">Its full name, such as <c>Authentication:Audience</c>.</param>
/// <param name="reason">The rest of the sentence that begins with the setting. Never its value, which may be secret.</param>
public sealed class SettingException(string setting, string reason) : Exception(OneLine($"Setting '{setting}' {reason}"))
{
    public string Setting { get; } = setting;

    private static string OneLine(string text) =>
        string.Concat(text.Select(c => char.IsControl(c) ? ' ' : c));
}
