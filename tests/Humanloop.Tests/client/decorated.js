"use strict";

// Decorated callables: client.flow, client.tool and client.prompt, whose spans the client sends as traces.

const assert = require("node:assert/strict");
const { Story, all, connect, exact, ids, questions, rightAnswer, until } = require("./story");

/** As much of a provider's library as the client's instrumentation needs: a model that always says the same. */
class Completions {
  create({ model }) {
    return Pending.resolve({
      id: "chatcmpl-1",
      model,
      choices: [{ index: 0, finish_reason: "stop", message: { role: "assistant", content: "Paris" } }],
      usage: { prompt_tokens: 7, completion_tokens: 3, total_tokens: 10 },
    });
  }
}

class Pending extends Promise {
  static get [Symbol.species]() {
    return Promise;
  }

  _thenUnwrap(change) {
    return this.then((result) => change(result));
  }
}

class OpenAI {
  static Chat = { Completions };
  static Completions = class { create() {} };
  chat = { completions: new Completions() };
}

const client = connect({ instrumentProviders: { OpenAI } });
const story = new Story(client);
const openai = new OpenAI();

const ask = (path) =>
  client.prompt({
    path,
    callable: async ({ question }) => {
      const messages = [{ role: "user", content: question }];
      const { choices: [{ message }] } =
        await openai.chat.completions.create({ model: "gpt-4o", temperature: 0.5, max_tokens: 20, messages });
      return message.content;
    },
  });

const add = (path) =>
  client.tool({
    path,
    version: {
      function: {
        name: "add",
        description: "Adds.",
        parameters: { type: "object", properties: { a: { type: "number" }, b: { type: "number" } } },
      },
    },
    callable: async ({ a, b }) => a + b,
  });

/** The only log of the file at a path, as soon as it is there and this is so. */
const logAt = (path, isSo = () => true) =>
  until(async () => {
    const file = await client.files.retrieveByPath({ path }).catch(() => undefined);
    const logs = file ? await all(client.logs.list({ fileId: file.id })) : [];
    assert.ok(logs.length < 2, `${logs.length} logs at ${path}`);
    return logs.length === 1 && isSo(logs[0]) && logs[0];
  });

const isComplete = ({ logStatus }) => logStatus === "complete";

exports.A_decorated_flow_leaves_a_complete_log = async () => {
  const flow = client.flow({
    path: "Project/Flow",
    attributes: { v: 1, deep: { list: [1, 2] } },
    callable: async ({ question }) => ({ answer: question.toUpperCase() }),
  });

  assert.deepEqual(await flow({ question: "q1", messages: [{ role: "user", content: "Go." }] }), { answer: "Q1" });

  const log = await logAt("Project/Flow", isComplete);
  assert.equal(log.output, '{"answer":"Q1"}');
  assert.deepEqual(log.inputs, { question: "q1" });
  assert.deepEqual(log.messages, [{ role: "user", content: "Go." }]);
  assert.deepEqual(log.flow.attributes, { v: 1, deep: { list: [1, 2] } });
  assert.ok(log.endTime >= log.startTime);
};

exports.A_decorated_flow_may_answer_with_a_message_or_fail = async () => {
  const answers = client.flow(
    { path: "Project/Answers", callable: async () => ({ role: "assistant", content: "Done." }) });
  const fails = client.flow({
    path: "Project/Fails",
    callable: async () => {
      throw new Error("The model is asleep.");
    },
  });

  await answers({});
  await fails({});

  assert.deepEqual((await logAt("Project/Answers", isComplete)).outputMessage, { role: "assistant", content: "Done." });
  const failed = await logAt("Project/Fails", isComplete);
  assert.deepEqual([failed.error, failed.output], ["The model is asleep.", undefined]);
};

exports.A_decorated_tool_leaves_a_log = async () => {
  assert.equal(await add("Project/Add")({ a: 1, b: 2 }), 3);

  const log = await logAt("Project/Add");
  assert.equal(log.output, "3");
  assert.deepEqual(Object.entries(log.inputs).map(([name, value]) => [name, String(value)]).sort(), [["a", "1"], ["b", "2"]]);
  const { name, description, parameters } = log.tool.function;
  assert.deepEqual([name, description, parameters.properties.a.type], ["add", "Adds.", "number"]);
};

exports.A_decorated_prompt_leaves_a_log_of_what_was_asked_and_answered = async () => {
  assert.equal(await ask("Project/Ask")({ question: "The capital?" }), "Paris");

  const log = await logAt("Project/Ask");
  assert.deepEqual([log.prompt.model, log.prompt.provider, log.prompt.endpoint], ["gpt-4o", "openai", "chat"]);
  assert.deepEqual([log.prompt.temperature, log.prompt.maxTokens], [0.5, 20]);
  assert.deepEqual(log.messages.map(({ role, content }) => [role, content]), [["user", "The capital?"]]);
  assert.equal(log.output ?? log.outputMessage.content, "Paris");
  assert.deepEqual([log.promptTokens, log.outputTokens, log.finishReason], [7, 3, "stop"]);
};

exports.What_a_decorated_flow_calls_is_in_its_trace = async () => {
  const [prompt, tool] = [ask("Project/Ask"), add("Project/Add")];
  const inner = client.flow({ path: "Project/Inner", callable: async () => "inner" });
  const outer = client.flow({
    path: "Project/Outer",
    callable: async ({ question }) => {
      const capital = await prompt({ question });
      await client.prompts.log({ path: "Project/Logged", prompt: { model: "gpt-4o" }, output: "logged" });
      return `${capital} ${await tool({ a: 3, b: 4 })} ${await inner({})}`;
    },
  });

  assert.equal(await outer({ question: "The capital?" }), "Paris 7 inner");

  const log = await logAt("Project/Outer", isComplete);
  assert.equal(log.output, "Paris 7 inner");
  for (const path of ["Project/Ask", "Project/Add", "Project/Logged", "Project/Inner"])
    assert.equal((await logAt(path)).traceParentId, log.id, path);
  const { traceChildren } = await client.logs.get(log.id);
  assert.equal(traceChildren.length, 4);
};

/** The run of the only evaluation of the file, with its stats and logs. */
async function evaluated(path) {
  const file = await client.files.retrieveByPath({ path });
  const [evaluation] = await all(client.evaluations.list({ fileId: file.id }));
  const { status, runStats: [stats] } = await story.stats(evaluation);
  assert.equal(status, "completed");
  return { stats, logs: await story.logsOf(evaluation) };
}

const dataset = () => ({ path: "Project/Questions", datapoints: questions() });

exports.A_decorated_flow_is_evaluated = async () => {
  const callable = client.flow({ path: "Project/Flow", attributes: { v: 1 }, callable: async (inputs) => rightAnswer(inputs) });

  await client.evaluations.run({
    file: { type: "flow", path: "Project/Flow", callable },
    dataset: dataset(),
    name: "First",
    evaluators: [exact()],
  });

  const { stats, logs } = await evaluated("Project/Flow");
  assert.deepEqual([stats.numLogs, stats.evaluatorStats[0].numTrue], [3, 3]);
  assert.deepEqual(logs.map(({ log }) => [log.output, log.logStatus]).sort(),
    [["a1", "complete"], ["a2", "complete"], ["a3", "complete"]]);
  assert.equal(new Set(logs.map(({ datapoint }) => datapoint.id)).size, 3);
};

exports.A_decorated_prompt_is_evaluated = async () => {
  await client.evaluations.run({
    file: { type: "prompt", path: "Project/Ask", callable: ask("Project/Ask"), version: { model: "gpt-4o" } },
    dataset: dataset(),
    name: "First",
    evaluators: [exact({ callable: ({ log }) => log.output === "Paris" })],
  });

  const { stats, logs } = await evaluated("Project/Ask");
  assert.deepEqual([stats.numLogs, stats.evaluatorStats[0].numTrue], [3, 3]);
  assert.equal(logs[0].log.prompt.model, "gpt-4o");
};

exports.A_flow_that_calls_decorated_callables_is_evaluated = async () => {
  const [prompt, tool] = [ask("Project/Ask"), add("Project/Add")];

  await client.evaluations.run({
    file: {
      type: "flow",
      path: "Project/Flow",
      callable: async (inputs) => {
        await tool({ a: 1, b: 2 });
        await prompt(inputs);
        return rightAnswer(inputs);
      },
    },
    dataset: dataset(),
    name: "First",
    evaluators: [exact()],
  });

  const { stats } = await evaluated("Project/Flow");
  assert.deepEqual([stats.numLogs, stats.evaluatorStats[0].numTrue], [3, 3]);
  for (const path of ["Project/Ask", "Project/Add"])
    await until(async () => {
      const file = await client.files.retrieveByPath({ path });
      return ids(await all(client.logs.list({ fileId: file.id }))).length === 3;
    });
};
