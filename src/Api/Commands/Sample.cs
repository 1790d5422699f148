using MediatR;
using RunEvaluations.Application.Evaluations;
using RunEvaluations.Application.Evaluators;
using RunEvaluations.Application.Labels;
using RunEvaluations.Application.Runs;
using RunEvaluations.Domain.Evaluators;
using RunEvaluations.Domain.Labels;
using RunEvaluations.Domain.Results;
using RunEvaluations.Domain.Runs;
using RunEvaluations.Domain.Values;

namespace RunEvaluations.Api.Commands;

/// <summary>
/// A sample with a story in it: a support assistant answers six questions, with its prompt as it was and as somebody
/// would like it to be. Two people, a language model and a program judge the answers.
/// </summary>
internal sealed class Sample(IMediator mediator, UuidVersion7 ids, string accountId, CancellationToken cancellationToken)
{
    private static readonly string[] Tones = ["formal", "friendly", "curt"];
    private static readonly string[] Grades = ["useless", "partly helpful", "helpful", "complete"];

    private static readonly Answer[] Answers =
    [
        new("How do I reset my password?", "Use the reset link.", 1, 6, 2, 1,
            "Choose 'Forgot password' on the sign-in page; the link we mail you works for an hour.", 1, 9, 1, 3),
        new("Can I export my data?", "Yes.", 1, 4, 2, 1,
            "Yes: Settings, Privacy, Export. You get a ZIP file within a day.", 1, 9, 1, 3),
        new("Do you support SSO?", "No.", 0, 2, 2, 0,
            "Yes, with SAML and OIDC, on the Business plan.", 1, 8, 0, 3),
        new("How do I cancel?", "Write to support and we will see.", 0, 3, 0, 1,
            "Settings, Billing, Cancel. You keep access until the period ends.", 1, 9, 1, 3),
        new("Is there a student discount?", "There is a 50 % discount for students.", 1, 8, 1, 2,
            "Students pay half. Show a valid card once a year.", 1, 8, 1, 3),
        new("Where is my data stored?", "In the EU, in Frankfurt.", 1, 8, 0, 3,
            "On servers near you, wherever you are.", 0, 4, 1, 1),
    ];

    private readonly Caller ada = Caller.User(accountId, "ada");
    private readonly Caller grace = Caller.User(accountId, "grace");

    public async Task<bool> HasLabels() => (await Send(new ListLabels(ada, true, 1, null))).Items.Count > 0;

    public async Task Fill()
    {
        var accurate = await Label("Factual accuracy", "Is everything true?", new(EvaluationValueType.Binary));
        var quality = await Label(
            "Quality", "From 1, unusable, to 10, could not be better.", new(EvaluationValueType.Continuous, 1, 10));
        var tone = await Label("Tone", null, new(EvaluationValueType.Categorical, Categories: Tones));
        var help = await Label("Helpfulness", null, new(EvaluationValueType.Ordinal, Categories: Grades));
        var judge = await Evaluator("Accuracy judge", EvaluatorKind.Llm, [accurate, quality]);
        var checker = await Evaluator("Tone check", EvaluatorKind.Code, [tone]);

        var (baseline, candidate) = (ids.Next(), ids.Next());
        foreach (var answer in Answers)
        {
            var before = await Run(baseline, "baseline", answer.Question, answer.Before);
            await Judge(before, answer.TrueBefore, answer.QualityBefore, answer.ToneBefore, answer.HelpBefore);
            var after = await Run(candidate, "candidate", answer.Question, answer.After);
            await Judge(after, answer.TrueAfter, answer.QualityAfter, answer.ToneAfter, answer.HelpAfter);
        }

        async Task Judge(Guid run, double isTrue, double score, double toneIndex, double grade)
        {
            // People agree on facts and differ a little on quality; the model is generous.
            foreach (var (author, off) in new[] { (ada, 0.0), (grace, score > 5 ? -1.0 : 1.0) })
            {
                await Record(author, run, accurate, isTrue);
                await Record(author, run, quality, score + off);
                await Record(author, run, help, grade);
            }

            await Record(judge, run, accurate, 1, confidence: isTrue > 0 ? 0.97 : 0.55);
            await Record(judge, run, quality, Math.Min(10, score + 1), comment: "Clear, and answers what was asked.");
            await Record(checker, run, tone, toneIndex);
        }
    }

    private async Task<Guid> Label(string name, string? description, ValueConstraint constraint) =>
        (await Send(new CreateLabel(ada, name, description, constraint))).Id;

    private async Task<Caller> Evaluator(string name, EvaluatorKind kind, Guid[] labels) =>
        Caller.Evaluator(accountId, (await Send(new CreateEvaluator(ada, name, null, kind, labels))).Id);

    private async Task<Guid> Run(Guid experiment, string prompt, string question, string answer)
    {
        var content = new RunContent
        {
            Status = RunStatus.Completed,
            ExperimentId = experiment,
            Result = new RunResult { Outputs = Json(new() { ["answer"] = answer }) },
            Metadata = Json(new() { ["prompt"] = prompt, ["question"] = question }),
        };
        return (await Send(new CreateRun(ada, null, content))).Id;
    }

    private Task Record(
        Caller author, Guid run, Guid label, double value, double? confidence = null, string? comment = null) =>
        Send(new CreateEvaluation
        {
            Caller = author,
            RunId = run,
            EvaluationLabelId = label,
            Value = value,
            OutputName = "answer",
            Confidence = confidence,
            Comment = comment,
        });

    private async Task<T> Send<T>(IRequest<Result<T>> request) => (await mediator.Send(request, cancellationToken)).Value;

    private static JsonObjectText Json(Dictionary<string, string> members) =>
        new(System.Text.Json.JsonSerializer.Serialize(members, Api.Json.WireJson.Options));

    private sealed record Answer(
        string Question,
        string Before,
        double TrueBefore,
        double QualityBefore,
        double ToneBefore,
        double HelpBefore,
        string After,
        double TrueAfter,
        double QualityAfter,
        double ToneAfter,
        double HelpAfter);
}
