"use strict";

// What the client makes of refusals.

const assert = require("node:assert/strict");
const { Humanloop, HumanloopError } = require("humanloop");
const { Story, connect, refused } = require("./story");

const client = connect();
const story = new Story(client);

const hasDetail = ({ body }) => assert.equal(typeof body.detail, "string", JSON.stringify(body));

exports.A_wrong_key_is_refused = async () => {
  for (const apiKey of ["rek_wrong", "hl_sk_0123456789"]) {
    const error = await refused(401, connect({ apiKey }).evaluations.list({ fileId: "fl_none" }));
    assert.ok(error instanceof HumanloopError);
    hasDetail(error);
  }
};

exports.A_key_that_may_only_read_changes_nothing = async () => {
  for (const write of [() => story.hasFlow(), () => story.hasDataset(), () => story.hasEvaluator()])
    await assert.rejects(write(), ({ statusCode }) => [401, 403].includes(statusCode));

  assert.deepEqual((await client.files.listFiles()).records, []);
};

/** An id that nothing has. */
const none = (prefix) => prefix + "0".repeat(32);

exports.What_does_not_exist_is_not_found = async () => {
  const { id } = await story.hasEvaluation();
  const calls = {
    evaluation: () => client.evaluations.get(none("evr_")),
    malformed: () => client.evaluations.get("no-such-id"),
    stats: () => client.evaluations.getStats(none("evr_")),
    logs: () => client.evaluations.getLogs(none("evr_")),
    runs: () => client.evaluations.listRunsForEvaluation(none("evr_")),
    run: () => client.evaluations.updateEvaluationRun(id, none("exp_"), { control: true }),
    added: () => client.evaluations.addExistingRun(id, none("exp_")),
    evaluator: () => client.evaluations.create({ evaluators: [{ path: "Judges/None" }], file: { id: story.flow.id } }),
    file: () => client.evaluations.create({ evaluators: [], file: { id: none("fl_") } }),
    version: () => client.evaluations.createRun(id, { version: { versionId: none("flv_") }, orchestrated: false }),
    dataset: () => client.evaluations.createRun(id, { dataset: { path: "None" }, orchestrated: false }),
    log: () => client.logs.get(none("log_")),
    flow: () => client.flows.get(none("fl_")),
    prompt: () => client.prompts.get(none("pr_")),
    tool: () => client.tools.get(none("tl_")),
    judge: () => client.evaluators.get(none("ev_")),
    datapoints: () => client.datasets.listDatapoints(none("ds_")),
    path: () => client.files.retrieveByPath({ path: "None/Such" }),
    otherType: () => client.flows.get(story.dataset.id),
  };

  for (const [what, call] of Object.entries(calls)) {
    const error = await refused(404, call()).catch((failure) => assert.fail(`${what}: ${failure.message}`));
    assert.ok(error instanceof HumanloopError, what);
    hasDetail(error);
  }
};

exports.A_name_is_taken_once_in_a_file = async () => {
  const evaluation = await story.hasEvaluation();
  const create = (fileId) => client.evaluations.create({ name: evaluation.name, file: { id: fileId }, evaluators: [] });

  hasDetail(await refused(409, create(story.flow.id)));

  const other = await story.hasFlow({}, "Project/Other");
  assert.equal((await create(other.id)).name, evaluation.name);
};

exports.What_is_wrong_with_a_request_is_told_field_by_field = async () => {
  const evaluation = await story.hasEvaluation();
  const run = await story.hasRun();
  const wrong = {
    page: [["query", "page"], () => client.evaluations.list({ fileId: story.flow.id, page: 0 })],
    size: [["query", "size"], () => client.evaluations.list({ fileId: story.flow.id, size: -1 })],
    fileId: [["query", "file_id"], () => client.logs.list({ fileId: "" })],
    orchestrated: [
      ["body", "orchestrated"],
      () => client.evaluations.createRun(evaluation.id,
        { dataset: { id: story.dataset.id }, version: { id: story.flow.id }, orchestrated: true }),
    ],
    control: [["body", "control"], () => client.evaluations.updateEvaluationRun(evaluation.id, run.id, { control: false })],
    path: [["body"], () => client.flows.upsert({ attributes: {} })],
  };

  for (const [what, [loc, call]] of Object.entries(wrong)) {
    const error = await refused(422, call()).catch((failure) => assert.fail(`${what}: ${failure.message}`));
    assert.ok(error instanceof Humanloop.UnprocessableEntityError, what);
    assert.ok(Array.isArray(error.body.detail) && error.body.detail.length > 0, JSON.stringify(error.body));
    for (const detail of error.body.detail) {
      assert.deepEqual(detail.loc.slice(0, loc.length), loc, what);
      assert.ok(typeof detail.msg === "string" && detail.msg.length > 0, what);
      assert.ok(typeof detail.type === "string" && detail.type.length > 0, what);
    }
  }
};

exports.A_judgment_that_its_evaluator_does_not_allow_is_refused = async () => {
  const judges = {
    boolean: await story.hasEvaluator("Judges/Yes"),
    number: await story.hasEvaluator("Judges/Score", { returnType: "number", numberLimits: { min: 0, max: 5 } }),
    select: await story.hasEvaluator("Judges/Grade", { returnType: "select", options: [{ name: "good" }] }),
  };
  const log = await client.flows.log({ path: "Project/Answer", flow: { attributes: {} }, output: "a1" });
  const wrong = { boolean: "yes", number: 6, select: "splendid" };

  for (const [returnType, judgment] of Object.entries(wrong)) {
    const error = await story.judges(log, judgment, judges[returnType]).then(
      () => assert.fail(`${judgment} was taken as ${returnType}.`), (thrown) => thrown);
    assert.match(error.message, /Status code: 422/);
    assert.match(error.message, /"judgment"/);
  }
  assert.deepEqual((await client.logs.get(log.id)).evaluatorLogs, []);
};
