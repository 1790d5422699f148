"use strict";

// Prompts, flows, tools, evaluators and datasets: versioned files at paths.

const assert = require("node:assert/strict");
const { Story, all, connect, ids, questions, refused } = require("./story");

const client = connect();
const story = new Story(client);

const external = { argumentsType: "target_free", returnType: "boolean", evaluatorType: "external" };
const described = (name) => ({ name, description: "Answers.", parameters: { type: "object", properties: {} } });

/**
 * Of each type: its part of the client, the contents of two versions, how the client calls what it does to a version, and
 * whether the latest version is what is meant where nothing is deployed: of datasets and of what judges elsewhere.
 */
const kinds = {
  prompt: {
    api: client.prompts,
    contents: [{ model: "gpt-4o", temperature: 0.2 }, { model: "gpt-4o", temperature: 0.7 }],
    rename: "patchPromptVersion",
    remove: "deletePromptVersion",
  },
  flow: {
    api: client.flows,
    contents: [{ attributes: { v: 1 } }, { attributes: { v: 2 } }],
    rename: "updateFlowVersion",
    remove: "deleteFlowVersion",
  },
  tool: {
    api: client.tools,
    contents: [{ function: described("one") }, { function: described("two") }],
    rename: "updateToolVersion",
    remove: "deleteToolVersion",
  },
  evaluator: {
    api: client.evaluators,
    contents: [{ spec: external }, { spec: { ...external, returnType: "number" } }],
    rename: "updateEvaluatorVersion",
    remove: "deleteEvaluatorVersion",
    latest: true,
  },
  dataset: {
    api: client.datasets,
    contents: [{ datapoints: questions(1) }, { datapoints: questions(2) }],
    rename: "updateDatasetVersion",
    remove: "deleteDatasetVersion",
    latest: true,
  },
};

async function isVersioned(type) {
  const { api, contents: [one, two], rename, remove, latest } = kinds[type];
  const path = `Project/Some ${type}`;

  const first = await api.upsert({ path, ...one, versionName: "v1" });
  assert.deepEqual([first.path, first.name, first.type, first.versionName], [path, `Some ${type}`, type, "v1"]);
  assert.ok([first.createdAt, first.updatedAt, first.lastUsedAt].every((at) => at instanceof Date));
  const second = await api.upsert({ id: first.id, ...two });
  assert.equal(second.id, first.id);
  assert.notEqual(second.versionId, first.versionId);

  // The same contents are the same version.
  assert.equal((await api.upsert({ path, ...one })).versionId, first.versionId);
  assert.equal((await api.upsert({ path, ...two })).versionId, second.versionId);
  assert.equal((await api.get(first.id)).versionId, (latest ? second : first).versionId);
  for (const { versionId } of [first, second])
    assert.equal((await api.get(first.id, { versionId })).versionId, versionId);

  const renamed = await api[rename](first.id, second.versionId, { name: "v2", description: "The second." });
  assert.deepEqual([renamed.versionId, renamed.versionName], [second.versionId, "v2"]);
  const { records } = await api.listVersions(first.id);
  assert.deepEqual(records.map(({ versionName }) => versionName).sort(), ["v1", "v2"]);
  assert.equal(records.find(({ versionName }) => versionName === "v2").versionDescription, "The second.");
  await refused(409, api[rename](first.id, second.versionId, { name: "v1" }));

  await api[remove](first.id, second.versionId);
  assert.deepEqual((await api.listVersions(first.id)).records.map(({ versionId }) => versionId), [first.versionId]);
  await refused(404, api.get(first.id, { versionId: second.versionId }));
}

exports.A_prompt_has_versions = () => isVersioned("prompt");
exports.A_flow_has_versions = () => isVersioned("flow");
exports.A_tool_has_versions = () => isVersioned("tool");
exports.An_evaluator_has_versions = () => isVersioned("evaluator");
exports.A_dataset_has_versions = () => isVersioned("dataset");

async function isDeployed(type) {
  const { api, contents: [one, two], latest } = kinds[type];
  const path = `Project/Some ${type}`;
  const [first, second] = [await api.upsert({ path, ...one }), await api.upsert({ path, ...two })];
  const deployed = async () =>
    Object.fromEntries((await api.listEnvironments(first.id)).map(({ name, file }) => [name, file?.versionId]));

  const environments = await api.listEnvironments(first.id);
  const { id: staging } = environments.find(({ name }) => name === "staging");
  const { id: production, tag } = environments.find(({ name }) => name === "production");
  assert.equal(tag, "default");

  const set = await api.setDeployment(first.id, staging, { versionId: second.versionId });
  assert.equal(set.versionId, second.versionId);
  assert.ok(set.environments.some(({ name }) => name === "staging"));
  assert.equal((await api.get(first.id, { environment: "staging" })).versionId, second.versionId);
  assert.equal((await client.files.retrieveByPath({ path, environment: "staging" })).versionId, second.versionId);
  assert.deepEqual(await deployed(),
    { production: latest ? undefined : first.versionId, staging: second.versionId, development: undefined });

  for (const { versionId } of [second, first]) {
    await api.setDeployment(first.id, production, { versionId });
    assert.equal((await api.get(first.id)).versionId, versionId);
    assert.equal((await api.get(first.id, { environment: "production" })).versionId, versionId);
  }

  await api.removeDeployment(first.id, staging);
  assert.deepEqual(await deployed(), { production: first.versionId, staging: undefined, development: undefined });
  await assert.rejects(api.get(first.id, { environment: "nowhere" }), ({ statusCode }) => [404, 422].includes(statusCode));
}

exports.A_prompt_is_deployed_to_environments = () => isDeployed("prompt");
exports.A_flow_is_deployed_to_environments = () => isDeployed("flow");
exports.A_tool_is_deployed_to_environments = () => isDeployed("tool");
exports.An_evaluator_is_deployed_to_environments = () => isDeployed("evaluator");
exports.A_dataset_is_deployed_to_environments = () => isDeployed("dataset");

exports.Files_are_listed_by_type_moved_and_deleted = async () => {
  for (const [type, { api, contents: [one] }] of Object.entries(kinds)) {
    const made = [];
    for (const name of ["Alpha", "Beta", "Gamma"]) made.push(await api.upsert({ path: `${type}s/${name}`, ...one }));
    const [alpha, beta, gamma] = made;

    assert.deepEqual(ids(await all(api.list({ size: 2 }))), ids([gamma, beta, alpha]));
    assert.deepEqual(ids(await all(api.list({ sortBy: "name", order: "asc" }))), ids([alpha, beta, gamma]));
    assert.deepEqual(ids((await api.list({ name: "Beta" })).data), [beta.id]);

    const moved = await api.move(alpha.id, { path: `Elsewhere/${type}` });
    assert.deepEqual([moved.id, moved.path, moved.name], [alpha.id, `Elsewhere/${type}`, type]);
    assert.equal((await client.files.retrieveByPath({ path: moved.path })).id, alpha.id);
    await refused(404, client.files.retrieveByPath({ path: alpha.path }));
    await refused(409, api.move(alpha.id, { path: beta.path }));

    await api.delete(beta.id);
    await refused(404, api.get(beta.id));
    assert.deepEqual(ids(await all(api.list())).sort(), ids([alpha, gamma]).sort());
    assert.notEqual((await api.upsert({ path: beta.path, ...one })).id, beta.id);
  }
};

exports.A_file_of_any_type_is_found_by_its_path = async () => {
  const made = {};
  for (const [type, { api, contents: [one] }] of Object.entries(kinds))
    made[type] = await api.upsert({ path: `Project/Some ${type}`, ...one });

  for (const [type, { id, path, versionId }] of Object.entries(made)) {
    const found = await client.files.retrieveByPath({ path });
    assert.deepEqual([found.type, found.id, found.versionId], [type, id, versionId]);
  }
  await refused(404, client.files.retrieveByPath({ path: "Project/Nothing" }));
  await refused(409, client.flows.upsert({ path: "Project/Some prompt", attributes: {} }));

  const { records, total } = await client.files.listFiles({ size: 50 });
  assert.equal(total, 5);
  assert.deepEqual(records.map(({ type, id, versionId }) => [type, id, versionId]).sort(),
    Object.entries(made).map(([type, { id, versionId }]) => [type, id, versionId]).sort());
  const some = await client.files.listFiles({ type: ["flow", "prompt"], sortBy: "name", order: "asc" });
  assert.deepEqual(some.records.map(({ type }) => type), ["flow", "prompt"]);
  const page = await client.files.listFiles({ page: 2, size: 2 });
  assert.deepEqual([page.page, page.size, page.total, page.records.length], [2, 2, 5, 2]);
};

exports.A_file_that_several_make_at_once_is_made_once = async () => {
  for (const [type, { api, contents }] of Object.entries(kinds)) {
    const path = `Project/Some ${type}`;

    const made = await Promise.all([...contents, ...contents, ...contents].map((content) => api.upsert({ path, ...content })));

    assert.equal(new Set(ids(made)).size, 1, type);
    assert.deepEqual([...new Set(made.map(({ versionId }) => versionId))].sort(),
      (await api.listVersions(made[0].id)).records.map(({ versionId }) => versionId).sort());
    assert.equal(new Set(made.map(({ versionId }) => versionId)).size, 2, type);
  }
};

exports.A_dataset_is_set_added_to_and_removed_from = async () => {
  const path = "Project/Questions";
  const [q1, q2, q3] = questions(3);
  const of = ({ id, versionId }) => client.datasets.get(id, { versionId, includeDatapoints: true });
  const inputs = ({ datapoints }) => datapoints.map((datapoint) => datapoint.inputs.question).sort();
  const idOf = ({ datapoints }, question) => datapoints.find((datapoint) => datapoint.inputs.question === question).id;

  const set = await of(await client.datasets.upsert({ path, datapoints: [q1, q2, q1] }));
  assert.equal(set.datapointsCount, 2);
  assert.deepEqual(inputs(set), ["q1", "q2"]);
  assert.deepEqual(set.datapoints.find(({ id }) => id === idOf(set, "q1")).target, q1.target);

  const added = await of(await client.datasets.upsert({ path, datapoints: [q2, q3], action: "add" }));
  assert.equal(added.id, set.id);
  assert.notEqual(added.versionId, set.versionId);
  assert.deepEqual(inputs(added), ["q1", "q2", "q3"]);
  assert.equal(idOf(added, "q1"), idOf(set, "q1"));

  const lookedUp = await client.datasets.upsert({ path, datapoints: [], action: "add" });
  assert.equal(lookedUp.versionId, added.versionId);

  const removed = await of(await client.datasets.upsert({ path, datapoints: [q1], action: "remove" }));
  assert.deepEqual(inputs(removed), ["q2", "q3"]);
  assert.equal(idOf(removed, "q3"), idOf(added, "q3"));

  const relative = await of(
    await client.datasets.upsert({ path, versionId: set.versionId, datapoints: [q3], action: "add" }));
  assert.deepEqual(inputs(relative), ["q1", "q2", "q3"]);

  const replaced = await of(await client.datasets.upsert({ path, datapoints: [q3], action: "set" }));
  assert.deepEqual(inputs(replaced), ["q3"]);
  assert.equal(idOf(replaced, "q3"), idOf(added, "q3"));
};

exports.Datapoints_are_read_page_by_page_and_keep_what_they_were_given = async () => {
  const datapoints = [
    ...questions(4),
    {
      inputs: { question: "q5" },
      messages: [{ role: "system", content: "Be brief." }, { role: "user", content: "Why?" }],
      target: { text: "t", integer: 3, number: 0.5, flag: true, list: [1, "two", null], map: { deep: { er: 1 } } },
    },
    { messages: [{ role: "user", content: "No inputs." }] },
  ];
  const made = await client.datasets.upsert({ path: "Project/Mixed", datapoints, includeDatapoints: true });

  const listed = await all(client.datasets.listDatapoints(made.id, { size: 4 }));

  assert.deepEqual(ids(listed), ids(made.datapoints));
  const given = listed.find(({ inputs }) => inputs.question === "q5");
  assert.deepEqual([given.messages, given.target], [datapoints[4].messages, datapoints[4].target]);
  assert.deepEqual(listed.find(({ messages }) => messages?.[0].content === "No inputs.").inputs, {});
  assert.equal((await client.datasets.get(made.id)).datapoints, undefined);
  assert.equal((await client.datasets.listDatapoints(made.id, { page: 2, size: 4 })).data.length, 2);
};

exports.Evaluators_of_every_kind_keep_their_spec = async () => {
  const common = { argumentsType: "target_required", returnType: "number", numberLimits: { min: 0, max: 5, step: 1 } };
  const specs = {
    external: { ...common, evaluatorType: "external", attributes: { code: "() => 1" }, numberValence: "positive" },
    python: { ...common, evaluatorType: "python", code: "def evaluate(log, datapoint):\n    return 1\n" },
    llm: {
      argumentsType: "target_free",
      returnType: "boolean",
      evaluatorType: "llm",
      prompt: { model: "gpt-4o", template: [{ role: "user", content: "Is {{log.output}} polite?" }], temperature: 0 },
    },
    human: {
      argumentsType: "target_free",
      returnType: "multi_select",
      evaluatorType: "human",
      instructions: "Choose.",
      options: [{ name: "kind", valence: "positive" }, { name: "rude", valence: "negative" }, { name: "odd" }],
    },
  };

  for (const [name, spec] of Object.entries(specs)) {
    const made = await client.evaluators.upsert({ path: `Judges/${name}`, spec });
    const read = await client.evaluators.get(made.id);
    for (const evaluator of [made, read])
      // What was not given may come back undefined, or not at all.
      assert.deepEqual(JSON.parse(JSON.stringify(evaluator.spec)), spec);
    assert.equal((await client.evaluators.upsert({ path: made.path, spec })).versionId, made.versionId);
  }
};

exports.A_prompt_keeps_all_of_its_parameters = async () => {
  const contents = {
    model: "gpt-4o",
    endpoint: "chat",
    provider: "openai",
    template: [{ role: "system", content: "Answer {{question}} in {{language}}." }],
    temperature: 0.5,
    maxTokens: 100,
    topP: 0.9,
    stop: ["\n"],
    presencePenalty: 0.1,
    frequencyPenalty: 0.2,
    other: { logit_bias: { 50256: -100 } },
    seed: 7,
    responseFormat: { type: "json_object" },
    tools: [described("look_up")],
    attributes: { team: "search" },
  };

  const made = await client.prompts.upsert({ path: "Project/Prompt", ...contents, description: "Answers.", tags: ["a"] });

  for (const prompt of [made, await client.prompts.get(made.id)]) {
    assert.deepEqual(JSON.parse(JSON.stringify(Object.fromEntries(Object.keys(contents).map((k) => [k, prompt[k]])))),
      contents);
    assert.deepEqual(prompt.inputs.map(({ name }) => name).sort(), ["language", "question"]);
    assert.deepEqual([prompt.totalLogsCount, prompt.versionLogsCount], [0, 0]);
  }
};

exports.A_tool_keeps_its_function_and_set_up = async () => {
  const contents = {
    function: { ...described("look_up"), strict: true },
    sourceCode: "def look_up(): ...",
    setupValues: { limit: 3 },
    attributes: { team: "search" },
  };

  const made = await client.tools.upsert({ path: "Project/Tool", ...contents });

  for (const tool of [made, await client.tools.get(made.id)])
    assert.deepEqual(JSON.parse(JSON.stringify(Object.fromEntries(Object.keys(contents).map((k) => [k, tool[k]])))),
      contents);
};
