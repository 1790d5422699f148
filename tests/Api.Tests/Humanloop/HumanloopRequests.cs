namespace RunEvaluations.Api.Tests.Humanloop;

/// <summary>A request that an endpoint of /v5 takes, with names of <see cref="HumanloopWorld"/> in place of ids.</summary>
/// <param name="Scope">What it needs.</param>
/// <param name="Path">The path and query.</param>
/// <param name="Body">The body.</param>
internal sealed record HumanloopRequest(string Scope, string Path, string? Body = null);

internal static class HumanloopRequests
{
    private const string Read = "evaluations:read";
    private const string Write = "evaluations:write";
    private const string Labels = "labels:write";
    private const string Spec = """{"arguments_type":"target_free","return_type":"boolean","evaluator_type":"external"}""";

    /// <summary>By method and route, as the service itself has them. Those that delete stand last.</summary>
    public static readonly IReadOnlyDictionary<string, HumanloopRequest[]> All = new Dictionary<string, HumanloopRequest[]>
    {
        ["GET v5/evaluations"] = [new(Read, "/v5/evaluations?file_id=FLOW")],
        ["POST v5/evaluations"] =
        [
            new(Write, "/v5/evaluations", """{"name":"NEW_NAME","file":{"id":"FLOW"},"evaluators":[{"id":"EVALUATOR"}]}"""),
            new(Write, "/v5/evaluations", """{"evaluators":[{"version_id":"EVALUATOR_VERSION"}]}"""),
            new(Write, "/v5/evaluations", """{"file":{"path":"FLOW_PATH"},"evaluators":[]}"""),
        ],
        ["GET v5/evaluations/{id}"] = [new(Read, "/v5/evaluations/EVALUATION")],
        ["POST v5/evaluations/{id}/evaluators"] =
            [new(Write, "/v5/evaluations/EVALUATION/evaluators", """{"evaluators":[{"id":"EVALUATOR"}]}""")],
        ["GET v5/evaluations/{id}/stats"] = [new(Read, "/v5/evaluations/EVALUATION/stats")],
        ["GET v5/evaluations/{id}/logs"] = [new(Read, "/v5/evaluations/EVALUATION/logs?run_id=RUN")],
        ["GET v5/evaluations/{id}/runs"] = [new(Read, "/v5/evaluations/EVALUATION/runs")],
        ["POST v5/evaluations/{id}/runs"] =
        [
            new(Write, "/v5/evaluations/EVALUATION/runs",
                """{"dataset":{"id":"DATASET"},"version":{"version_id":"FLOW_VERSION"},"orchestrated":false}"""),
        ],
        ["POST v5/evaluations/{id}/runs/{runId}"] = [new(Write, "/v5/evaluations/EVALUATION/runs/OTHER_RUN")],
        ["PATCH v5/evaluations/{id}/runs/{runId}"] = [new(Write, "/v5/evaluations/EVALUATION/runs/RUN", """{"control":true}""")],
        ["POST v5/evaluations/{id}/runs/{runId}/logs"] =
            [new(Write, "/v5/evaluations/EVALUATION/runs/RUN/logs", """{"log_ids":["LOG"]}""")],
        ["POST v5/files/retrieve-by-path"] = [new(Read, "/v5/files/retrieve-by-path", """{"path":"FLOW_PATH"}""")],
        ["GET v5/files"] = [new(Read, "/v5/files?size=1000")],
        ["GET v5/{kind:files}"] = [new(Read, "/v5/flows?size=1000")],
        ["POST v5/{kind:files}"] =
        [
            new(Write, "/v5/flows", """{"id":"FLOW","attributes":{"v":3}}"""),
            new(Write, "/v5/prompts", """{"path":"NEW_NAME","model":"m"}"""),
        ],
        ["POST v5/evaluators"] = [new(Labels, "/v5/evaluators", $$$"""{"path":"NEW_NAME","spec":{{{Spec}}}}""")],
        ["POST v5/datasets"] =
            [new(Write, "/v5/datasets?version_id=DATASET_VERSION", """{"id":"DATASET","action":"add","datapoints":[]}""")],
        ["GET v5/{kind:files}/{id}"] =
        [
            new(Read, "/v5/flows/FLOW?version_id=OLD_VERSION"), new(Read, "/v5/datasets/DATASET?include_datapoints=true"),
        ],
        ["PATCH v5/{kind:files}/{id}"] = [new(Write, "/v5/flows/FLOW", """{"name":"NEW_NAME"}""")],
        ["GET v5/{kind:files}/{id}/versions"] = [new(Read, "/v5/flows/FLOW/versions")],
        ["PATCH v5/{kind:files}/{id}/versions/{versionId}"] =
            [new(Write, "/v5/flows/FLOW/versions/FLOW_VERSION", """{"name":"NEW_NAME"}""")],
        ["GET v5/datasets/{id}/datapoints"] = [new(Read, "/v5/datasets/DATASET/datapoints")],
        ["GET v5/{kind:files}/{id}/environments"] = [new(Read, "/v5/flows/FLOW/environments")],
        ["POST v5/{kind:files}/{id}/environments/{environmentId}"] =
            [new(Write, "/v5/flows/FLOW/environments/env_staging?version_id=FLOW_VERSION")],
        ["GET v5/logs"] = [new(Read, "/v5/logs?file_id=FLOW&version_id=FLOW_VERSION&id=LOG")],
        ["GET v5/logs/{id}"] = [new(Read, "/v5/logs/LOG")],
        ["PATCH v5/flows/logs/{id}"] = [new(Write, "/v5/flows/logs/LOG", """{"output":"another"}""")],
        ["PATCH v5/{kind:files}/{id}/log/{logId}"] = [new(Write, "/v5/prompts/PROMPT/log/PROMPT_LOG", """{"output":"another"}""")],
        ["POST v5/{kind:files}/log"] =
        [
            new(Write, "/v5/flows/log?version_id=FLOW_VERSION", """{"run_id":"RUN","source_datapoint_id":"DATAPOINT","output":"o"}"""),
            new(Write, "/v5/flows/log", """{"id":"FLOW","trace_parent_id":"LOG"}"""),
            new(Write, "/v5/prompts/log", """{"path":"NEW_NAME","prompt":{"model":"m"}}"""),
        ],
        ["POST v5/{kind:files}/call"] = [new(Write, "/v5/prompts/call", """{"id":"PROMPT"}""")],
        ["POST v5/evaluators/log"] =
            [new(Write, "/v5/evaluators/log?version_id=EVALUATOR_VERSION", """{"parent_id":"LOG","judgment":true}""")],
        ["POST v5/import/otel/v1/traces"] =
        [
            new(Write, "/v5/import/otel/v1/traces", """
                {"resourceSpans":[{"scopeSpans":[{"spans":[{"attributes":[
                  {"key":"humanloop.file.path","value":{"stringValue":"FLOW_PATH"}},
                  {"key":"humanloop.file.type","value":{"stringValue":"flow"}},
                  {"key":"humanloop.log.id","value":{"stringValue":"LOG"}},
                  {"key":"humanloop.log.run_id","value":{"stringValue":"RUN"}}]}]}]}]}
                """),
        ],
        ["DELETE v5/evaluations/{id}/evaluators/{evaluatorVersionId}"] =
            [new(Write, "/v5/evaluations/EVALUATION/evaluators/EVALUATOR_VERSION")],
        ["DELETE v5/evaluations/{id}/runs/{runId}"] = [new(Write, "/v5/evaluations/EVALUATION/runs/RUN")],
        ["DELETE v5/evaluations/{id}"] = [new(Write, "/v5/evaluations/EVALUATION")],
        ["DELETE v5/{kind:files}/{id}/environments/{environmentId}"] =
            [new(Write, "/v5/flows/FLOW/environments/env_production")],
        ["DELETE v5/{kind:files}/{id}/versions/{versionId}"] = [new(Write, "/v5/flows/FLOW/versions/OLD_VERSION")],
        ["DELETE v5/logs"] = [new(Write, "/v5/logs?id=LOG")],
        ["DELETE v5/{kind:files}/{id}"] = [new(Write, "/v5/flows/FLOW")],
    };
}
