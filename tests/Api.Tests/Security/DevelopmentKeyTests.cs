using RunEvaluations.Api.Security;
using RunEvaluations.Api.Settings;

namespace RunEvaluations.Api.Tests.Security;

public sealed class DevelopmentKeyTests : IDisposable
{
    private readonly TemporaryDirectory directory = new();

    private string KeyFile => Path.Combine(directory.Path, DevelopmentKey.FileName);

    public void Dispose() => directory.Dispose();

    [Fact]
    public void The_key_is_made_once_and_kept()
    {
        var key = DevelopmentKey.ReadOrCreate(directory.Path);
        Assert.Equal(32, key.Length);
        Assert.Equal(key, DevelopmentKey.ReadOrCreate(directory.Path));
        Assert.Equal(Convert.ToBase64String(key), File.ReadAllText(KeyFile).TrimEnd());
        Assert.Equal([KeyFile], Directory.GetFiles(directory.Path));
    }

    [Fact]
    public void The_key_and_a_directory_made_for_it_are_closed_to_others()
    {
        var deeper = Path.Combine(directory.Path, "a", "b");
        DevelopmentKey.ReadOrCreate(deeper);
        if (OperatingSystem.IsWindows())
            return;
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(deeper, DevelopmentKey.FileName)));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(deeper));
    }

    [Fact]
    public async Task Of_many_that_start_at_once_the_first_one_makes_the_key_and_all_have_it()
    {
        using var start = new Barrier(16);
        var keys = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Task.Factory.StartNew(
            () =>
            {
                start.SignalAndWait();
                return Convert.ToBase64String(DevelopmentKey.ReadOrCreate(directory.Path));
            },
            CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default)));
        Assert.Single(keys.Distinct());
    }

    [Fact]
    public void An_empty_file_left_by_a_start_that_was_cut_short_gets_a_key()
    {
        File.WriteAllText(KeyFile, "");
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(KeyFile, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        Assert.Equal(DevelopmentKey.ReadOrCreate(directory.Path), DevelopmentKey.ReadOrCreate(directory.Path));
    }

    [Theory]
    [InlineData("not base64")]
    [InlineData("AAAA")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    public void A_damaged_file_is_refused_and_left_as_it_is(string text)
    {
        File.WriteAllText(KeyFile, text);
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(KeyFile, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        var refused = Assert.Throws<SettingException>(() => DevelopmentKey.ReadOrCreate(directory.Path));
        Assert.Contains("damaged", refused.Message, StringComparison.Ordinal);
        Assert.Equal(text, File.ReadAllText(KeyFile));
    }

    [Fact]
    public void A_file_that_others_can_read_is_refused()
    {
        if (OperatingSystem.IsWindows())
            return;
        DevelopmentKey.ReadOrCreate(directory.Path);
        File.SetUnixFileMode(KeyFile, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.OtherRead);
        Assert.Throws<SettingException>(() => DevelopmentKey.ReadOrCreate(directory.Path));
    }

    [Fact]
    public void A_file_in_place_of_the_directory_is_refused_with_the_setting_named()
    {
        var file = directory.File("file", "");
        var refused = Assert.Throws<SettingException>(() => DevelopmentKey.ReadOrCreate(file));
        Assert.Equal("Authentication:DevelopmentKey", refused.Setting);
    }
}
