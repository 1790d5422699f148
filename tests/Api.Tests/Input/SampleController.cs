using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using RunEvaluations.Api.Errors;
using RunEvaluations.Api.Input;
using RunEvaluations.Domain.Results;

namespace RunEvaluations.Api.Tests.Input;

// An action cannot be static, whether or not it uses the controller.
#pragma warning disable CA1822

[ApiController]
[Route("v1/sample")]
public sealed class SampleController(SampleJournal journal) : ControllerBase
{
    [HttpPost]
    public ActionResult<SampleRequest> Echo(SampleRequest request) => Kept(request);

    [HttpPost("large")]
    public ActionResult<LargeRequest> Large(LargeRequest request) => Kept(request);

    [HttpPost("list")]
    public ActionResult<IReadOnlyList<SamplePart>> Parts(IReadOnlyList<SamplePart> request) => Ok(Kept(request).Value);

    [HttpPost("batch")]
    public ActionResult<IEnumerable<string>> Together(Batch<PickyRequest> request) =>
        Ok(Kept(request).Value!.Make(item => item).Select(item => item.Error is { } error ? (object)error.Message : item.Value));

    [HttpPost("picky")]
    public ActionResult<PickyRequest> Picky(PickyRequest request) => Kept(request);

    [HttpPost("parts/{id}")]
    public ActionResult<SamplePart> Part(Guid id, SamplePart request, [FromQuery(Name = "dry_run")] bool dryRun = false) =>
        Kept(request);

    [HttpGet]
    public ActionResult<string> List(
        [FromQuery(Name = "experiment_id")] Guid? experimentId,
        [FromQuery(Name = "output_name")] string? outputName,
        [FromQuery] SampleState? state,
        [FromQuery(Name = "created_after")] DateTimeOffset? createdAfter,
        [FromQuery] bool? archived,
        [FromQuery] long? cursor,
        [FromQuery, Limit] int limit = 100)
    {
        var filters = $"{experimentId}|{outputName}|{state}|{createdAfter:O}|{archived}|{cursor}|{limit}";
        return new JsonResult(Kept(filters).Value);
    }

    [HttpGet("complex")]
    public ActionResult<SampleQuery> Complex([FromQuery] SampleQuery query) => Kept(query);

    [HttpGet("{id}")]
    public ActionResult<Guid> Get(Guid id) => Kept(id);

    [HttpGet("required")]
    public ActionResult<Guid> Required([FromQuery] Guid id) => Kept(id);

    [HttpGet("refused")]
    public ActionResult<SamplePart> Refused() =>
        Result<SamplePart>.Fail(new Error(ErrorKind.Refused, "value_out_of_range", "Quality takes 1 to 5; 6 was received.")
        {
            Facts = new Dictionary<string, object?>
            {
                ["label_id"] = new Guid("0198c0de-7a3b-7c4d-8e5f-0123456789ab"),
                ["label_name"] = "Qualität <b>",
                ["min_value"] = 1.0,
                ["max_value"] = null,
                ["categories"] = new[] { "yes", "no" },
                ["status"] = "running",
            },
        }).ToActionResult(part => Ok(part));

    [HttpGet("error/{kind}")]
    public ActionResult Fails(ErrorKind kind) =>
        Result<Done>.Fail(new Error(kind, "some_code", "Some sentence.")).ToActionResult(_ => NoContent());

    [HttpGet("empty/{status}")]
    public ActionResult Bare(int status) => StatusCode(status);

    [HttpGet("broken")]
    public ActionResult Broken() => throw new InvalidOperationException("inner words that nobody should see");

    [HttpGet("cancelled")]
    public ActionResult Cancelled() => throw new OperationCanceledException();

    [HttpGet("waiting")]
    public async Task<ActionResult> Waiting()
    {
        journal.Waiting.SetResult();
        try
        {
            await Task.Delay(Timeout.Infinite, HttpContext.RequestAborted);
        }
        finally
        {
            journal.Left.SetResult();
        }

        return Ok();
    }

    [HttpGet("begun")]
    public async Task Begun([FromQuery] bool answered = false)
    {
        await Response.WriteAsync("half of ");
        await Response.Body.FlushAsync();
        if (!answered)
            throw new InvalidOperationException("in the middle");

        await ErrorWriter.WriteAsync(HttpContext, 400, "too_late", "Too late.");
    }

    private ActionResult<T> Kept<T>(T request)
    {
        journal.Accepted();
        return request;
    }
}
