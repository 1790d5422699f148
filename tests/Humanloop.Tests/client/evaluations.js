"use strict";

// Each of the 14 operations on evaluations.

const assert = require("node:assert/strict");
const { Story, all, connect, ids, questions, refused, rightAnswer } = require("./story");

const client = connect();
const story = new Story(client);

exports.An_evaluation_is_created_of_evaluators_by_path_by_id_and_by_version = async () => {
  const flow = await story.hasFlow();
  const [one, two, three] = [
    await story.hasEvaluator("Judges/One"),
    await story.hasEvaluator("Judges/Two", { returnType: "number" }),
    await story.hasEvaluator("Judges/Three", { evaluatorType: "human", instructions: "Look twice." }),
  ];

  const made = await client.evaluations.create({
    name: "First",
    file: { id: flow.id },
    evaluators: [{ path: one.path }, { id: two.id }, { versionId: three.versionId, orchestrated: false }],
  });

  assert.match(made.id, /^evr_[A-Za-z0-9]+$/);
  assert.equal(made.name, "First");
  assert.equal(made.fileId, flow.id);
  assert.equal(made.runsCount, 0);
  assert.ok(made.createdAt instanceof Date && made.updatedAt instanceof Date);
  const byVersion = new Map(made.evaluators.map((evaluator) => [evaluator.version.versionId, evaluator]));
  assert.deepEqual([...byVersion.keys()].sort(), [one, two, three].map((e) => e.versionId).sort());
  for (const { path, versionId } of [one, two, three]) {
    assert.equal(byVersion.get(versionId).version.path, path);
    assert.equal(byVersion.get(versionId).version.type, "evaluator");
    assert.ok(byVersion.get(versionId).addedAt instanceof Date);
  }
  assert.equal(byVersion.get(one.versionId).orchestrated, true);
  assert.equal(byVersion.get(three.versionId).orchestrated, false);
  assert.equal(byVersion.get(three.versionId).version.spec.instructions, "Look twice.");
};

exports.An_evaluation_needs_neither_a_name_nor_evaluators = async () => {
  const flow = await story.hasFlow();

  const [one, two] = [
    await client.evaluations.create({ file: { path: flow.path }, evaluators: [] }),
    await client.evaluations.create({ file: { path: flow.path }, evaluators: [] }),
  ];

  assert.notEqual(one.id, two.id);
  assert.equal(two.fileId, flow.id);
  assert.deepEqual(two.evaluators, []);
};

exports.Evaluations_of_a_file_are_listed_newest_first_page_by_page = async () => {
  const [flow, other] = [await story.hasFlow(), await story.hasFlow({}, "Project/Other")];
  const made = [];
  for (const name of ["First", "Second", "Third"])
    made.unshift(await client.evaluations.create({ name, file: { id: flow.id }, evaluators: [] }));
  await client.evaluations.create({ name: "First", file: { id: other.id }, evaluators: [] });

  const page = await client.evaluations.list({ fileId: flow.id, size: 2 });
  assert.deepEqual(ids(page.data), ids(made).slice(0, 2));
  assert.deepEqual(ids(await all(client.evaluations.list({ fileId: flow.id, size: 2 }))), ids(made));
  assert.deepEqual((await client.evaluations.list({ fileId: flow.id, page: 3, size: 2 })).data, []);
};

exports.An_evaluation_is_read_as_it_was_created = async () => {
  const made = await story.hasEvaluation();

  assert.deepEqual(await client.evaluations.get(made.id), made);
};

exports.A_deleted_evaluation_leaves_its_logs_and_files = async () => {
  const evaluation = await story.hasEvaluation();
  const run = await story.hasRun();
  const [log] = await story.hasLogs(run);

  await client.evaluations.delete(evaluation.id);

  await refused(404, client.evaluations.get(evaluation.id));
  await refused(404, client.evaluations.getStats(evaluation.id));
  assert.deepEqual(await all(client.evaluations.list({ fileId: story.flow.id })), []);
  assert.equal((await client.logs.get(log.id)).output, "a1");
  assert.equal((await client.flows.get(story.flow.id)).path, story.flow.path);
  assert.equal((await client.evaluators.get(story.evaluators[0].id)).path, story.evaluators[0].path);
  await story.hasEvaluation({ name: evaluation.name });
};

exports.An_evaluator_that_is_added_is_in_the_stats_of_every_run = async () => {
  const evaluation = await story.hasEvaluation();
  await story.hasLogs(await story.hasRun());
  await story.hasRun();
  const added = await story.hasEvaluator("Judges/Length", { returnType: "number" });

  const changed = await client.evaluations.addEvaluators(evaluation.id, { evaluators: [{ path: added.path }] });

  assert.equal(changed.id, evaluation.id);
  const versions = [story.evaluators[0].versionId, added.versionId].sort();
  assert.deepEqual(changed.evaluators.map((e) => e.version.versionId).sort(), versions);
  for (const run of (await story.stats()).runStats)
    assert.deepEqual(run.evaluatorStats.map((stat) => stat.evaluatorVersionId).sort(), versions);
};

exports.An_evaluator_that_is_removed_leaves_the_stats_and_its_judgments_stay = async () => {
  const evaluators = [await story.hasEvaluator("Judges/One"), await story.hasEvaluator("Judges/Two")];
  const evaluation = await story.hasEvaluation({ evaluators });
  const [log] = await story.hasLogs(await story.hasRun());
  const judged = await story.judges(log, true, evaluators[1]);

  const changed = await client.evaluations.removeEvaluator(evaluation.id, evaluators[1].versionId);

  assert.deepEqual(changed.evaluators.map((e) => e.version.versionId), [evaluators[0].versionId]);
  const [run] = (await story.stats()).runStats;
  assert.deepEqual(run.evaluatorStats.map((stat) => stat.evaluatorVersionId), [evaluators[0].versionId]);
  assert.equal((await client.logs.get(judged.id)).judgment, true);
};

exports.Runs_are_listed_newest_first_with_what_they_ran = async () => {
  const evaluation = await story.hasEvaluation();
  const runs = [await story.hasRun(), await story.hasRun(), await story.hasRun()].reverse();

  const listed = (await client.evaluations.listRunsForEvaluation(evaluation.id)).runs;

  assert.deepEqual(ids(listed), ids(runs));
  for (const run of listed) {
    assert.equal(run.dataset.versionId, story.dataset.versionId);
    assert.equal(run.dataset.datapointsCount, 3);
    assert.equal(run.version.versionId, story.flow.versionId);
    assert.equal(run.version.type, "flow");
    assert.equal(run.orchestrated, false);
    assert.equal(run.control, false);
    assert.ok(run.status === "pending" || run.status === "running", run.status);
    assert.ok(run.createdAt instanceof Date && run.addedAt instanceof Date);
  }
  assert.deepEqual((await story.stats()).runStats.map(({ runId }) => runId), ids(runs));
  assert.equal((await client.evaluations.get(evaluation.id)).runsCount, 3);
};

exports.A_run_is_created_by_version_by_id_and_by_path = async () => {
  const evaluation = await story.hasEvaluation();
  const { flow, dataset } = story;
  const create = (of) => client.evaluations.createRun(evaluation.id, { ...of, orchestrated: false });

  const runs = [
    await create({ dataset: { versionId: dataset.versionId }, version: { versionId: flow.versionId } }),
    await create({ dataset: { id: dataset.id }, version: { id: flow.id } }),
    await create({ dataset: { path: dataset.path }, version: { path: flow.path } }),
  ];

  for (const run of runs) {
    assert.equal(run.dataset.versionId, dataset.versionId);
    assert.equal(run.version.versionId, flow.versionId);
  }
  const empty = await client.evaluations.createRun(evaluation.id);
  assert.equal(empty.dataset, undefined);
  assert.equal(empty.version, undefined);
};

exports.A_run_of_another_evaluation_is_added_and_belongs_to_both = async () => {
  await story.hasEvaluation();
  const run = await story.hasRun();
  const [log] = await story.hasLogs(run);
  const other = await client.evaluations.create({
    name: "Second",
    file: { id: story.flow.id },
    evaluators: [{ path: story.evaluators[0].path }],
  });

  await client.evaluations.addExistingRun(other.id, run.id);
  await client.evaluations.updateEvaluationRun(other.id, run.id, { control: true });
  await story.judges(log, true);

  for (const evaluation of [story.evaluation, other]) {
    const listed = (await client.evaluations.listRunsForEvaluation(evaluation.id)).runs;
    assert.deepEqual(ids(listed), [run.id]);
    assert.equal(listed[0].control, evaluation === other);
    assert.equal((await story.statsOf(run, evaluation)).numLogs, 3);
    assert.equal((await story.statsOf(run, evaluation)).evaluatorStats[0].numTrue, 1);
  }
  await client.evaluations.removeRun(story.evaluation.id, run.id);
  assert.equal((await client.evaluations.get(story.evaluation.id)).runsCount, 0);
  assert.equal((await client.evaluations.get(other.id)).runsCount, 1);
};

exports.A_removed_run_leaves_its_logs = async () => {
  const evaluation = await story.hasEvaluation();
  const [kept, removed] = [await story.hasRun(), await story.hasRun()];
  const [log] = await story.hasLogs(removed);
  await client.evaluations.updateEvaluationRun(evaluation.id, removed.id, { control: true });

  await client.evaluations.removeRun(evaluation.id, removed.id);

  const listed = (await client.evaluations.listRunsForEvaluation(evaluation.id)).runs;
  assert.deepEqual(ids(listed), [kept.id]);
  assert.equal(listed[0].control, false);
  assert.deepEqual(await story.logsOf(), []);
  assert.equal((await client.logs.get(log.id)).output, "a1");
  await refused(404, client.evaluations.updateEvaluationRun(evaluation.id, removed.id, { control: true }));
};

exports.There_is_one_control_run = async () => {
  const evaluation = await story.hasEvaluation();
  const [one, two] = [await story.hasRun(), await story.hasRun()];

  for (const run of [one, two]) {
    const changed = await client.evaluations.updateEvaluationRun(evaluation.id, run.id, { control: true });
    assert.equal(changed.id, run.id);
    assert.equal(changed.control, true);
    const listed = (await client.evaluations.listRunsForEvaluation(evaluation.id)).runs;
    assert.deepEqual(ids(listed.filter(({ control }) => control)), [run.id]);
  }
  await refused(422, client.evaluations.updateEvaluationRun(evaluation.id, one.id, { control: false }));
};

exports.A_run_is_completed_or_cancelled_by_hand_and_only_once = async () => {
  const evaluation = await story.hasEvaluation();

  for (const status of ["completed", "cancelled"]) {
    const run = await story.hasRun();
    const changed = await client.evaluations.updateEvaluationRun(evaluation.id, run.id, { status });
    assert.equal(changed.status, status);
    assert.equal((await story.statsOf(run)).status, status);
    await assert.rejects(
      client.evaluations.updateEvaluationRun(evaluation.id, run.id, { status: "completed" }),
      ({ statusCode }) => [409, 422].includes(statusCode),
    );
  }
  const run = await story.hasRun();
  await refused(422, client.evaluations.updateEvaluationRun(evaluation.id, run.id, { status: "running" }));
  const untouched = await client.evaluations.updateEvaluationRun(evaluation.id, run.id);
  assert.ok(["pending", "running"].includes(untouched.status), untouched.status);
};

exports.Logs_that_exist_are_added_to_a_run_once = async () => {
  const evaluation = await story.hasEvaluation();
  const logs = await story.hasLogs();
  const run = await client.evaluations.createRun(evaluation.id, { orchestrated: false });

  for (const logIds of [ids(logs), ids(logs).slice(1)]) {
    const changed = await client.evaluations.addLogsToRun(evaluation.id, run.id, { logIds });
    assert.equal(changed.id, run.id);
    assert.equal((await story.statsOf(run)).numLogs, 3);
  }
  for (const log of logs) await story.judges(log, true);
  assert.equal((await story.statsOf(run)).status, "completed");
  const none = { logIds: [`log_${"0".repeat(32)}`] };
  await refused(422, client.evaluations.addLogsToRun(evaluation.id, run.id, none));
};

exports.Stats_tell_judgments_of_each_return_type_from_nulls_and_errors = async () => {
  const options = ["good", "bad"].map((name) => ({ name }));
  const spec = { boolean: {}, number: {}, select: { options }, multi_select: { options }, text: {} };
  const judges = {};
  for (const [returnType, more] of Object.entries(spec))
    judges[returnType] = await story.hasEvaluator(`Judges/${returnType}`, { returnType, ...more });
  await story.hasEvaluation({ evaluators: Object.values(judges) });
  story.dataset = await story.hasDataset(questions(4));
  const run = await story.hasRun();
  const logs = await story.hasLogs(run);
  const failure = new Error("No answer.");
  const given = {
    boolean: [true, false, undefined, failure],
    number: [1, 2, 3, 4],
    select: ["good", "good", "bad", failure],
    multi_select: [["good", "bad"], ["good"], ["bad"], ["bad"]],
    text: ["short", "long", undefined, undefined],
  };

  for (const [returnType, judgments] of Object.entries(given))
    for (const [i, judgment] of judgments.entries())
      if (judgment !== failure) await story.judges(logs[i], judgment, judges[returnType]);
      else await client.evaluators.log({ parentId: logs[i].id, path: judges[returnType].path, error: failure.message });

  const stats = await story.stats();
  assert.equal(stats.status, "completed");
  assert.equal(typeof stats.progress, "string");
  assert.equal(typeof stats.report, "string");
  const [{ runId, numLogs, status, versionId, evaluatorStats }] = stats.runStats;
  assert.deepEqual({ runId, numLogs, status, versionId },
    { runId: run.id, numLogs: 4, status: "completed", versionId: story.flow.versionId });
  const of = Object.fromEntries(Object.entries(judges).map(([returnType, { versionId: version }]) =>
    [returnType, evaluatorStats.find((stat) => stat.evaluatorVersionId === version)]));
  const counts = (returnType, numJudgments, numNulls, numErrors, more) =>
    assert.deepEqual(of[returnType],
      { evaluatorVersionId: judges[returnType].versionId, totalLogs: 4, numJudgments, numNulls, numErrors, ...more });
  counts("boolean", 2, 1, 1, { numTrue: 1, numFalse: 1 });
  counts("select", 3, 0, 1, { numJudgmentsPerOption: { good: 2, bad: 1 } });
  counts("multi_select", 4, 0, 0, { numJudgmentsPerOption: { good: 2, bad: 3 } });
  counts("text", 2, 2, 0, {});
  const { mean, sum, std, percentiles } = of.number;
  counts("number", 4, 0, 0, { mean: 2.5, sum: 10, std, percentiles });
  assert.ok(std > 1 && std < 1.5, `${std}`);
  assert.deepEqual(Object.keys(percentiles).sort(), ["0", "100", "25", "50", "75", "90", "95", "99", "99.9"]);
  assert.deepEqual([percentiles["0"], percentiles["50"], percentiles["100"], mean], [1, 2.5, 4, 2.5]);
};

exports.Stats_are_of_one_moment_while_judgments_arrive = async () => {
  const evaluators = [await story.hasEvaluator("Judges/One"), await story.hasEvaluator("Judges/Two")];
  await story.hasEvaluation({ evaluators });
  story.dataset = await story.hasDataset(questions(30));
  const logs = await story.hasLogs(await story.hasRun());
  const seen = [];
  let isJudging = true;
  const watch = async () => {
    while (isJudging) seen.push(await story.stats());
  };

  const watching = [watch(), watch(), watch()];
  await Promise.all(logs.flatMap((log) => evaluators.map((evaluator) => story.judges(log, true, evaluator))));
  isJudging = false;
  await Promise.all(watching);

  for (const { status, runStats: [run] } of [...seen, await story.stats()]) {
    assert.equal(run.status, status);
    for (const { totalLogs, numJudgments, numTrue, numFalse } of run.evaluatorStats)
      assert.deepEqual([totalLogs, numTrue, numFalse], [numJudgments, numJudgments, 0]);
    const judgments = run.evaluatorStats.map(({ numJudgments }) => numJudgments);
    assert.equal(status === "completed", judgments.every((number) => number === 30), `${status} of ${judgments}`);
  }
};

exports.A_run_waits_for_a_flow_that_goes_on = async () => {
  await story.hasEvaluation();
  story.dataset = await story.hasDataset(questions(1));
  const run = await story.hasRun();
  const { id, versionId } = story.flow;
  const [{ id: sourceDatapointId }] = story.dataset.datapoints;

  const log = await client.flows.log({ id, versionId, runId: run.id, sourceDatapointId, logStatus: "incomplete" });
  await story.judges(log, true);
  assert.deepEqual([(await story.stats()).status, (await story.statsOf(run)).numLogs], ["running", 1]);

  await client.flows.updateLog(log.id, { output: "a1", logStatus: "complete" });
  assert.deepEqual([(await story.stats()).status, (await story.statsOf(run)).status], ["completed", "completed"]);
};

exports.Logs_of_an_evaluation_come_with_datapoint_and_judgments_run_by_run = async () => {
  const evaluation = await story.hasEvaluation();
  const runs = [await story.hasRun(), await story.hasRun()];
  for (const run of runs) for (const log of await story.hasLogs(run)) await story.judges(log, true);

  const records = await story.logsOf();
  assert.equal(records.length, 6);
  for (const { runId, log, datapoint, evaluatorLogs } of records) {
    assert.ok(ids(runs).includes(runId));
    assert.equal(log.flow.versionId, story.flow.versionId);
    assert.equal(log.output, rightAnswer(datapoint.inputs));
    assert.equal(log.sourceDatapointId, datapoint.id);
    assert.deepEqual(datapoint, story.dataset.datapoints.find(({ id }) => id === datapoint.id));
    assert.equal(evaluatorLogs.length, 1);
    assert.equal(evaluatorLogs[0].judgment, true);
    assert.equal(evaluatorLogs[0].parentId, log.id);
    assert.equal(evaluatorLogs[0].evaluator.versionId, story.evaluators[0].versionId);
  }
  for (const runId of [runs[0].id, [runs[0].id], ids(runs)]) {
    const found = await story.logsOf(evaluation, runId);
    assert.deepEqual([...new Set(found.map((record) => record.runId))].sort(), [runId].flat().sort());
  }
  const seen = [];
  for (const page of [1, 2, 3, 4]) {
    const part = await client.evaluations.getLogs(evaluation.id, { page, size: 2 });
    assert.deepEqual([part.page, part.size, part.total], [page, 2, 6]);
    seen.push(...part.records.map(({ log }) => log.id));
  }
  assert.deepEqual(seen.sort(), records.map(({ log }) => log.id).sort());
};
