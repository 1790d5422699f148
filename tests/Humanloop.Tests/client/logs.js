"use strict";

// Logs of prompts, flows, tools and evaluators outside of evaluations.

const assert = require("node:assert/strict");
const { Story, all, connect, ids, refused } = require("./story");

const client = connect();
const story = new Story(client);

const began = new Date("2026-01-02T03:04:05.678Z");
const ended = new Date("2026-01-02T03:04:07.250Z");

/** What any log may bring. */
const brought = {
  inputs: { question: "q1", nested: { list: [1, null] } },
  output: "a1",
  startTime: began,
  endTime: ended,
  source: "production",
  stdout: "thinking…",
  metadata: { customer: "c1" },
  user: "ada",
  providerLatency: 1.5,
  providerRequest: { n: 1 },
  providerResponse: { id: "r1" },
};

const parts = (thing, names) => Object.fromEntries(Object.keys(names).map((name) => [name, thing[name]]));

exports.A_prompt_is_logged_with_all_that_is_known_of_the_call = async () => {
  const known = {
    ...brought,
    messages: [{ role: "user", content: "q1" }],
    outputMessage: { role: "assistant", content: "a1" },
    promptTokens: 10,
    outputTokens: 4,
    promptCost: 0.001,
    outputCost: 0.002,
    finishReason: "stop",
  };

  const made = await client.prompts.log({ path: "Project/Prompt", prompt: { model: "gpt-4o", temperature: 0.5 }, ...known });

  const log = await client.logs.get(made.id);
  assert.deepEqual(parts(log, known), known);
  assert.deepEqual([log.prompt.id, log.prompt.versionId, log.prompt.model], [made.promptId, made.versionId, "gpt-4o"]);
  assert.deepEqual(log.evaluatorLogs, []);
  const prompt = await client.prompts.get(made.promptId);
  assert.deepEqual([prompt.path, prompt.versionLogsCount, prompt.totalLogsCount], ["Project/Prompt", 1, 1]);
  const changed = await client.prompts.log({ path: prompt.path, prompt: { model: "gpt-4o-mini" }, output: "a1" });
  assert.equal(changed.promptId, made.promptId);
  assert.notEqual(changed.versionId, made.versionId);
  assert.equal((await client.prompts.log({ id: prompt.id, versionId: changed.versionId })).versionId, changed.versionId);
};

exports.A_tool_is_logged = async () => {
  const tool = { function: { name: "look_up", description: "Looks up." } };

  const made = await client.tools.log({ path: "Project/Tool", tool, ...brought });

  const log = await client.logs.get(made.id);
  assert.deepEqual(parts(log, brought), brought);
  assert.deepEqual([log.tool.id, log.tool.versionId, log.tool.function.name],
    [made.toolId, made.versionId, "look_up"]);
};

exports.A_flow_is_logged_as_it_goes_on = async () => {
  const made = await client.flows.log(
    { path: "Project/Answer", flow: { attributes: { v: 1 } }, inputs: { question: "q1" }, logStatus: "incomplete" });
  assert.equal((await client.logs.get(made.id)).logStatus, "incomplete");

  const changed = await client.flows.updateLog(made.id, { output: "a1", logStatus: "complete" });

  assert.equal(changed.id, made.id);
  const log = await client.logs.get(made.id);
  for (const seen of [changed, log]) {
    assert.deepEqual([seen.output, seen.logStatus, seen.inputs], ["a1", "complete", { question: "q1" }]);
    assert.deepEqual([seen.flow.id, seen.flow.versionId], [made.flowId, made.versionId]);
  }
};

exports.Logs_of_prompts_and_tools_are_updated = async () => {
  const prompt = await client.prompts.log({ path: "Project/Prompt", prompt: { model: "gpt-4o" }, inputs: { q: "1" } });
  const tool = await client.tools.log({ path: "Project/Tool", tool: { attributes: { v: 1 } }, inputs: { q: "1" } });

  await client.prompts.updateLog(prompt.promptId, prompt.id, { output: "a1", promptTokens: 3, metadata: { late: true } });
  await client.tools.update(tool.toolId, tool.id, { error: "Too late." });

  const log = await client.logs.get(prompt.id);
  assert.deepEqual([log.inputs, log.output, log.promptTokens, log.metadata], [{ q: "1" }, "a1", 3, { late: true }]);
  assert.equal((await client.logs.get(tool.id)).error, "Too late.");
  await refused(404, client.prompts.updateLog(prompt.promptId, tool.id, { output: "a1" }));
};

exports.Logs_of_a_file_are_listed_newest_first_and_found = async () => {
  const flow = await story.hasFlow({ v: 1 });
  const later = await story.hasFlow({ v: 2 });
  const logs = [];
  for (const [i, { versionId }] of [flow, flow, flow, later].entries())
    logs.unshift(await client.flows.log({
      id: flow.id, versionId, inputs: { question: `q${i}` }, output: `answer ${i}`, metadata: { shard: `s${i % 2}` },
    }));
  await client.flows.log({ path: "Project/Other", flow: { attributes: {} }, output: "answer 0" });
  const found = (filter) => client.logs.list({ fileId: flow.id, ...filter }).then(({ data }) => ids(data));

  assert.deepEqual(ids(await all(client.logs.list({ fileId: flow.id, size: 3 }))), ids(logs));
  assert.deepEqual(await found({ size: 3 }), ids(logs).slice(0, 3));
  assert.deepEqual(await found({ page: 3, size: 2 }), []);
  assert.deepEqual(await found({ versionId: later.versionId }), [logs[0].id]);
  assert.deepEqual((await found({ id: [logs[1].id, logs[2].id] })).sort(), [logs[1].id, logs[2].id].sort());
  assert.deepEqual(await found({ search: "answer 2" }), [logs[1].id]);
  assert.deepEqual(await found({ metadataSearch: "s1" }), [logs[0].id, logs[2].id]);
  assert.deepEqual(await found({ startDate: new Date("2100-01-01") }), []);
  assert.deepEqual(await found({ endDate: new Date("2100-01-01") }), ids(logs));
  const [{ flow: of, output }] = (await client.logs.list({ fileId: flow.id, size: 1 })).data;
  assert.deepEqual([of.versionId, output], [later.versionId, "answer 3"]);
};

exports.Logs_are_deleted = async () => {
  const flow = await story.hasFlow();
  const [one, two, kept] = [
    await client.flows.log({ id: flow.id, output: "1" }),
    await client.flows.log({ id: flow.id, output: "2" }),
    await client.flows.log({ id: flow.id, output: "3" }),
  ];

  await client.logs.delete({ id: ids([one, two]) });

  await refused(404, client.logs.get(one.id));
  await refused(404, client.logs.get(two.id));
  assert.deepEqual(ids(await all(client.logs.list({ fileId: flow.id }))), [kept.id]);
};

exports.A_judgment_is_found_at_the_log_that_it_judges = async () => {
  const made = await client.prompts.log({ path: "Project/Prompt", prompt: { model: "gpt-4o" }, output: "a1" });
  const spec = { argumentsType: "target_free", returnType: "number", evaluatorType: "external" };

  const judged = await client.evaluators.log(
    { path: "Judges/Score", spec, parentId: made.id, judgment: 0.75, output: "Rather good.", metadata: { by: "hand" } });

  assert.equal(judged.parentId, made.id);
  const [shown] = (await client.logs.get(made.id)).evaluatorLogs;
  const log = await client.logs.get(judged.id);
  for (const seen of [shown, log]) {
    assert.deepEqual([seen.id, seen.judgment, seen.parentId], [judged.id, 0.75, made.id]);
    assert.equal(seen.evaluator.versionId, judged.versionId);
  }
  assert.deepEqual([log.output, log.metadata], ["Rather good.", { by: "hand" }]);
  const evaluator = await client.evaluators.get(log.evaluator.id);
  assert.deepEqual([evaluator.path, evaluator.totalLogsCount], ["Judges/Score", 1]);
};

exports.Logs_inside_of_a_flow_are_its_children = async () => {
  const flow = await client.flows.log({ path: "Project/Answer", flow: { attributes: {} }, logStatus: "incomplete" });
  const traceParentId = flow.id;

  const prompt = await client.prompts.log(
    { path: "Project/Prompt", prompt: { model: "gpt-4o" }, output: "p", traceParentId });
  const tool = await client.tools.log({ path: "Project/Tool", tool: { attributes: {} }, output: "t", traceParentId });

  const log = await client.logs.get(flow.id);
  assert.deepEqual(ids(log.traceChildren).sort(), ids([prompt, tool]).sort());
  assert.equal((await client.logs.get(tool.id)).traceParentId, flow.id);
  assert.deepEqual(log.traceChildren.map((child) => (child.prompt ?? child.tool).path).sort(),
    ["Project/Prompt", "Project/Tool"]);
};
