using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using System.Threading.Channels;

namespace RunEvaluations.Api.Tests.TestBed;

/// <summary>How a program ended, and all that it wrote.</summary>
public sealed record ProgramEnd(int ExitCode, string Output, string Error);

/// <summary>The program as an operator starts it. It is killed when this is disposed of.</summary>
public sealed partial class ProgramProcess : IAsyncDisposable
{
    /// <summary>Where to look for what the machine has; no setting of the service gets in by chance.</summary>
    private static readonly string[] KeptVariables = ["PATH", "HOME", "TMPDIR", "DOTNET_ROOT"];

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);
    private static readonly string Executable = Path.Combine(AppContext.BaseDirectory, "RunEvaluations.Api.dll");

    private readonly Process process;
    private readonly Channel<string> lines = Channel.CreateUnbounded<string>();
    private readonly StringBuilder seen = new();
    private readonly Task output;
    private readonly Task<string> error;

    private ProgramProcess(Process process)
    {
        this.process = process;
        output = ReadAsync();
        error = process.StandardError.ReadToEndAsync();
    }

    /// <summary>Where it listens, once <see cref="Serve"/> has seen it say so.</summary>
    public Uri Address { get; private set; } = new("http://127.0.0.1");

    public string Output
    {
        get
        {
            lock (seen)
                return seen.ToString();
        }
    }

    public static ProgramProcess Start(
        ProgramDirectory directory, IEnumerable<string> arguments, params (string Name, string Value)[] environment) =>
        new(StartUnread(directory, arguments, environment));

    /// <summary>The same, and nobody reads what it writes: it is the caller's to kill and to dispose of.</summary>
    public static Process StartUnread(
        ProgramDirectory directory, IEnumerable<string> arguments, params (string Name, string Value)[] environment)
    {
        var dotnet = Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet";
        var start = new ProcessStartInfo(dotnet, [Executable, .. arguments])
        {
            WorkingDirectory = directory.Working,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var name in start.Environment.Keys.Except(KeptVariables).ToList())
            start.Environment.Remove(name);
        start.Environment["XDG_DATA_HOME"] = directory.Working;
        start.Environment["DOTNET_ENVIRONMENT"] = "Development";
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        return Process.Start(start)!;
    }

    /// <summary>Runs a command to its end.</summary>
    public static async Task<ProgramEnd> Run(
        ProgramDirectory directory, IEnumerable<string> arguments, params (string Name, string Value)[] environment)
    {
        await using var program = Start(directory, arguments, environment);
        return await program.End();
    }

    /// <summary>Serves on a free port, with its data in the directory.</summary>
    public static async Task<ProgramProcess> Serve(ProgramDirectory directory, params string[] settings)
    {
        var program = Start(
            directory, ["--urls=http://127.0.0.1:0", $"--Embedded:DataDirectory={directory.Data}", .. settings]);
        try
        {
            var line = await program.Line(text => Listening().IsMatch(text));
            program.Address = new Uri(Listening().Match(line).Groups[1].Value);
            return program;
        }
        catch
        {
            await program.DisposeAsync();
            throw;
        }
    }

    /// <summary>The next line of its standard output that fits.</summary>
    public async Task<string> Line(Predicate<string> fits)
    {
        using var limit = new CancellationTokenSource(Limit);
        await foreach (var line in lines.Reader.ReadAllAsync(limit.Token))
            if (fits(line))
                return line;
        throw new InvalidOperationException($"The program has ended: {Output}{await error}");
    }

    /// <param name="name">Such as TERM.</param>
    public async Task Signal(string name)
    {
        using var kill = Process.Start("kill", [$"-{name}", process.Id.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync();
    }

    public async Task<ProgramEnd> End()
    {
        using var limit = new CancellationTokenSource(Limit);
        await process.WaitForExitAsync(limit.Token);
        await output;
        return new ProgramEnd(process.ExitCode, Output, await error);
    }

    public async Task<ProgramEnd> Stop(string signal = "TERM")
    {
        await Signal(signal);
        return await End();
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
            process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
    }

    private async Task ReadAsync()
    {
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            lock (seen)
                seen.AppendLine(line);
            lines.Writer.TryWrite(line);
        }

        lines.Writer.Complete();
    }

    [GeneratedRegex(@"[Ll]isten(?:s|ing) on \D*?(http://127\.0\.0\.1:\d+)")]
    private static partial Regex Listening();
}
