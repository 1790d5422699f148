using System.CommandLine;
using System.Text.Json;
using RunEvaluations.Api.Imports;
using RunEvaluations.Api.Input;
using RunEvaluations.Api.Json;
using RunEvaluations.Domain.Imports;
using RunEvaluations.Domain.Values;

namespace RunEvaluations.Api.Commands;

/// <summary>Sends a file of evaluations to a service, here or elsewhere, over its API.</summary>
internal static class ImportCommand
{
    private const int Failed = 2;
    private const int ShownRefusals = 20;

    private static readonly Argument<string> File = new("FILE") { Description = "The file, or - for standard input." };
    private static readonly Option<Guid?> Id = new("--id")
    {
        Description = "The id of the import, to go on with one or to be able to; a new one unless given.",
        CustomParser = argument =>
        {
            if (UuidText.TryParse(argument.Tokens[0].Value, out var id))
                return id;
            argument.AddError("--id must be a UUID.");
            return null;
        },
    };

    private static readonly Option<ImportFormat?> Format = new("--format") { Description = "ndjson or csv; by the file's extension unless given." };
    private static readonly Option<FileInfo> Refusals = new("--refusals") { Description = "A file for all refused lines, as NDJSON." };

    public static Command Create()
    {
        var command = new Command("import", "Send a file of evaluations, NDJSON or CSV, and go on by itself where it is cut.")
        {
            File, ServiceOptions.Url, ServiceOptions.Key, ServiceOptions.Token, Id, Format, Refusals,
        };
        command.Validators.Add(result =>
        {
            if (result.GetValue(File) is { } file && result.GetValue(Format) is null && FormatOf(file) is null)
                result.AddError("--format must say whether it is ndjson or csv: the file's extension does not.");
        });
        command.Validators.Add(ServiceOptions.NeedCredential);
        command.SetAction(Run);
        return command;
    }

    private static async Task<int> Run(ParseResult parsed, CancellationToken cancellationToken)
    {
        var name = parsed.GetRequiredValue(File);
        var id = parsed.GetValue(Id) ?? new UuidVersion7(TimeProvider.System).Next();
        using var http = ServiceOptions.Connect(parsed);
        try
        {
            await using var file = name == "-" ? Console.OpenStandardInput() : System.IO.File.OpenRead(name);
            var format = parsed.GetValue(Format) ?? FormatOf(name)!.Value;
            var progress = new ImportProgress(Console.Out, file.CanSeek ? file.Length : null, !Console.IsOutputRedirected);
            var sender = new ImportSender(http, id, format, file, progress, TimeProvider.System);
            var import = await sender.Send(cancellationToken);
            progress.End();
            await Report(sender, import, parsed.GetValue(Refusals), cancellationToken);
            return import.Refused == 0 ? 0 : 1;
        }
        catch (Exception e) when (e is ImportFailedException or IOException or UnauthorizedAccessException or HttpRequestException)
        {
            await Console.Error.WriteLineAsync($"The import {id} has failed: {e.Message}");
            return Failed;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            await Console.Error.WriteLineAsync($"The import was stopped; --id {id} goes on with it.");
            return Failed;
        }
    }

    private static async Task Report(
        ImportSender sender, ImportResponse import, FileInfo? output, CancellationToken cancellationToken)
    {
        Console.WriteLine(FormattableString.Invariant($"""
            Import {import.Id}: {import.Lines} lines taken, {import.Created} evaluations recorded, {import.Refused} lines refused, {import.Blank} blank.
            """));
        if (import.Refused == 0)
            return;

        await using var all = output?.CreateText();
        var shown = 0;
        await foreach (var refused in sender.Refusals(cancellationToken))
        {
            if (shown++ < ShownRefusals)
                Console.WriteLine(FormattableString.Invariant($"line {refused.Line}: {refused.Error}"));
            if (all is not null)
                await all.WriteLineAsync(JsonSerializer.Serialize(refused, WireJson.Options));
            else if (shown > ShownRefusals)
                break;
        }

        if (import.Refused > ShownRefusals)
            Console.WriteLine(FormattableString.Invariant($"… and {import.Refused - ShownRefusals} more{(all is null ? "; --refusals FILE has them all" : "")}."));
    }

    private static ImportFormat? FormatOf(string file) => Path.GetExtension(file).ToLowerInvariant() switch
    {
        ".csv" => ImportFormat.Csv,
        ".ndjson" or ".jsonl" => ImportFormat.Ndjson,
        _ => null,
    };
}
