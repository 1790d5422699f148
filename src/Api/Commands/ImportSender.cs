using System.Net;
using System.Net.Http.Headers;
using System.Runtime.CompilerServices;
using System.Text.Json;
using RunEvaluations.Api.Errors;
using RunEvaluations.Api.Imports;
using RunEvaluations.Domain.Imports;

namespace RunEvaluations.Api.Commands;

/// <summary>
/// Sends a file, and after a cut what the service has not taken of it, until all was taken or nothing has moved for a
/// while.
/// </summary>
internal sealed class ImportSender(
    HttpClient http, Guid id, ImportFormat format, Stream file, ImportProgress progress, TimeProvider time)
{
    private const int MostTriesWithoutProgress = 8;
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(15);

    private readonly string path = $"v1/evaluations/import/{id}";

    /// <exception cref="ImportFailedException">It cannot be taken, or not now.</exception>
    public async Task<ImportResponse> Send(CancellationToken cancellationToken)
    {
        // The first time all of it, also where something was taken before: the service then sees that it is the same file.
        var (from, tries) = (0L, 0);
        while (true)
        {
            var (import, trouble, pause) = await TrySend(from, cancellationToken);
            if (import is not null)
                return import;
            if (!file.CanSeek)
                throw new ImportFailedException($"{trouble} Standard input cannot be sent again; with --id {id} the whole of it can.");

            var taken = (await Stands(cancellationToken))?.Lines ?? 0;
            tries = taken > from ? 0 : tries + 1;
            if (tries == MostTriesWithoutProgress)
                throw new ImportFailedException($"{trouble} {taken} lines were taken; --id {id} goes on with it.");
            from = taken;
            progress.Cut(trouble!, taken);
            await Task.Delay(pause ?? PauseAfter(tries), time, cancellationToken);
        }
    }

    /// <summary>All that were refused, in their order.</summary>
    public async IAsyncEnumerable<RefusedLineResponse> Refusals(
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        for (var page = $"{path}/refusals?limit=1000"; page is not null;)
        {
            using var response = await http.GetAsync(page, cancellationToken);
            response.EnsureSuccessStatusCode();
            foreach (var refused in await Read<RefusedLineResponse[]>(response, cancellationToken))
                yield return refused;
            page = response.Headers.TryGetValues("Link", out var link) ? link.Single().Split('<', '>')[1] : null;
        }
    }

    private async Task<(ImportResponse? Import, string? Trouble, TimeSpan? Pause)> TrySend(
        long from, CancellationToken cancellationToken)
    {
        try
        {
            if (file.CanSeek)
                await Seek(from, cancellationToken);
            using var content = new StreamContent(new SentStream(file, progress));
            content.Headers.ContentType = new MediaTypeHeaderValue(
                ImportBodyAttribute.MediaTypes[format == ImportFormat.Csv ? 1 : 0]);
            var query = from == 0 ? "" : FormattableString.Invariant($"&first_line={from + 1}");
            using var request = new HttpRequestMessage(HttpMethod.Post, $"v1/evaluations/import?import_id={id}{query}");
            request.Content = content;
            using var response = await http.SendAsync(request, cancellationToken);
            if (response.IsSuccessStatusCode)
                return (await Read<ImportOutcomeResponse>(response, cancellationToken), null, null);

            var error = await Read<ErrorResponse>(response, cancellationToken);
            var mayPass = response.StatusCode is HttpStatusCode.TooManyRequests or HttpStatusCode.RequestTimeout
                || (int)response.StatusCode >= 500
                || error.Code == ImportErrors.Elsewhere(0).Code;
            return mayPass ? (null, error.Error, response.Headers.RetryAfter?.Delta) : throw new ImportFailedException(error.Error);
        }
        catch (Exception e) when (e is HttpRequestException or IOException or JsonException)
        {
            return (null, $"The connection was cut: {e.GetBaseException().Message}", null);
        }
    }

    /// <summary>Null where the service has taken nothing, or does not answer.</summary>
    private async Task<ImportResponse?> Stands(CancellationToken cancellationToken)
    {
        try
        {
            using var response = await http.GetAsync(path, cancellationToken);
            return response.IsSuccessStatusCode ? await Read<ImportResponse>(response, cancellationToken) : null;
        }
        catch (HttpRequestException)
        {
            return null;
        }
    }

    /// <summary>To where the line after so many begins.</summary>
    private async Task Seek(long lines, CancellationToken cancellationToken)
    {
        file.Seek(0, SeekOrigin.Begin);
        var block = new byte[128 * 1024];
        var at = 0L;
        while (lines > 0)
        {
            var read = await file.ReadAsync(block, cancellationToken);
            if (read == 0)
                break;
            var rest = block.AsMemory(0, read);
            while (lines > 0 && rest.Span.IndexOf((byte)'\n') is >= 0 and var feed)
            {
                rest = rest[(feed + 1)..];
                lines--;
            }

            at += lines == 0 ? read - rest.Length : read;
        }

        file.Seek(at, SeekOrigin.Begin);
        progress.SentFrom(at);
    }

    private static TimeSpan PauseAfter(int tries) =>
        TimeSpan.FromSeconds(Math.Min(LongestPause.TotalSeconds, 0.25 * Math.Pow(2, tries)));

    private static async Task<T> Read<T>(HttpResponseMessage response, CancellationToken cancellationToken) =>
        (await JsonSerializer.DeserializeAsync<T>(
            await response.Content.ReadAsStreamAsync(cancellationToken), ServiceOptions.Answers, cancellationToken))!;
}
