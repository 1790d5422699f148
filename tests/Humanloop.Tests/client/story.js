"use strict";

// What a scenario needs to exist, made with the client itself.

const assert = require("node:assert/strict");
const { HumanloopClient } = require("humanloop");

const address = process.env.RUN_EVALUATIONS_ADDRESS;
const key = process.env.RUN_EVALUATIONS_KEY;

/** Only what hangs takes so long. */
const LIMIT = 120_000;

const connect = (options = {}) => new HumanloopClient({ apiKey: key, baseUrl: `${address}/v5`, ...options });

/** Asks the service in its own dialect. */
async function v1(method, path, body) {
  const response = await fetch(`${address}/v1${path}`, {
    method,
    headers: { "X-API-KEY": key, "Content-Type": "application/json" },
    body: body && JSON.stringify(body),
  });
  const text = await response.text();
  assert.ok(response.ok, `${method} ${path}: ${response.status} ${text}`);
  return text ? JSON.parse(text) : undefined;
}

/** The UUID in an id of /v5. */
const uuid = (id) => id.replace(/^.*_/, "").replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");

/** The error of a call that has to be refused with this status. */
async function refused(status, call) {
  const error = await call.then(
    (answer) => assert.fail(`It was not refused: ${JSON.stringify(answer)}`),
    (thrown) => thrown,
  );
  assert.equal(error.statusCode, status, String(error));
  return error;
}

/** What the question gives as soon as that is something. */
async function until(question) {
  const end = Date.now() + LIMIT;
  while (Date.now() < end) {
    const answer = await question();
    if (answer) return answer;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`What was waited for has not come: ${question}`);
}

/** The same, while a promise is not kept: that has to wait. */
const meanwhile = (promise, question) =>
  Promise.race([until(question), promise.then((end) => assert.fail(`It did not wait: ${JSON.stringify(end)}`))]);

/** Everything of a list that the client fetches page by page. */
async function all(pages) {
  const items = [];
  for await (const item of await pages) items.push(item);
  return items;
}

const ids = (things) => things.map((thing) => thing.id);

/** Questions q1, q2 … with the answers a1, a2 … as their targets. */
const questions = (count = 3) =>
  Array.from({ length: count }, (_, i) => ({ inputs: { question: `q${i + 1}` }, target: { answer: `a${i + 1}` } }));

const rightAnswer = ({ question }) => question.replace("q", "a");

/** Wrong on all questions but the first. */
const poorAnswer = ({ question }) => (question === "q1" ? "a1" : "no idea");

/** An evaluator of the caller's own: whether the answer is the target. */
const exact = (options = {}) => ({
  path: "Judges/Exact",
  argsType: "target_required",
  returnType: "boolean",
  callable: ({ log, datapoint }) => log.output === datapoint.target.answer,
  ...options,
});

/** An evaluator of the caller's own: how long the answer is. */
const length = (options = {}) => ({
  path: "Judges/Length",
  argsType: "target_free",
  returnType: "number",
  callable: ({ log }) => log.output.length,
  ...options,
});

/** What an evaluation is made of, told in the order of need. */
class Story {
  constructor(client) {
    this.client = client;
  }

  hasFlow(attributes = { v: 1 }, path = "Project/Answer") {
    return this.client.flows.upsert({ path, attributes });
  }

  /** With its datapoints. */
  async hasDataset(datapoints = questions(), path = "Project/Questions") {
    const { id, versionId } = await this.client.datasets.upsert({ path, datapoints });
    return this.client.datasets.get(id, { versionId, includeDatapoints: true });
  }

  hasEvaluator(path = "Judges/Exact", spec = {}) {
    return this.client.evaluators.upsert({
      path,
      spec: { argumentsType: "target_free", returnType: "boolean", evaluatorType: "external", ...spec },
    });
  }

  /** A flow, a dataset, evaluators that the caller runs (one, unless there are others), and an evaluation of them. */
  async hasEvaluation({ name = "First", evaluators } = {}) {
    this.flow = await this.hasFlow();
    this.dataset = await this.hasDataset();
    this.evaluators = evaluators ?? [await this.hasEvaluator()];
    this.evaluation = await this.client.evaluations.create({
      name,
      file: { id: this.flow.id },
      evaluators: this.evaluators.map(({ path }) => ({ path })),
    });
    return this.evaluation;
  }

  /** A run of the evaluation, whose logs the caller sends. */
  hasRun({ dataset = this.dataset, version = this.flow, evaluation = this.evaluation, ...options } = {}) {
    return this.client.evaluations.createRun(evaluation.id, {
      dataset: { versionId: dataset.versionId },
      version: { versionId: version.versionId },
      orchestrated: false,
      ...options,
    });
  }

  /** A log of the flow for each datapoint of the run. */
  async hasLogs(run, answer = rightAnswer) {
    const logs = [];
    for (const { id, inputs } of this.dataset.datapoints)
      logs.push(
        await this.client.flows.log({
          id: this.flow.id,
          versionId: this.flow.versionId,
          runId: run?.id,
          sourceDatapointId: id,
          inputs,
          output: answer(inputs),
          logStatus: "complete",
        }),
      );
    return logs;
  }

  judges(log, judgment, evaluator = this.evaluators[0]) {
    return this.client.evaluators.log({
      parentId: log.id,
      path: evaluator.path,
      versionId: evaluator.versionId,
      judgment,
    });
  }

  stats(evaluation = this.evaluation) {
    return this.client.evaluations.getStats(evaluation.id);
  }

  async statsOf(run, evaluation = this.evaluation) {
    const { runStats } = await this.stats(evaluation);
    return runStats.find(({ runId }) => runId === run.id);
  }

  /** The page of an evaluation's logs that holds all of them. */
  async logsOf(evaluation = this.evaluation, runId = undefined) {
    const page = await this.client.evaluations.getLogs(evaluation.id, { runId, size: 100 });
    assert.equal(page.total, page.records.length);
    return page.records;
  }
}

module.exports = {
  LIMIT, Story, address, all, connect, exact, ids, length, meanwhile, poorAnswer, questions, refused, rightAnswer, until, uuid, v1,
};
