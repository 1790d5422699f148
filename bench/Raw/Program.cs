// The reference of bench/run: get and create as a minimal API with hand-written Npgsql, and nothing else. The same tables,
// role, statements and tokens as the service; no layers, no limits, no log of requests.
// Settings: urls, ConnectionStrings:RunEvaluations, Jwt:Algorithm, Jwt:Key (file: a secret in base64, or PEM).
using System.Security.Claims;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.IdentityModel.Tokens;
using Npgsql;
using RunEvaluations.Raw;

var builder = WebApplication.CreateSlimBuilder(args);
var settings = builder.Configuration;
builder.Logging.SetMinimumLevel(LogLevel.Warning);
builder.WebHost.UseKestrel(server => server.AddServerHeader = false);
builder.Services.ConfigureHttpJsonOptions(json =>
{
    json.SerializerOptions.TypeInfoResolverChain.Insert(0, WireJson.Default);
    json.SerializerOptions.PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower;
    json.SerializerOptions.UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow;
    json.SerializerOptions.Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;
});

// What the service sets as well, but for the pool: half as many connections are the better choice here.
builder.Services.AddSingleton(NpgsqlDataSource.Create(
    "Max Auto Prepare=20;Auto Prepare Min Usages=2;No Reset On Close=true;Maximum Pool Size=32;"
    + settings["ConnectionStrings:RunEvaluations"]));
builder.Services.AddSingleton<Evaluations>();

builder.Services.AddAuthorization();
builder.Services.AddAuthentication(JwtBearerDefaults.AuthenticationScheme).AddJwtBearer(options =>
{
    options.ReadTokensQuickly();
    options.TokenValidationParameters = new TokenValidationParameters
    {
        ValidIssuer = "run-evaluations",
        ValidAudience = "run-evaluations",
        IssuerSigningKey = SigningKey.Read(settings["Jwt:Algorithm"]!, settings["Jwt:Key"]!),
    };
});

var app = builder.Build();
app.UseAuthentication();
app.UseAuthorization();

var run = app.MapGroup("/v1/run/{run:guid}").RequireAuthorization();

run.MapGet("/evaluation/{id:guid}", async (
    Guid run, Guid id, ClaimsPrincipal caller, HttpResponse response, Evaluations evaluations, CancellationToken stop) =>
{
    if (await evaluations.Get(caller.Account(), run, id, stop) is not var (evaluation, tag))
        return Results.NotFound();
    response.Headers.ETag = $"\"{tag}\"";
    return Results.Json(evaluation);
});

run.MapPost("/evaluations", async (
    Guid run, NewEvaluation body, ClaimsPrincipal caller, HttpResponse response, Evaluations evaluations, CancellationToken stop) =>
{
    if (body.Refusal() is { } reason)
        return Results.BadRequest(reason);
    var (status, written) = await evaluations.Create(caller.Account(), caller.FindFirstValue("sub"), run, body, stop);
    if (written is not var (evaluation, tag))
        return Results.StatusCode(status);
    response.Headers.ETag = $"\"{tag}\"";
    response.Headers.Location = $"/v1/run/{run}/evaluation/{evaluation.Id}";
    return Results.Json(evaluation, statusCode: status);
});

app.Run();
