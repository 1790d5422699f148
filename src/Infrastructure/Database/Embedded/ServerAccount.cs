namespace RunEvaluations.Infrastructure.Database.Embedded;

/// <summary>
/// The user that the server runs as. PostgreSQL refuses root, so that root starts it as somebody else; everybody else
/// starts it as themselves.
/// </summary>
/// <param name="UserName">Null for our own user.</param>
internal sealed record ServerAccount(string? UserName)
{
    private const string Users = "/etc/passwd";

    private static readonly string[] Candidates = ["postgres", "nobody"];

    /// <summary>The account to make a new cluster with, or the one that owns the existing cluster.</summary>
    public static async Task<ServerAccount> ChooseAsync(ServerPaths paths, CancellationToken cancellationToken)
    {
        if (!Environment.IsPrivilegedProcess)
            return new ServerAccount(UserName: null);

        var known = File.ReadLines(Users).Select(line => line.Split(':')[0]).ToHashSet();
        var accounts = Candidates.Where(known.Contains).Select(name => new ServerAccount(name)).ToList();
        if (accounts.Count == 0)
            throw new StartupException(
                "PostgreSQL does not run as root, and there is neither a user postgres nor nobody to run it as: "
                + "start the service as another user, or set ConnectionStrings:RunEvaluations.");

        PrivateFiles.LetOthersPass(paths.Root);
        await accounts[0].RequireWayToAsync(paths.Root, cancellationToken).ConfigureAwait(false);
        if (!File.Exists(paths.VersionFile))
            return accounts[0];

        foreach (var account in accounts)
        {
            var owns = await account.ShellAsync("[ -O \"$1\" ]", [paths.Home], cancellationToken).ConfigureAwait(false);
            if (owns.Succeeded)
                return account;
        }

        throw new StartupException(
            $"The database in {paths.Home} belongs to none of {string.Join(", ", accounts.Select(a => a.UserName))}, "
            + "as which root starts PostgreSQL: start the service as the owner, "
            + "or set Embedded:DataDirectory to another directory.");
    }

    /// <summary>Hands files that root has made to the account; the last must be the directory of the others.</summary>
    public async Task GiveAsync(IReadOnlyList<string> files, CancellationToken cancellationToken)
    {
        if (UserName is null)
            return;

        var result = await ExternalProgram.RunAsync("chown", ["-h", $"{UserName}:", .. files], null, cancellationToken)
            .ConfigureAwait(false);
        if (!result.Succeeded)
            throw new StartupException(
                $"{files[^1]} cannot be given to the user {UserName}, as whom root starts PostgreSQL "
                + $"(set Embedded:DataDirectory to another directory): {result.Error.Trim().ReplaceLineEndings(" ")}");
    }

    public Task<ProgramResult> RunAsync(
        string program, IEnumerable<string> arguments, CancellationToken cancellationToken) =>
        ExternalProgram.RunAsync(program, arguments, UserName, cancellationToken);

    /// <summary>Runs a script of the POSIX shell as the account.</summary>
    public Task<ProgramResult> ShellAsync(
        string script, IEnumerable<string> arguments, CancellationToken cancellationToken) =>
        RunAsync("/bin/sh", ["-c", script, "sh", .. arguments], cancellationToken);

    private async Task RequireWayToAsync(string directory, CancellationToken cancellationToken)
    {
        var way = new Stack<string>();
        for (var at = directory; at is not null; at = Path.GetDirectoryName(at))
            way.Push(at);

        const string FirstClosed = "for at; do [ -x \"$at\" ] || { printf %s \"$at\"; exit 1; }; done";
        var result = await ShellAsync(FirstClosed, way, cancellationToken).ConfigureAwait(false);
        if (!result.Succeeded)
            throw new StartupException(
                $"The data directory {directory} cannot be reached by the user {UserName}, as whom root starts "
                + $"PostgreSQL, because {result.Output} is closed to it: open that one (chmod o+x), "
                + "or set Embedded:DataDirectory to another directory.");
    }
}
