"use strict";

// Whole evaluations, as evaluations.run(...) makes them.

const assert = require("node:assert/strict");
const { Story, all, connect, exact, ids, length, meanwhile, poorAnswer, questions, refused, rightAnswer, until } =
  require("./story");

const client = connect();
const story = new Story(client);

const flow = (options = {}) => ({ type: "flow", path: "Project/Answer", callable: rightAnswer, ...options });
const dataset = (datapoints = questions()) => ({ path: "Project/Questions", datapoints });
const evaluate = (options = {}) =>
  client.evaluations.run({ file: flow(), dataset: dataset(), name: "First", evaluators: [exact()], ...options });

/** The evaluation of this name and its only run. */
async function evaluated(path = "Project/Answer", name = "First") {
  const file = await client.files.retrieveByPath({ path });
  const evaluation = (await all(client.evaluations.list({ fileId: file.id }))).find((e) => e.name === name);
  const [run] = (await client.evaluations.listRunsForEvaluation(evaluation.id)).runs;
  return { file, evaluation, run, stats: await story.stats(evaluation), logs: await story.logsOf(evaluation) };
}

exports.A_flow_with_a_local_callable_is_evaluated_to_the_end = async () => {
  assert.deepEqual(await evaluate(), []);

  const { file, evaluation, run, stats, logs } = await evaluated();
  assert.equal(file.type, "flow");
  assert.equal(evaluation.runsCount, 1);
  assert.equal(run.status, "completed");
  assert.equal(run.orchestrated, false);
  assert.equal(stats.status, "completed");
  assert.equal(stats.runStats[0].evaluatorStats[0].numTrue, 3);
  assert.deepEqual(logs.map(({ log }) => log.output).sort(), ["a1", "a2", "a3"]);
  for (const { log, datapoint, evaluatorLogs } of logs) {
    assert.deepEqual(log.inputs, datapoint.inputs);
    assert.equal(log.sourceDatapointId, datapoint.id);
    assert.equal(log.logStatus, "complete");
    assert.ok(log.startTime instanceof Date && log.endTime instanceof Date && log.createdAt instanceof Date);
    assert.deepEqual(evaluatorLogs.map(({ judgment }) => judgment), [true]);
  }
};

exports.A_prompt_with_a_local_callable_is_evaluated_to_the_end = async () => {
  const version = { model: "gpt-4o", temperature: 0.5, template: [{ role: "user", content: "{{question}}" }] };
  await evaluate({ file: { type: "prompt", path: "Project/Prompt", version, callable: rightAnswer } });

  const { file, run, stats, logs } = await evaluated("Project/Prompt");
  assert.equal(file.type, "prompt");
  assert.equal(run.version.model, "gpt-4o");
  assert.deepEqual(run.version.template, version.template);
  assert.equal(stats.runStats[0].evaluatorStats[0].numTrue, 3);
  assert.deepEqual(logs.map(({ log }) => log.prompt.temperature), [0.5, 0.5, 0.5]);
};

exports.A_tool_with_a_local_callable_is_evaluated_to_the_end = async () => {
  // The client's logs of a tool name its version and the datapoint, and not the run.
  const version = { function: { name: "answer", description: "Answers." } };
  await evaluate({ file: { type: "tool", path: "Project/Tool", version, callable: rightAnswer } });

  const { file, stats, logs } = await evaluated("Project/Tool");
  assert.equal(file.type, "tool");
  assert.equal(stats.runStats[0].evaluatorStats[0].numTrue, 3);
  assert.deepEqual(logs.map(({ log }) => log.tool.function.name), ["answer", "answer", "answer"]);
};

exports.File_dataset_and_evaluator_are_found_by_id = async () => {
  const made = await story.hasFlow({});
  const existing = await story.hasDataset();
  const evaluator = await story.hasEvaluator();

  await evaluate({
    file: { type: "flow", id: made.id, callable: rightAnswer },
    dataset: { id: existing.id },
    evaluators: [{ ...exact(), path: undefined, id: evaluator.id }],
  });

  const { file, run, stats } = await evaluated();
  assert.equal(file.id, made.id);
  assert.equal(run.version.versionId, made.versionId);
  assert.equal(run.dataset.versionId, existing.versionId);
  assert.equal(stats.runStats[0].evaluatorStats[0].numTrue, 3);
};

exports.An_existing_dataset_is_referred_to_by_its_path_alone = async () => {
  const existing = await story.hasDataset();

  await evaluate({ dataset: { path: existing.path } });

  const { run, logs } = await evaluated();
  assert.equal(run.dataset.versionId, existing.versionId);
  assert.deepEqual(logs.map(({ datapoint }) => datapoint.id).sort(), ids(existing.datapoints).sort());
  assert.equal((await client.datasets.listVersions(existing.id)).records.length, 1);
};

exports.A_second_run_of_the_same_name_is_compared_with_the_first = async () => {
  const evaluators = () => [exact({ threshold: 0.5 }), length()];
  await evaluate({ file: flow({ callable: poorAnswer }), evaluators: evaluators() });

  const checks = await evaluate({ evaluators: evaluators() });

  const { evaluation, stats } = await evaluated();
  assert.equal(evaluation.runsCount, 2);
  assert.equal(stats.runStats.length, 2);
  const evaluationId = evaluation.id;
  assert.deepEqual(checks, [
    { path: "Judges/Exact", score: 1, delta: 0.67, threshold: 0.5, thresholdCheck: true, evaluationId },
    { path: "Judges/Length", score: 2, delta: -3.33, threshold: undefined, thresholdCheck: undefined, evaluationId },
  ]);
};

exports.The_evaluation_of_the_name_is_found_on_a_later_page = async () => {
  await evaluate();
  const { file, evaluation } = await evaluated();
  for (let i = 0; i < 60; i++)
    await client.evaluations.create({ name: `Other ${i}`, file: { id: file.id }, evaluators: [] });

  const [check] = await evaluate();

  assert.equal(check.evaluationId, evaluation.id);
  assert.equal(check.delta, 0);
};

exports.Clients_that_start_together_share_files_and_evaluation = async () => {
  await Promise.all([evaluate(), evaluate(), evaluate(), evaluate()]);

  const { evaluation, stats } = await evaluated();
  assert.equal(evaluation.runsCount, 4);
  assert.deepEqual(stats.runStats.map(({ evaluatorStats: [{ numTrue }] }) => numTrue), [3, 3, 3, 3]);
  assert.equal(new Set(stats.runStats.map(({ versionId }) => versionId)).size, 1);
  assert.equal((await client.files.listFiles({ size: 50 })).total, 3);
  const { records } = await client.datasets.listVersions((await client.files.retrieveByPath({ path: "Project/Questions" })).id);
  assert.equal(records.length, 1);
};

exports.A_callable_that_fails_leaves_logs_with_its_error_and_the_evaluation_completes = async () => {
  const callable = (inputs) => {
    if (inputs.question === "q2") throw new Error("The model is asleep.");
    return rightAnswer(inputs);
  };

  const [check] = await evaluate({ file: flow({ callable }), evaluators: [exact({ threshold: 0.9 })] });

  assert.equal(check.thresholdCheck, false);
  const { run, logs } = await evaluated();
  assert.equal(run.status, "completed");
  const failed = logs.filter(({ log }) => log.error);
  assert.deepEqual(failed.map(({ log }) => [log.error, log.output, log.inputs.question]),
    [["The model is asleep.", undefined, "q2"]]);
  assert.equal(failed[0].evaluatorLogs[0].judgment, false);
};

exports.An_evaluator_that_fails_leaves_errors_and_the_evaluation_completes = async () => {
  const callable = ({ log }) => {
    if (log.output !== "a1") throw new Error("Cannot tell.");
    return true;
  };

  const [check] = await evaluate({ evaluators: [exact({ callable, threshold: 0.5 })] });

  assert.equal(check.thresholdCheck, false);
  const { run, stats, logs } = await evaluated();
  assert.equal(run.status, "completed");
  const { totalLogs, numJudgments, numErrors, numTrue } = stats.runStats[0].evaluatorStats[0];
  assert.deepEqual({ totalLogs, numJudgments, numErrors, numTrue },
    { totalLogs: 3, numJudgments: 1, numErrors: 2, numTrue: 1 });
  const errors = logs.flatMap(({ evaluatorLogs }) => evaluatorLogs.map(({ error }) => error)).filter(Boolean);
  assert.deepEqual(errors, ["Cannot tell.", "Cannot tell."]);
};

exports.An_evaluator_whose_code_has_changed_still_judges = async () => {
  await evaluate();

  const strict = ({ log, datapoint }) => log.output === datapoint.target.answer && log.output === "a1";
  const [check] = await evaluate({ evaluators: [exact({ callable: strict })] });

  assert.deepEqual([check.score, check.delta], [0.33, -0.67]);
  const evaluator = await client.files.retrieveByPath({ path: "Judges/Exact" });
  assert.equal((await client.evaluators.listVersions(evaluator.id)).records.length, 2);
};

exports.A_threshold_is_met_or_missed = async () => {
  for (const [threshold, name] of [[0.3, "Low"], [0.4, "High"]]) {
    const [check] = await evaluate({ name, file: flow({ callable: poorAnswer }), evaluators: [exact({ threshold })] });

    assert.equal(check.thresholdCheck, name === "Low");
    const { evaluation, stats } = await evaluated(undefined, name);
    assert.equal(check.evaluationId, evaluation.id);
    assert.equal(stats.runStats[0].evaluatorStats[0].numTrue, 1);
  }
};

exports.Boolean_and_number_evaluators_judge_side_by_side = async () => {
  const callable = ({ question }) => "a".repeat(Number(question[1]));

  const checks = await evaluate({
    file: flow({ callable }),
    evaluators: [length({ threshold: 2 }), exact({ callable: ({ log }) => log.output === "a", threshold: 0.5 })],
  });

  assert.deepEqual(checks.map(({ path, thresholdCheck }) => [path, thresholdCheck]),
    [["Judges/Length", true], ["Judges/Exact", false]]);
  const [{ evaluatorStats }] = (await evaluated()).stats.runStats;
  const { mean, sum, percentiles } = evaluatorStats.find((stat) => stat.percentiles);
  assert.deepEqual([mean, sum, percentiles["0"], percentiles["100"]], [2, 6, 1, 3]);
  const { numTrue, numFalse } = evaluatorStats.find((stat) => "numTrue" in stat);
  assert.deepEqual([numTrue, numFalse], [1, 2]);
};

exports.More_datapoints_than_are_worked_on_at_once_are_all_evaluated = async () => {
  await evaluate({ dataset: dataset(questions(40)), evaluators: [exact(), length()] });

  const { stats, logs } = await evaluated();
  assert.equal(logs.length, 40);
  assert.deepEqual(stats.runStats[0].evaluatorStats.map(({ numJudgments }) => numJudgments), [40, 40]);
};

exports.Messages_of_datapoints_reach_the_callable_and_its_log = async () => {
  const messages = [{ role: "user", content: "Who is there?" }];
  const callable = ({ name, messages: [message] }) => ({ to: name, answer: message.content.length });

  await evaluate({
    file: flow({ callable }),
    dataset: dataset([{ inputs: { name: "Ada" }, messages }]),
    evaluators: [length()],
  });

  const [{ log, datapoint }] = (await evaluated()).logs;
  assert.equal(log.output, '{"to":"Ada","answer":13}');
  assert.deepEqual(log.messages, messages);
  assert.deepEqual(datapoint.messages, messages);
};

exports.An_orchestrated_run_is_refused_at_once = async () => {
  await story.hasEvaluator();

  const error = await refused(422, evaluate({
    file: { type: "prompt", path: "Project/Prompt", version: { model: "gpt-4o" } },
    evaluators: [{ path: "Judges/Exact" }],
  }));

  const [detail] = error.body.detail;
  assert.ok(detail.loc.includes("orchestrated"), JSON.stringify(detail));
  assert.notEqual(detail.msg, "");
  const prompt = await client.files.retrieveByPath({ path: "Project/Prompt" });
  const [evaluation] = await all(client.evaluations.list({ fileId: prompt.id }));
  assert.equal(evaluation.runsCount, 0);
};

exports.Evaluators_that_need_a_model_or_a_sandbox_are_refused_unless_the_caller_runs_them = async () => {
  const made = await story.hasFlow();
  const judges = [
    await story.hasEvaluator("Judges/Model", { evaluatorType: "llm", prompt: { model: "gpt-4o", template: "{{log}}" } }),
    await story.hasEvaluator("Judges/Code", { evaluatorType: "python", code: "def f(log): return True" }),
  ];
  const create = (evaluator) => client.evaluations.create({ file: { id: made.id }, evaluators: [evaluator] });

  for (const { path } of judges) {
    const error = await refused(422, create({ path }));
    assert.equal(error.body.detail[0].loc[0], "body");
    const evaluation = await create({ path, orchestrated: false });
    assert.equal(evaluation.evaluators[0].orchestrated, false);
    await refused(422, client.evaluations.addEvaluators(evaluation.id, { evaluators: [{ path, orchestrated: true }] }));
  }
};

exports.A_run_whose_logs_nobody_would_make_is_refused = async () => {
  await story.hasEvaluation();
  const { evaluation, flow: made, dataset: existing } = story;
  const create = (options) => client.evaluations.createRun(evaluation.id, options);
  const [version, of] = [{ versionId: made.versionId }, { versionId: existing.versionId }];

  await refused(422, create({ dataset: of, version }));
  await refused(422, create({ dataset: of, version, orchestrated: true }));
  await refused(422, create({ dataset: of, useExistingLogs: true }));
  await refused(422, create({ version, useExistingLogs: true, orchestrated: false }));
  await create({ dataset: of });
  await create({ dataset: of, version, useExistingLogs: true });
  assert.equal((await client.evaluations.get(evaluation.id)).runsCount, 2);
};

exports.Cancelling_the_run_ends_the_wait = async () => {
  const started = [];
  const callable = (inputs) => new Promise((resolve) => started.push(() => resolve(rightAnswer(inputs))));
  const waiting = evaluate({ file: flow({ callable }) });
  await meanwhile(waiting, () => started.length === 3);
  const { evaluation, run } = await evaluated();

  const cancelled = await client.evaluations.updateEvaluationRun(evaluation.id, run.id, { status: "cancelled" });
  assert.equal(cancelled.status, "cancelled");
  await waiting;

  // What was under way is still taken, and the run stays cancelled.
  for (const finish of started) finish();
  await until(async () => (await story.statsOf(run, evaluation)).evaluatorStats[0].numJudgments === 3);
  const { stats } = await evaluated();
  assert.equal(stats.runStats[0].status, "cancelled");
  assert.equal(stats.status, "completed");
};

exports.A_run_is_made_of_logs_that_exist = async () => {
  await evaluate();
  const { evaluation, run, logs } = await evaluated();
  const of = { dataset: { versionId: run.dataset.versionId }, version: { versionId: run.version.versionId } };

  const again = await client.evaluations.createRun(evaluation.id, { ...of, orchestrated: false, useExistingLogs: true });

  const stats = await until(async () => {
    const found = await story.statsOf(again, evaluation);
    return found.status === "completed" && found;
  });
  assert.equal(stats.numLogs, 3);
  assert.equal(stats.evaluatorStats[0].numTrue, 3);
  assert.deepEqual(ids((await story.logsOf(evaluation, again.id)).map(({ log }) => log)).sort(),
    ids(logs.map(({ log }) => log)).sort());
};

exports.People_complete_the_run_by_hand = async () => {
  const options = ["good", "bad"].map((name) => ({ name, valence: name === "good" ? "positive" : "negative" }));
  const human = await story.hasEvaluator("Judges/People",
    { evaluatorType: "human", returnType: "select", options, instructions: "Is it polite?" });
  const evaluation = await story.hasEvaluation({ evaluators: [human] });
  const run = await story.hasRun();
  const status = async () => (await client.evaluations.listRunsForEvaluation(evaluation.id)).runs[0].status;

  const logs = await story.hasLogs(run);
  assert.equal(await status(), "running");
  for (const log of logs.slice(1)) await story.judges(log, "good", human);
  assert.equal(await status(), "running");
  assert.equal((await story.stats()).status, "running");

  await client.evaluators.log({ parentId: logs[0].id, id: human.id, judgment: "bad", markedCompleted: true });

  assert.equal(await status(), "completed");
  const stats = await story.stats();
  assert.equal(stats.status, "completed");
  assert.deepEqual(stats.runStats[0].evaluatorStats[0].numJudgmentsPerOption, { good: 2, bad: 1 });
};

exports.The_client_waits_for_people = async () => {
  const human = await story.hasEvaluator("Judges/People", { evaluatorType: "human" });
  const waiting = evaluate({ evaluators: [exact(), { path: human.path }] });
  const logs = await meanwhile(waiting, async () => {
    const file = await client.files.retrieveByPath({ path: "Project/Answer" }).catch(() => undefined);
    const [evaluation] = file ? await all(client.evaluations.list({ fileId: file.id })) : [];
    const found = evaluation ? await story.logsOf(evaluation) : [];
    return found.length === 3 && found.every(({ evaluatorLogs }) => evaluatorLogs.length === 1) && found;
  });
  assert.equal((await evaluated()).run.status, "running");

  for (const { log } of logs) await story.judges(log, log.output !== "a2", human);

  await waiting;
  const { run, stats } = await evaluated();
  assert.equal(run.status, "completed");
  assert.deepEqual(stats.runStats[0].evaluatorStats.map(({ numTrue }) => numTrue).sort(), [2, 3]);
};
