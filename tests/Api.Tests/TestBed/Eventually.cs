namespace RunEvaluations.Api.Tests.TestBed;

/// <summary>Waits for what has to come, however long that takes on a busy machine.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    public static async Task Is(Func<Task<bool>> come)
    {
        var began = TimeProvider.System.GetTimestamp();
        while (!await come())
        {
            Assert.True(TimeProvider.System.GetElapsedTime(began) < Limit, "What was waited for has not come.");
            await Task.Delay(TimeSpan.FromMilliseconds(20));
        }
    }
}
