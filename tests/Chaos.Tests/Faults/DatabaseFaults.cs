namespace RunEvaluations.Chaos.Tests.Faults;

internal static class DatabaseFaults
{
    private const string TerminateAll =
        "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'RunEvaluations'";

    public static readonly IReadOnlyList<Fault> All =
    [
        new(
            "database killed with -9",
            Place.Database,
            async (site, hold) =>
            {
                site.Server.Kill();
                await Task.Delay(hold);
            },
            site => site.DatabaseServes()),
        new(
            "its connections terminated",
            Place.Database,
            (site, hold) => Fault.Repeat(hold, () => site.Server.Execute(TerminateAll)),
            _ => Task.CompletedTask),
        new(
            "database frozen",
            Place.Database,
            async (site, hold) =>
            {
                site.Server.Freeze();
                await Task.Delay(hold);
            },
            site =>
            {
                site.Server.Thaw();
                return Task.CompletedTask;
            }),
        new(
            "database read-only",
            Place.Database,
            async (site, hold) =>
            {
                await site.Server.Execute("alter system set default_transaction_read_only = on");
                await site.Server.Execute("select pg_reload_conf()");
                await Task.Delay(hold);
            },
            async site =>
            {
                await site.Server.Execute("alter system reset default_transaction_read_only");
                await site.Server.Execute("select pg_reload_conf()");
                await site.DatabaseServes();
            }),
    ];
}
