using RunEvaluations.Application.Evaluators;
using RunEvaluations.Application.Labels;
using RunEvaluations.Application.Runs;
using RunEvaluations.Domain.Evaluators;
using RunEvaluations.Domain.Labels;
using RunEvaluations.Domain.Runs;

namespace RunEvaluations.Application.Tests.Pipeline;

public sealed class ValidationBehaviorTests
{
    private readonly TheApplication app = new();

    [Fact]
    public async Task Every_wrong_field_is_named_with_every_reason()
    {
        var constraint = new ValueConstraint(EvaluationValueType.Binary, 0, 1, ["no", "yes"]);

        var error = (await app.Send(new CreateLabel(A.User, A.Text(201, " "), A.Text(10_001), constraint))).Error;

        Assert.Equal(
            new Dictionary<string, string[]>
            {
                ["name"] = ["must not be blank", "must have at most 200 characters"],
                ["description"] = ["must have at most 10000 characters"],
                ["min_value"] = ["is only allowed for a continuous label"],
                ["max_value"] = ["is only allowed for a continuous label"],
                ["categories"] = ["are only allowed for a categorical or ordinal label"],
            },
            error!.Fields);
        Assert.False(app.AskedAPort);
    }

    [Fact]
    public async Task The_sentence_speaks_of_the_fields_in_their_order()
    {
        var error = (await app.Send(new CreateEvaluator(A.User, "", null, EvaluatorKind.Code, []))).Error;

        Assert.Equal(
            "The request is not valid: name must not be blank; evaluation_label_ids must name 1 to 100 labels.",
            error?.Message);
    }

    [Fact]
    public async Task Fields_inside_the_content_of_a_run_are_named_from_the_top_of_the_body()
    {
        var content = new RunContent
        {
            Status = RunStatus.Failed,
            Metadata = A.Json(16_385),
            Result = new RunResult { Usage = new RunUsage { PromptTokens = -1, TotalTokens = -1 } },
        };

        var error = (await app.Send(new PutRun(A.User, A.Id(1), content))).Error;

        Assert.Equal(["metadata", "result.usage.prompt_tokens", "result.usage.total_tokens"], error!.Fields.Keys);
    }
}
