namespace RunEvaluations.Api.Tests.Isolation;

/// <summary>
/// A request that each endpoint takes, with names of <see cref="World"/> in place of ids. What has an id, a cursor or
/// an ETag has it here: <see cref="EndpointMatrixTests"/> asks about each with one's own, another's and nobody's.
/// </summary>
internal sealed record Sample(string Path, string? Body = null, string? Header = null, bool IsNdjson = false)
{
    /// <summary>By method and route, as the service itself has them; a GET stands for its HEAD too.</summary>
    public static readonly IReadOnlyDictionary<string, Sample[]> All = new Dictionary<string, Sample[]>
    {
        ["GET v1/runs"] = [new("/v1/runs?experiment_id=EXPERIMENT&limit=1"), new("/v1/runs?after=RUNCURSOR")],
        ["POST v1/runs"] = [new("/v1/runs", """{"id":"RUN","experiment_id":"EXPERIMENT","status":"failed","result":{"id":"RUN"}}""")],
        ["GET v1/run/{id}"] = [new("/v1/run/RUN")],
        ["PUT v1/run/{id}"] = [new("/v1/run/RUN", """{"experiment_id":"EXPERIMENT","status":"failed","result":{"id":"RUN"}}""")],
        ["GET v1/run/{id}/evaluations"] =
        [
            new("/v1/run/RUN/evaluations?limit=1"), new("/v1/run/RUN/evaluations?after=CURSOR"),
            new("/v1/run/RUN/evaluations?as_of=TIME"),
            new("/v1/run/RUN/evaluations?evaluation_label_id=LABEL"),
            new("/v1/run/RUN/evaluations?created_by_evaluator_id=EVALUATOR"),
        ],
        ["GET v1/evaluations/export"] =
        [
            new("/v1/evaluations/export?run_id=RUN"), new("/v1/evaluations/export?evaluation_label_id=LABEL&format=csv"),
            new("/v1/evaluations/export?created_by_evaluator_id=EVALUATOR"),
            new("/v1/evaluations/export?run_id=RUN&as_of=TIME"),
        ],
        ["GET v1/evaluations"] =
        [
            new("/v1/evaluations?run_id=RUN&evaluation_label_id=LABEL&limit=1"),
            new("/v1/evaluations?experiment_id=EXPERIMENT&created_by_evaluator_id=EVALUATOR&as_of=TIME"),
            new("/v1/evaluations?after=RUNCURSOR"), new("/v1/evaluations?sort=value&after=VALUECURSOR"),
            new("""/v1/evaluations?selection={"run_ids":["RUN"],"evaluator_ids":["EVALUATOR"],"evaluation_label_ids":["LABEL"]}"""),
            new("""/v1/evaluations?selection={"rated_by":[{"evaluator_id":"EVALUATOR"}],"min_raters":1}"""),
            new("""/v1/evaluations?selection={"run_ids":["RUN"],"paired_with":{"key":"k","run_ids":["RUN"],"experiment_id":"EXPERIMENT"}}"""),
        ],
        ["POST v1/statistics"] =
        [
            new("/v1/statistics", """{"evaluation_label_id":"LABEL","evaluation_label_ids":["LABEL"],"run_ids":["RUN"]}"""),
            new("/v1/statistics", """{"experiment_id":"EXPERIMENT","evaluator_ids":["EVALUATOR"],"as_of":"TIME"}"""),
            new("/v1/statistics", """{"group_by":["experiment","evaluator"]}"""),
        ],
        ["POST v1/agreement"] =
        [
            new("/v1/agreement", """{"evaluation_label_id":"LABEL","run_ids":["RUN"],"experiment_id":"EXPERIMENT"}"""),
            new("/v1/agreement", """{"evaluation_label_id":"LABEL","evaluator_ids":["EVALUATOR"]}"""),
        ],
        ["POST v1/calibration"] =
        [
            new("/v1/calibration", """{"evaluation_label_id":"LABEL","evaluator_id":"EVALUATOR","gold":{"authors":["ada"]}}"""),
            new(
                "/v1/calibration",
                """{"evaluation_label_id":"LABEL","evaluator_id":"RUN","gold":{"evaluator_ids":["EVALUATOR"]},"run_ids":["RUN"],"experiment_id":"EXPERIMENT"}"""),
        ],
        ["POST v1/comparison"] =
        [
            new(
                "/v1/comparison",
                """{"evaluation_label_id":"LABEL","baseline":{"run_ids":["RUN"]},"candidate":{"experiment_id":"EXPERIMENT"}}"""),
            new(
                "/v1/comparison",
                """{"evaluation_label_ids":["LABEL"],"evaluator_ids":["EVALUATOR"],"baseline":{"experiment_id":"EXPERIMENT"},"candidate":{"run_ids":["RUN"]},"pair_by":"k"}"""),
        ],
        ["POST v1/coverage"] =
        [
            new("/v1/coverage", """{"evaluation_label_id":"LABEL","evaluation_label_ids":["LABEL"],"run_ids":["RUN"]}"""),
            new("/v1/coverage", """{"evaluation_label_id":"LABEL","experiment_id":"EXPERIMENT","evaluator_ids":["EVALUATOR"],"after":"CURSOR"}"""),
        ],
        ["POST v1/gate"] =
        [
            new(
                "/v1/gate",
                """{"run_ids":["RUN"],"evaluator_ids":["EVALUATOR"],"conditions":[{"figure":"mean","evaluation_label_id":"LABEL","at_least":1}]}"""),
            new(
                "/v1/gate",
                """{"experiment_id":"EXPERIMENT","conditions":[{"figure":"no_regression","evaluation_label_id":"LABEL","baseline":{"run_ids":["RUN"]}}]}"""),
        ],
        ["POST v1/run/{id}/evaluations"] =
            [new("/v1/run/RUN/evaluations", """{"evaluation_label_id":"LABEL","value":1}""")],
        ["POST v1/run/{id}/evaluations/batch"] =
        [
            new("/v1/run/RUN/evaluations/batch", """[{"evaluation_label_id":"LABEL","value":1}]"""),
            new("/v1/run/RUN/evaluations/batch?all_or_none=false", """[{"evaluation_label_id":"LABEL","value":1}]"""),
        ],
        ["POST v1/evaluations/batch"] =
        [
            new("/v1/evaluations/batch", """[{"run_id":"RUN","evaluation_label_id":"LABEL","value":1}]"""),
            new("/v1/evaluations/batch?all_or_none=false", """[{"run_id":"RUN","evaluation_label_id":"LABEL","value":1}]"""),
        ],
        ["GET v1/run/{run_id}/evaluation/{evaluation_id}"] =
        [
            new("/v1/run/RUN/evaluation/EVALUATION"),
            new("/v1/run/RUN/evaluation/EVALUATION", Header: "If-None-Match: \"ETAG\""),
            new("/v1/run/RUN/evaluation/EVALUATION?as_of=TIME"),
        ],
        ["PUT v1/run/{run_id}/evaluation/{evaluation_id}"] =
        [
            new("/v1/run/RUN/evaluation/EVALUATION", """{"value":5,"reason":"mine"}""", "If-Match: \"ETAG\""),
            new("/v1/run/RUN/evaluation/EVALUATION", """{"value":5}"""),
        ],
        ["DELETE v1/run/{run_id}/evaluation/{evaluation_id}"] =
        [
            new("/v1/run/RUN/evaluation/EVALUATION?reason=mine", Header: "If-Match: \"ETAG\""),
            new("/v1/run/RUN/evaluation/EVALUATION"),
        ],
        ["GET v1/run/{run_id}/evaluation/{evaluation_id}/history"] = [new("/v1/run/RUN/evaluation/EVALUATION/history")],
        ["POST v1/evaluations/import"] =
        [
            new("/v1/evaluations/import?import_id=IMPORT", """{"run_id":"RUN","evaluation_label_id":"LABEL","value":1}""", IsNdjson: true),
        ],
        ["GET v1/evaluations/import/{id}"] = [new("/v1/evaluations/import/IMPORT")],
        ["GET v1/evaluations/import/{id}/refusals"] =
            [new("/v1/evaluations/import/IMPORT/refusals?limit=1"), new("/v1/evaluations/import/IMPORT/refusals?after=LINECURSOR")],
        ["GET v1/evaluation-labels"] =
            [new("/v1/evaluation-labels?include_archived=true"), new("/v1/evaluation-labels?after=CURSOR")],
        ["POST v1/evaluation-labels"] = [new("/v1/evaluation-labels", """{"name":"LABELNAME","value_type":"binary"}""")],
        ["GET v1/evaluation-label/{id}"] = [new("/v1/evaluation-label/LABEL")],
        ["PUT v1/evaluation-label/{id}"] = [new("/v1/evaluation-label/LABEL", """{"name":"mine"}""")],
        ["DELETE v1/evaluation-label/{id}"] = [new("/v1/evaluation-label/LABEL")],
        ["GET v1/evaluators"] = [new("/v1/evaluators?include_archived=true"), new("/v1/evaluators?after=CURSOR")],
        ["POST v1/evaluators"] =
            [new("/v1/evaluators", """{"name":"EVALUATORNAME","kind":"llm","evaluation_label_ids":["LABEL"]}""")],
        ["GET v1/evaluator/{id}"] = [new("/v1/evaluator/EVALUATOR")],
        ["PUT v1/evaluator/{id}"] =
            [new("/v1/evaluator/EVALUATOR", """{"name":"mine","evaluation_label_ids":["LABEL"]}""")],
        ["DELETE v1/evaluator/{id}"] = [new("/v1/evaluator/EVALUATOR")],
        ["GET v1/api-keys"] = [new("/v1/api-keys?include_revoked=true"), new("/v1/api-keys?after=CURSOR")],
        ["POST v1/api-keys"] =
            [new("/v1/api-keys", """{"name":"mine","scopes":["evaluations:read"],"evaluator_id":"EVALUATOR"}""")],
        ["GET v1/api-key/{id}"] = [new("/v1/api-key/APIKEY")],
        ["DELETE v1/api-key/{id}"] = [new("/v1/api-key/APIKEY")],
    };
}
