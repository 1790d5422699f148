using System.CommandLine;
using System.Net.Http.Headers;
using System.Text.Json;
using RunEvaluations.Api.Statistics;

namespace RunEvaluations.Api.Commands;

/// <summary>Asks a service, here or elsewhere, whether a gate is passed: for pipelines, which look at the exit code.</summary>
internal static class GateCommand
{
    private const int NotPassed = 1;
    private const int NotDecided = 2;

    private static readonly Argument<string> File = new("FILE")
    {
        Description = "The gate, as POST /v1/gate takes it; or - for standard input.",
    };

    private static readonly Option<bool> Json = new("--json") { Description = "Print the answer as JSON." };

    public static Command Create()
    {
        var command = new Command("gate", "Check a gate: exit code 0 where it is passed, 1 where not, 2 where that cannot be said.")
        {
            File, ServiceOptions.Url, ServiceOptions.Key, ServiceOptions.Token, Json,
        };
        command.Validators.Add(ServiceOptions.NeedCredential);
        command.SetAction(Run);
        return command;
    }

    private static async Task<int> Run(ParseResult parsed, CancellationToken cancellationToken)
    {
        using var http = ServiceOptions.Connect(parsed);
        try
        {
            var answer = await Ask(http, parsed.GetRequiredValue(File), cancellationToken);
            if (JsonSerializer.Deserialize<GateResponse>(answer, ServiceOptions.Answers) is not { } gate)
                return await Fail("the answer is empty");
            if (parsed.GetValue(Json))
                Console.WriteLine(answer);
            else
                Tell(gate);
            return gate.Passed ? 0 : NotPassed;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or HttpRequestException or JsonException)
        {
            return await Fail(e.Message);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return await Fail("it was stopped");
        }
    }

    private static async Task<string> Ask(HttpClient http, string name, CancellationToken cancellationToken)
    {
        await using var file = name == "-" ? Console.OpenStandardInput() : System.IO.File.OpenRead(name);
        using var content = new StreamContent(file);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        using var response = await http.PostAsync(new Uri("v1/gate", UriKind.Relative), content, cancellationToken);
        var body = await response.Content.ReadAsStringAsync(cancellationToken);
        return response.IsSuccessStatusCode
            ? body
            : throw new HttpRequestException($"the service answered {(int)response.StatusCode}: {body}");
    }

    private static void Tell(GateResponse gate)
    {
        foreach (var condition in gate.Conditions)
            Console.WriteLine(
                $"{(condition.Passed ? "passed" : "FAILED")}  {FigureTable.Name(condition.Condition)} of "
                + $"'{condition.EvaluationLabelName}'. {condition.Reason}");
        Console.WriteLine(gate.Passed
            ? "The gate is passed."
            : $"The gate is not passed: {gate.Conditions.Count(c => !c.Passed)} of {gate.Conditions.Count} conditions failed.");
    }

    private static async Task<int> Fail(string reason)
    {
        await Console.Error.WriteLineAsync($"The gate could not be checked: {reason}");
        return NotDecided;
    }
}
