"use strict";

// One ledger, two dialects: what arrives through /v5 is read and corrected through /v1.

const assert = require("node:assert/strict");
const { Story, connect, uuid, v1 } = require("./story");

const client = connect();
const story = new Story(client);

const evaluationsOf = (log) => v1("GET", `/run/${uuid(log.id)}/evaluations`);

const correct = (log, evaluation, value) =>
  v1("PUT", `/run/${uuid(log.id)}/evaluation/${evaluation.id}`, { value });

exports.A_log_is_a_run_of_the_ledger = async () => {
  await story.hasEvaluation();
  const run = await story.hasRun();
  const [log] = await story.hasLogs(run);

  const seen = await v1("GET", `/run/${uuid(log.id)}`);

  assert.equal(seen.id, uuid(log.id));
  assert.equal(seen.experiment_id, uuid(run.id));
  const listed = await v1("GET", `/runs?experiment_id=${uuid(run.id)}`);
  assert.equal(listed.length, 3);
};

exports.A_judgment_that_is_corrected_in_the_ledger_changes_the_stats = async () => {
  await story.hasEvaluation();
  const run = await story.hasRun();
  const logs = await story.hasLogs(run);
  for (const log of logs) await story.judges(log, true);
  const boolean = async () => {
    const { status, evaluatorStats: [{ numTrue, numFalse }] } = await story.statsOf(run);
    return { status, numTrue, numFalse };
  };
  assert.deepEqual(await boolean(), { status: "completed", numTrue: 3, numFalse: 0 });

  const [judgment] = await evaluationsOf(logs[0]);
  assert.equal(judgment.value, 1);
  assert.equal(judgment.run_id, uuid(logs[0].id));
  assert.ok(judgment.created_by_evaluator_id);
  const corrected = await correct(logs[0], judgment, 0);
  assert.equal(corrected.value, 0);

  assert.deepEqual(await boolean(), { status: "completed", numTrue: 2, numFalse: 1 });
  const [{ judgment: shown }] = (await client.logs.get(logs[0].id)).evaluatorLogs;
  assert.equal(shown, false);
  const record = (await story.logsOf()).find(({ log }) => log.id === logs[0].id);
  assert.equal(record.evaluatorLogs[0].judgment, false);
  const history = await v1("GET", `/run/${uuid(logs[0].id)}/evaluation/${judgment.id}/history`);
  assert.deepEqual(history.map(({ value }) => value).sort(), [0, 1]);
};

exports.Numbers_and_options_are_corrected_as_well = async () => {
  const number = await story.hasEvaluator("Judges/Score", { returnType: "number", numberLimits: { min: 0, max: 5 } });
  const select = await story.hasEvaluator("Judges/Grade",
    { returnType: "select", options: [{ name: "poor" }, { name: "fair" }, { name: "good" }] });
  await story.hasEvaluation({ evaluators: [number, select] });
  const run = await story.hasRun();
  const logs = await story.hasLogs(run);
  for (const log of logs) {
    await story.judges(log, 2, number);
    await story.judges(log, "poor", select);
  }

  const judgments = await evaluationsOf(logs[0]);
  assert.equal(judgments.length, 2);
  const labels = await v1("GET", "/evaluation-labels");
  const labelOf = ({ evaluation_label_id: id }) => labels.find((label) => label.id === id);
  const [score, grade] = ["continuous", "categorical"]
    .map((type) => judgments.find((judgment) => labelOf(judgment).value_type === type));
  const { min_value: min, max_value: max } = labelOf(score);
  assert.deepEqual([min, max], [0, 5]);
  assert.equal(score.value, 2);
  await correct(logs[0], score, 5);
  await correct(logs[0], grade, grade.value + 2);

  const { evaluatorStats } = await story.statsOf(run);
  const of = ({ versionId }) => evaluatorStats.find((stat) => stat.evaluatorVersionId === versionId);
  assert.deepEqual([of(number).mean, of(number).sum], [3, 9]);
  const { poor, fair = 0, good } = of(select).numJudgmentsPerOption;
  assert.deepEqual([poor, fair, good], [2, 0, 1]);
};
